import { type JSX, Match, Switch } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./connection-badge.css";

export type ConnectionNow =
  | { readonly kind: "idle" | "connecting" | "live" }
  | { readonly kind: "reconnecting"; readonly sinceMs: number };

/** Whether what is on the screen is what the server knows. */
export function ConnectionBadge(props: {
  readonly connection: ConnectionNow;
  readonly onRetry: () => void;
}): JSX.Element {
  const words = useWords();
  const since = (): string =>
    props.connection.kind === "reconnecting" ? words.formats().time(props.connection.sinceMs) : "";
  return (
    <div class="connection" role="status" data-kind={props.connection.kind}>
      <Switch>
        <Match when={props.connection.kind === "live"}>
          <span class="connection-face" data-tip={words.t("connection.liveHint")}>
            <span class="connection-dot" />
            <span>{words.t("connection.live")}</span>
          </span>
        </Match>
        <Match when={props.connection.kind === "reconnecting"}>
          <button
            type="button"
            class="connection-face"
            data-tip={words.t("connection.reconnectingHint", { time: since() })}
            onClick={() => props.onRetry()}
          >
            <span class="connection-dot" />
            <span>{words.t("connection.reconnecting", { time: since() })}</span>
          </button>
        </Match>
        <Match when={props.connection.kind === "connecting"}>
          <span class="connection-face">
            <span class="connection-dot" />
            <span>{words.t("connection.connecting")}</span>
          </span>
        </Match>
        <Match when={props.connection.kind === "idle"}>
          <span class="connection-face">
            <span class="connection-dot" />
            <span>{words.t("connection.idle")}</span>
          </span>
        </Match>
      </Switch>
    </div>
  );
}
