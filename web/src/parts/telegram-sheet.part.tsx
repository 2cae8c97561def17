import { Dialog } from "@kobalte/core/dialog";
import CircleHelp from "lucide-solid/icons/circle-question-mark";
import KeyRound from "lucide-solid/icons/key-round";
import LockOpen from "lucide-solid/icons/lock-open";
import ShieldCheck from "lucide-solid/icons/shield-check";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import X from "lucide-solid/icons/x";
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { WireTelegramView } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { type ByteView, layOutBytes, listByteViews, listSpans } from "../telegram/lay-out-bytes.ts";
import { HexView } from "./hex-view.part.tsx";
import { LoadFailed } from "./points-notice.part.tsx";
import { Segmented } from "./segmented.part.tsx";
import { SkeletonBlock } from "./skeleton.part.tsx";
import { SpanList } from "./span-list.part.tsx";
import { CopyButton } from "./table-tools.part.tsx";
import "./telegram-sheet.css";

/** The raw telegram behind a reading, laid open: its bytes, and what each of them means. */
export function TelegramSheet(props: {
  readonly seq: number;
  readonly telegram: WireTelegramView | undefined;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
  readonly onClose: () => void;
  readonly onCopy: (text: string) => Promise<boolean>;
}): JSX.Element {
  const words = useWords();
  let content: HTMLDivElement | undefined;
  /** The sheet itself takes the focus: no button looks chosen before anybody chose. */
  const focusSheet = (event: Event): void => {
    event.preventDefault();
    content?.focus();
  };
  return (
    <Dialog open={true} onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="sheet-scrim" />
        <Dialog.Content class="sheet" tabIndex={-1} ref={content} onOpenAutoFocus={focusSheet}>
          <header class="sheet-head">
            <Dialog.Title class="sheet-title">
              {words.t("telegram.title")}{" "}
              <span class="faint">{words.t("telegram.subtitle", { seq: props.seq })}</span>
            </Dialog.Title>
            <Show when={props.telegram}>
              {(telegram) => (
                <>
                  <CopyButton
                    label={words.t("telegram.copyJson")}
                    onCopy={() => props.onCopy(JSON.stringify(telegram(), null, 2))}
                  />
                  <CopyButton
                    label={words.t("telegram.copyHex")}
                    onCopy={() => props.onCopy(telegram().raw)}
                  />
                </>
              )}
            </Show>
            <Dialog.CloseButton class="icon-button" aria-label={words.t("telegram.close")}>
              <X size={16} aria-hidden="true" />
            </Dialog.CloseButton>
          </header>
          <Switch fallback={<SkeletonBlock label={words.t("telegram.loading")} />}>
            <Match when={props.failure}>
              {(code) => (
                <LoadFailed
                  title={words.t("telegram.failed")}
                  code={code()}
                  onRetry={() => props.onRetry()}
                />
              )}
            </Match>
            <Match when={props.telegram}>{(telegram) => <Opened telegram={telegram()} />}</Match>
          </Switch>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog>
  );
}

function Opened(props: { readonly telegram: WireTelegramView }): JSX.Element {
  const words = useWords();
  const views = createMemo(() => listByteViews(props.telegram));
  const [chosen, setChosen] = createSignal<ByteView>("plain");
  const view = (): ByteView => (views().includes(chosen()) ? chosen() : (views()[0] ?? "raw"));
  const [pointed, setPointed] = createSignal<number>();
  const spans = createMemo(() => listSpans(props.telegram));
  const bytes = createMemo(() => layOutBytes(props.telegram, view()));
  return (
    <div class="sheet-body">
      <Origin telegram={props.telegram} />
      <Verdict telegram={props.telegram} />
      <div class="sheet-bytes">
        <div class="sheet-view">
          <Show when={views().length > 1}>
            <Segmented
              name="byte-view"
              label={words.t("telegram.view")}
              segments={views().map((value) => ({ value, label: words.t(`telegram.${value}`) }))}
              value={view()}
              onChoose={setChosen}
            />
          </Show>
          <p class="sheet-view-hint">{words.t(`telegram.${view()}Hint`)}</p>
        </div>
        <HexView bytes={bytes()} spans={spans()} pointed={pointed()} onPoint={setPointed} />
      </div>
      <div class="sheet-spans">
        <SpanList spans={spans()} pointed={pointed()} onPoint={setPointed} />
        <Show when={props.telegram.decoded?.warnings.length}>
          <h3 class="spans-title">{words.t("telegram.warnings")}</h3>
          <ul class="sheet-warnings">
            <For each={props.telegram.decoded?.warnings}>{(warning) => <li>{warning}</li>}</For>
          </ul>
        </Show>
      </div>
    </div>
  );
}

