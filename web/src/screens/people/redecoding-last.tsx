import { type JSX, Show } from "solid-js";
import type { WireRedecoding } from "../../../../shared/model/wire-redecode.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { RunProgress } from "../../parts/run-progress.part.tsx";
import type { Redecoding } from "../../state/create-redecoding.ts";
import { useOffice } from "../../state/office.ts";

/** How far reading telegrams anew is, or how it ended. */
export function RedecodingLast(props: {
  readonly last: WireRedecoding;
  readonly redecoding: Redecoding;
}): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const head = (): string =>
    words.t(`upkeep.anew.${props.last.state}`, {
      what: props.last.what,
      // Where nobody signs in it is nobody's.
      who: [props.last.by, words.formats().dateTime(props.last.startedAtMs)].filter(Boolean).join(", "),
    });
  const sums = (): string => {
    const { done, meters, readings, changed, withoutFrame, held, busy, failure } = props.last;
    return [
      words.t("upkeep.anew.sums", { done, meters, readings, changed, without: withoutFrame }),
      held > 0 ? words.t("upkeep.anew.heldNow", held) : "",
      busy > 0 ? words.t("upkeep.anew.busyNow", busy) : "",
      failure ?? "",
    ]
      .filter(Boolean)
      .join(" ");
  };
  return (
    <section class="account-section" aria-live="polite">
      <h2>{head()}</h2>
      <Show when={props.last.state === "running"}>
        <RunProgress share={props.last.done / Math.max(1, props.last.meters)} />
      </Show>
      <p class="muted">{sums()}</p>
      <Show when={props.last.state === "running" && session.may({ area: "access-control", right: "write" })}>
        <div class="user-action">
          <Button
            label={words.t("upkeep.anew.stop")}
            isDisabled={props.redecoding.isBusy()}
            onPress={() => void props.redecoding.stop()}
          />
        </div>
      </Show>
    </section>
  );
}
