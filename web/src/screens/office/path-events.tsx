import { createMemo, For, type JSX, Show } from "solid-js";
import type { WireProfileStop } from "../../../../shared/model/pressure-path.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import type { Moment } from "./profile-moment.tsx";

interface Told {
  readonly stop: WireProfileStop;
  readonly event: NonNullable<WireProfileStop["events"]>[number];
}

/** What the stops' sensors reported of the pressure on the day: where, what and when, with the way to that moment. */
export function PathEvents(props: {
  readonly stops: readonly WireProfileStop[];
  readonly moment: Moment;
}): JSX.Element {
  const words = useWords();
  const told = createMemo((): readonly Told[] =>
    props.stops
      .flatMap((stop) => (stop.events ?? []).map((event) => ({ stop, event })))
      .sort((a, b) => (a.event.fromMs ?? 0) - (b.event.fromMs ?? 0)),
  );
  return (
    <section class="path-events" aria-labelledby="path-events">
      <h2 id="path-events">{words.t("path.events.title")}</h2>
      <Show when={told().length > 0} fallback={<p class="muted">{words.t("path.events.none")}</p>}>
        <ul>
          <For each={told()}>{(one) => <EventLine {...one} moment={props.moment} />}</For>
        </ul>
      </Show>
    </section>
  );
}

function EventLine(props: Told & { readonly moment: Moment }): JSX.Element {
  const words = useWords();
  const time = (atMs: number): string => words.formats().dateTime(atMs);
  const isOnDay = (atMs: number): boolean => atMs >= props.moment.dayMs() && atMs < props.moment.endMs();
  const said = (): string => {
    const { fromMs, toMs } = props.event;
    if (fromMs === undefined)
      return toMs === undefined
        ? words.t("path.events.always")
        : words.t("path.events.until", { to: time(toMs) });
    return toMs === undefined
      ? words.t("path.events.since", { from: time(fromMs) })
      : words.t("path.events.span", { from: time(fromMs), to: time(toMs) });
  };
  return (
    <li class="pressure-last-stop">
      <strong>{words.status(props.event.status)}</strong>
      <a href={`/points/${encodeURIComponent(props.stop.pointId)}`}>{props.stop.name}</a>
      <span class="number">{said()}</span>
      <Show when={props.event.fromMs !== undefined && isOnDay(props.event.fromMs) && props.event.fromMs}>
        {(atMs) => (
          <Button
            tone="quiet"
            label={words.t("path.events.go", { time: words.formats().time(atMs()) })}
            onPress={() => props.moment.goTo(atMs())}
          />
        )}
      </Show>
    </li>
  );
}