/** When, by whom and how it was heard, and from which meter. */
function Origin(props: { readonly telegram: WireTelegramView }): JSX.Element {
  const words = useWords();
  const framing = (): string => {
    const link = words.find(`link.${props.telegram.link}`) ?? props.telegram.link;
    const form = props.telegram.decoded?.framing;
    return form === undefined ? link : `${link}, ${words.find(`framing.${form}`) ?? form}`;
  };
  return (
    <dl class="origin">
      <Item label={words.t("telegram.received")}>{words.formats().exactTime(props.telegram.rxAtMs)}</Item>
      <Item label={words.t("telegram.receiver")}>
        {props.telegram.receiver}
        <Show when={props.telegram.rssiDbm !== undefined}>
          <span class="unit"> {words.formats().decimal(String(props.telegram.rssiDbm))} dBm</span>
        </Show>
      </Item>
      <Show when={props.telegram.decoded}>
        {(decoded) => (
          <>
            <Item label={words.t("telegram.meter")}>
              {decoded().meter.manufacturer} {decoded().meter.id}{" "}
              <span class="unit">{decoded().meter.version}</span>
            </Item>
            <Item label={words.t("telegram.driver")}>{decoded().driver}</Item>
          </>
        )}
      </Show>
      <Item label={words.t("telegram.link")}>{framing()}</Item>
      <Item label={words.t("telegram.length")}>
        {words.t("telegram.bytes", props.telegram.raw.length / 2)}
      </Item>
    </dl>
  );
}

function Item(props: { readonly label: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <div class="origin-item">
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

const VERDICT_ICONS: Readonly<Record<string, typeof ShieldCheck>> = {
  clear: LockOpen,
  decrypted: ShieldCheck,
  unproven: CircleHelp,
  "wrong-key": KeyRound,
  "no-key": KeyRound,
};

/** How far the telegram can be trusted, in words. */
function Verdict(props: { readonly telegram: WireTelegramView }): JSX.Element {
  const words = useWords();
  const security = (): NonNullable<WireTelegramView["decoded"]>["security"] | undefined =>
    props.telegram.decoded?.security;
  const verdict = (): string => security()?.verdict ?? "";
  const proof = (): string => {
    const by = security()?.proof;
    return by === undefined ? "" : (words.find(`proof.${by}`) ?? "");
  };
  return (
    <div class="verdicts">
      <Show when={props.telegram.error}>
        {(error) => (
          <p class="verdict" data-verdict="failed">
            <TriangleAlert size={16} aria-hidden="true" />
            <span>
              <strong>{words.t("telegram.notDecoded")}</strong>{" "}
              {words.t("telegram.notDecodedHint", {
                kind: words.find(`outcome.${error().kind}`) ?? error().kind,
                layer: words.find(`layer.${error().layer}`) ?? error().layer,
                offset: error().offset,
              })}
            </span>
          </p>
        )}
      </Show>
      <Show when={security()}>
        {(known) => (
          <p class="verdict" data-verdict={verdict()}>
            <Dynamic component={VERDICT_ICONS[verdict()] ?? CircleHelp} size={16} aria-hidden="true" />
            <span>
              <strong>{words.find(`verdict.${verdict()}`) ?? verdict()}</strong>{" "}
              {words.find(`verdictHint.${verdict()}`)}
              <Show when={known().mode > 0 || proof()}>
                <span class="faint">
                  {" "}
                  {[words.t("telegram.mode", { mode: known().mode }), proof()]
                    .filter((text) => text !== "")
                    .join(", ")}
                </span>
              </Show>
            </span>
          </p>
        )}
      </Show>
    </div>
  );
}
