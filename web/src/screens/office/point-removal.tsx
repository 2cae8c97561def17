import { createSignal, type JSX, Show } from "solid-js";
import { hasBills } from "../../../../shared/rooms/billed-facts.ts";
import type { PointRecord } from "../../../../shared/rooms/point-record.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormNote } from "../../parts/form.part.tsx";
import { createBilledUntil } from "../../state/create-billed-until.ts";

/** Takes a point away, after saying what will happen. */
export function PointRemoval(props: {
  readonly record: PointRecord;
  readonly onRemove: () => void;
}): JSX.Element {
  const words = useWords();
  const [isAsking, setAsking] = createSignal(false);
  const billedUntil = createBilledUntil(() => props.record.area);
  const isBilled = (): boolean => hasBills(props.record, billedUntil());
  const hasMeter = (): boolean => props.record.segments.some(({ removedAtMs }) => removedAtMs === undefined);
  return (
    <section class="editor-section editor-removal">
      <Show
        when={isAsking()}
        fallback={
          <Button tone="quiet" label={words.t("edits.remove.button")} onPress={() => setAsking(true)} />
        }
      >
        <div class="editor-sure" role="alertdialog" aria-labelledby="removal-title">
          <h3 id="removal-title" class="editor-title">
            {words.t("edits.remove.title", { name: props.record.address || props.record.number })}
          </h3>
          <p class="muted">{words.t("edits.remove.happens")}</p>
          <Show when={hasMeter()}>
            <p class="muted">{words.t("edits.remove.meter")}</p>
          </Show>
          <Show when={isBilled()}>
            <FormNote
              tone="warning"
              text={words.t("lock.billedPoint", { day: words.formats().date(billedUntil() - 1) })}
            />
          </Show>
          <div class="form-actions">
            <Button label={words.t("edits.remove.keep")} onPress={() => setAsking(false)} />
            <Button
              tone="accent"
              label={words.t("edits.remove.sure")}
              isDisabled={isBilled()}
              onPress={props.onRemove}
            />
          </div>
        </div>
      </Show>
    </section>
  );
}
