import ChevronDown from "lucide-solid/icons/chevron-down";
import { createMemo, For, type JSX, Show } from "solid-js";
import type { WireEvent } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { type GatheredEvents, gatherEvents } from "../period/gather-events.ts";
import { EventIcon } from "./event-icon.part.tsx";
import { createSayings } from "./say-history.ts";
import "./event-list.css";

/** What happened in the period, newest first: exchanges, rollovers, info codes coming and going. */
export function EventList(props: { readonly events: readonly WireEvent[] }): JSX.Element {
  const words = useWords();
  const lines = createMemo(() => [...gatherEvents(props.events)].reverse());
  return (
    <Show when={props.events.length > 0}>
      <section class="events">
        <h3 class="events-title">{words.t("event.list")}</h3>
        <ol class="events-list">
          <For each={lines()}>
            {(line) => (
              <Show when={line.events.length > 1} fallback={<EventLine event={line.first} />}>
                <ManyEvents gathered={line} />
              </Show>
            )}
          </For>
        </ol>
      </section>
    </Show>
  );
}

function EventLine(props: { readonly event: WireEvent }): JSX.Element {
  const say = createSayings();
  return (
    <li class="event" data-kind={props.event.kind}>
      <EventIcon kind={props.event.kind} />
      <time class="event-time" dateTime={new Date(props.event.atMs).toISOString()}>
        {say.eventTime(props.event)}
      </time>
      <span>{say.event(props.event)}</span>
    </li>
  );
}

/** Many in a row as one line, which opens. */
function ManyEvents(props: { readonly gathered: GatheredEvents }): JSX.Element {
  const say = createSayings();
  return (
    <li>
      <details class="events-many">
        <summary class="event" data-kind={props.gathered.first.kind}>
          <EventIcon kind={props.gathered.first.kind} />
          <span class="event-time">{say.eventsTime(props.gathered)}</span>
          <span class="events-many-said">
            {say.events(props.gathered)}
            <ChevronDown class="events-many-mark" size={14} aria-hidden="true" />
          </span>
        </summary>
        <ol>
          <For each={[...props.gathered.events].reverse()}>{(event) => <EventLine event={event} />}</For>
        </ol>
      </details>
    </li>
  );
}
