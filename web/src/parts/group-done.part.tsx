import Undo2 from "lucide-solid/icons/undo-2";
import { type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import "./group-done.css";

export interface GroupDone {
  readonly what: "made" | "saved" | "changed" | "removed" | "added" | "takenOut";
  readonly name: string;
  readonly count: number;
}

/** What was done last to groups, with the way back. */
export function GroupDoneLine(props: {
  readonly done: GroupDone | undefined;
  readonly progress: { readonly done: number; readonly of: number } | undefined;
  readonly onUndo: () => void;
}): JSX.Element {
  const words = useWords();
  const percent = (): string | undefined =>
    props.progress && String(Math.floor((100 * props.progress.done) / Math.max(1, props.progress.of)));
  return (
    <div class="group-done" role="status">
      <Show
        when={percent()}
        fallback={
          <Show when={props.done}>
            {(done) => (
              <>
                <span>
                  {words.t(`groups.done.${done().what}`, {
                    name: done().name,
                    points: words.t("groups.points", done().count),
                  })}
                </span>
                <Button
                  tone="quiet"
                  icon={<Undo2 size={15} aria-hidden="true" />}
                  label={words.t("groups.done.undo")}
                  onPress={props.onUndo}
                />
              </>
            )}
          </Show>
        }
      >
        {(done) => <span>{words.t("groups.picked.working", { percent: done() })}</span>}
      </Show>
    </div>
  );
}
