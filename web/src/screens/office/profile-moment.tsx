import { useSearchParams } from "@solidjs/router";
import { createMemo, createUniqueId, type JSX, Show } from "solid-js";
import { nextBoundary } from "../../../../shared/model/zoned-time.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormNote } from "../../parts/form.part.tsx";
import { readDate, writeDate } from "../../period/period.ts";
import { createNow } from "../../state/create-now.ts";

const STEP_MS = 5 * 60_000;

/** The day that is looked at and the moment in it; `undefined`: now. */
export function createMoment(timeZone: () => string) {
  const [query, setQuery] = useSearchParams();
  const now = createNow(30_000);
  const dayMs = createMemo((): number => {
    const asked = typeof query["day"] === "string" ? readDate(query["day"], timeZone()) : undefined;
    return asked ?? readDate(writeDate(now(), timeZone()), timeZone()) ?? now();
  });
  const endMs = (): number => nextBoundary(dayMs(), "day", timeZone());
  const isToday = (): boolean => now() >= dayMs() && now() < endMs();
  const asked = (): number | undefined => {
    const atMs = Number(query["at"]);
    return Number.isFinite(atMs) && atMs >= dayMs() && atMs < endMs() ? atMs : undefined;
  };
  return {
    dayMs,
    /** What the address says in a day's place and is none. */
    noDay: (): string | undefined => {
      const said = query["day"];
      return typeof said === "string" && readDate(said, timeZone()) === undefined ? said : undefined;
    },
    endMs,
    isToday,
    isNow: (): boolean => asked() === undefined && isToday(),
    atMs: (): number => asked() ?? (isToday() ? now() : dayMs() + (endMs() - dayMs()) / 2),
    /** The last moment the slider reaches. */
    lastMs: (): number => (isToday() ? now() : endMs() - STEP_MS),
    goTo: (atMs: number | undefined): void => setQuery({ at: atMs }, { replace: true }),
    chooseDay: (text: string): void => {
      const day = readDate(text, timeZone());
      if (day !== undefined) setQuery({ day: writeDate(day, timeZone()), at: undefined }, { replace: true });
    },
  };
}

export type Moment = ReturnType<typeof createMoment>;

/** Which day, and when on it: now, when the path was lowest, or wherever the slider is. */
export function TimeBar(props: {
  readonly moment: Moment;
  readonly lowest: number | undefined;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const timeZone = (): string => words.formats().timeZone;
  const said = (): string => words.formats().dateTime(props.moment.atMs());
  const mode = (): "now" | "lowest" | "other" => {
    if (props.moment.isNow()) return "now";
    return props.moment.atMs() === props.lowest ? "lowest" : "other";
  };
  return (
    <div class="pressure-time">
      <Show when={props.moment.noDay()}>
        {(said) => <FormNote tone="warning" text={words.t("path.noDay", { said: said() })} />}
      </Show>
      <div class="field pressure-day">
        <label class="hearable" for={id}>
          {words.t("path.day")}
        </label>
        <input
          id={id}
          class="field-input"
          type="date"
          value={writeDate(props.moment.dayMs(), timeZone())}
          max={writeDate(Date.now(), timeZone())}
          onChange={(event) => props.moment.chooseDay(event.currentTarget.value)}
        />
      </div>
      <label class="pressure-slider">
        <span class="hearable">{words.t("path.moment")}</span>
        <input
          type="range"
          min={props.moment.dayMs()}
          max={props.moment.lastMs()}
          step={STEP_MS}
          value={props.moment.atMs()}
          aria-valuetext={said()}
          onInput={(event) => props.moment.goTo(Number(event.currentTarget.value))}
        />
        <output class="pressure-clock">{said()}</output>
      </label>
      <div class="pressure-tools">
        <Show when={props.moment.isToday()}>
          <Button
            tone={mode() === "now" ? "accent" : "plain"}
            label={words.t("path.now")}
            onPress={() => props.moment.goTo(undefined)}
          />
        </Show>
        <Button
          tone={mode() === "lowest" ? "accent" : "plain"}
          label={words.t("path.lowest")}
          tip={words.t("path.lowestHint")}
          isDisabled={props.lowest === undefined}
          onPress={() => props.moment.goTo(props.lowest)}
        />
      </div>
    </div>
  );
}
