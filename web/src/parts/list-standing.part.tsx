import CloudOff from "lucide-solid/icons/cloud-off";
import HardDrive from "lucide-solid/icons/hard-drive";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import { type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import "./list-standing.css";

export interface ListStandingProps {
  /** When what is shown was last true for certain; absent while it is true now. */
  readonly asOfMs: number | undefined;
  readonly nowMs: number;
  /** This browser gives no room to keep the list. */
  readonly isUnkept: boolean;
  /** Points that only a newer app can read. */
  readonly unread: number;
  readonly onReload: () => void;
}

/** How far a list on the screen can be trusted: its age, and what of it is missing or will not last. */
export function ListStanding(props: ListStandingProps): JSX.Element {
  const words = useWords();
  return (
    <div class="standing" role="status">
      <Show when={props.asOfMs !== undefined ? props.asOfMs : false}>
        {(asOfMs) => (
          <span class="standing-note" data-tip={words.t("points.asOfHint")}>
            <CloudOff size={14} aria-hidden="true" />
            {words.t("points.asOf", {
              time: words.formats().dateTime(asOfMs()),
              age: words.age(Math.max(0, props.nowMs - asOfMs())),
            })}
          </span>
        )}
      </Show>
      <Show when={props.isUnkept}>
        <span class="standing-note" data-tip={words.t("points.unkeptHint")}>
          <HardDrive size={14} aria-hidden="true" />
          {words.t("points.unkept")}
        </span>
      </Show>
      <Show when={props.unread > 0}>
        <Button
          tone="quiet"
          icon={<RefreshCw size={14} />}
          label={words.t("points.unread", props.unread)}
          tip={words.t("points.unreadHint")}
          onPress={() => props.onReload()}
        />
      </Show>
    </div>
  );
}
