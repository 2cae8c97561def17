import { For, type JSX, Show } from "solid-js";
import type { WireEvent } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { EventIcon } from "./event-icon.part.tsx";
import { createSayings } from "./say-history.ts";
import "./event-list.css";

/** What happened in the period: exchanges, rollovers, info codes coming and going. */
export function EventList(props: { readonly events: readonly WireEvent[] }): JSX.Element {
  const words = useWords();
  const say = createSayings();
  return (
    <Show when={props.events.length > 0}>
      <section class="events">
        <h3 class="events-title">{words.t("event.list")}</h3>
        <ol class="events-list">
          <For each={[...props.events].reverse()}>
            {(event) => (
              <li class="event" data-kind={event.kind}>
                <EventIcon kind={event.kind} />
                <time class="event-time" dateTime={new Date(event.atMs).toISOString()}>
                  {say.eventTime(event)}
                </time>
                <span>{say.event(event)}</span>
              </li>
            )}
          </For>
        </ol>
      </section>
    </Show>
  );
}
