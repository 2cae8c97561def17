import Check from "lucide-solid/icons/check";
import CloudOff from "lucide-solid/icons/cloud-off";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import Upload from "lucide-solid/icons/upload";
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useWords, type Words } from "../locales/words.ts";
import "./field-button.css";
import "./sync-strip.css";

export interface SyncNow {
  readonly kind: "synced" | "waiting" | "sending" | "offline" | "refused";
  readonly frames: number;
  readonly reads: number;
  /** What was not accepted and waits for its author. */
  readonly drafts: number;
  readonly sinceMs?: number | undefined;
  readonly code?: string | undefined;
}

const ICONS = {
  synced: Check,
  waiting: Upload,
  sending: RefreshCw,
  offline: CloudOff,
  refused: TriangleAlert,
} as const;

/** Whether what the phone has, the office has too; and the one button for both ways. */
export function SyncStrip(props: {
  readonly now: SyncNow;
  readonly isBusy: boolean;
  readonly onRun: () => void;
}): JSX.Element {
  const words = useWords();
  const text = (): string => {
    const { kind, frames, reads, sinceMs, code } = props.now;
    const values = { frames, reads, time: words.formats().time(sinceMs ?? 0) };
    if (props.isBusy) return words.t("road.sync.sending");
    if (kind === "refused") return sayRefusal(words, code);
    if (kind === "offline") {
      return frames + reads > 0
        ? words.t("road.sync.offlineWaiting", values)
        : words.t("road.sync.offline", values);
    }
    return kind === "waiting" ? words.t("road.sync.waiting", values) : words.t("road.sync.synced");
  };
  const kind = (): keyof typeof ICONS => (props.isBusy ? "sending" : props.now.kind);
  /** What was not accepted is not well, however much of the rest is sent. */
  const isWell = (): boolean => kind() !== "synced" || props.now.drafts === 0;
  return (
    <div class="sync-strip" data-kind={isWell() ? kind() : "waiting"}>
      <p class="sync-text" role="status">
        <Dynamic component={ICONS[isWell() ? kind() : "refused"]} size={18} aria-hidden="true" />
        <span>
          {text()}
          <Show when={props.now.drafts > 0}> · {words.t("road.sync.drafts", props.now.drafts)}</Show>
        </span>
      </p>
      <Show
        when={props.isBusy || props.now.code !== "app.part-away"}
        fallback={
          <button type="button" class="field-button" onClick={() => location.reload()}>
            {words.t("app.reload")}
          </button>
        }
      >
        <button type="button" class="field-button" disabled={props.isBusy} onClick={() => props.onRun()}>
          <RefreshCw size={18} aria-hidden="true" />
          <span>{words.t("road.sync.run")}</span>
        </button>
      </Show>
    </div>
  );
}

/** Whoever is signed out on the road signs in later: nothing is lost by it. */
function sayRefusal({ t, error }: Words, code: string | undefined): string {
  if (code === "session.needed") return t("phone.trouble.signIn");
  return code === undefined ? t("road.sync.refused") : error(code);
}
