import { type JSX, Show } from "solid-js";
import { useWords, type Words } from "../../locales/words.ts";
import type { Field } from "../../state/field.ts";

const HOUR_MS = 3_600_000;

/** A clock that cannot be right, and keys that have ended by it or by the server's: what is so, and the way on. */
export function ClockOdd(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  const offMs = (): number => props.field.state()?.clockOffMs ?? 0;
  const phone = () => props.field.state()?.phone;
  return (
    <>
      <Show when={offMs() !== 0}>
        <p class="field-warning" role="alert">
          {sayOff(words, offMs())}
        </p>
      </Show>
      <Show
        when={phone()?.expiresAtMs}
        fallback={
          <Show when={phone()?.kind === "expired"}>
            <p class="field-warning" role="alert">
              {words.t("road.clock.over")}
            </p>
          </Show>
        }
      >
        {(untilMs) => (
          <Show when={offMs() === 0}>
            <p class="field-warning" role="alert">
              {words.t(phone()?.kind === "expired" ? "road.clock.ended" : "road.clock.early", {
                now: words.formats().dateTime(Date.now()),
                until: words.formats().dateTime(untilMs()),
              })}
            </p>
          </Show>
        )}
      </Show>
    </>
  );
}

function sayOff({ t }: Words, offMs: number): string {
  const hours = Math.round(Math.abs(offMs) / HOUR_MS);
  const how =
    hours < 48 ? t("road.clock.hours", Math.max(1, hours)) : t("road.clock.days", Math.round(hours / 24));
  return t(offMs > 0 ? "road.clock.behind" : "road.clock.ahead", { how });
}
