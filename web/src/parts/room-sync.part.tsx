import { A } from "@solidjs/router";
import { type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./room-sync.css";

/** How what is on screen stands to what everybody has. */
export interface RoomSync {
  readonly standing: string;
  readonly offlineSinceMs?: number;
  readonly waiting: number;
  readonly drafts: number;
}

/** Live, or how old what is on screen is and what of one's own is still on the way; what was not taken leads to why. */
export function RoomSyncLine(props: {
  readonly sync: RoomSync | undefined;
  readonly syncedAtMs: number;
}): JSX.Element {
  const words = useWords();
  const time = (atMs: number): string => words.formats().time(atMs);
  return (
    <p class="round-sync muted" role="status" data-standing={props.sync?.standing}>
      <Switch>
        <Match when={props.sync?.standing === "online"}>{words.t("road.rounds.live")}</Match>
        <Match when={props.sync?.offlineSinceMs}>
          {(sinceMs) => (
            <>
              {words.t("road.rounds.offline", { time: time(sinceMs()) })}
              <Show when={props.syncedAtMs > 0}>
                {" · "}
                {words.t("road.rounds.asOf", { time: time(props.syncedAtMs) })}
              </Show>
            </>
          )}
        </Match>
      </Switch>
      <Show when={(props.sync?.waiting ?? 0) > 0 && props.sync?.standing !== "online"}>
        {" · "}
        {words.t("road.rounds.waiting", props.sync?.waiting ?? 0)}
      </Show>
      <Show when={(props.sync?.drafts ?? 0) > 0}>
        {" · "}
        <A class="round-sync-drafts" href="/work">
          {words.t("road.rounds.drafts", props.sync?.drafts ?? 0)}
        </A>
      </Show>
    </p>
  );
}
