import CircleHelp from "lucide-solid/icons/circle-question-mark";
import KeyRound from "lucide-solid/icons/key-round";
import LockOpen from "lucide-solid/icons/lock-open";
import ShieldCheck from "lucide-solid/icons/shield-check";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useWords } from "../locales/words.ts";
import {
  type ByteView,
  layOutBytes,
  listByteViews,
  listSpans,
  type ShownTelegram,
  type Span,
} from "../telegram/lay-out-bytes.ts";
import { nameClause } from "../telegram/name-clause.ts";
import { HexView } from "./hex-view.part.tsx";
import { nameSpan } from "./name-span.ts";
import { Segmented } from "./segmented.part.tsx";
import { SpanList } from "./span-list.part.tsx";
import "./telegram-view.css";

/** Whose words a telegram is explained in: one kept by the server, or one somebody tries out. */
type Occasion = "kept" | "tried";

/** A telegram laid open: its origin, how far it can be trusted, its bytes and what each of them means. */
export function TelegramView(props: {
  readonly telegram: ShownTelegram;
  readonly occasion?: Occasion | undefined;
}): JSX.Element {
  const words = useWords();
  const views = createMemo(() => listByteViews(props.telegram));
  const [chosen, setChosen] = createSignal<ByteView>("plain");
  const view = (): ByteView => (views().includes(chosen()) ? chosen() : (views()[0] ?? "raw"));
  const [pointed, setPointed] = createSignal<number>();
  const spans = createMemo(() => listSpans(props.telegram));
  const bytes = createMemo(() => layOutBytes(props.telegram, view()));
  return (
    <div class="telegram-view">
      <Origin telegram={props.telegram} />
      <Verdict telegram={props.telegram} occasion={props.occasion ?? "kept"} />
      <div class="telegram-bytes">
        <div class="byte-view">
          <Show when={views().length > 1}>
            <Segmented
              name="byte-view"
              label={words.t("telegram.view")}
              segments={views().map((value) => ({ value, label: words.t(`telegram.${value}`) }))}
              value={view()}
              onChoose={setChosen}
            />
          </Show>
          <p class="byte-view-hint">{words.t(`telegram.${view()}Hint`)}</p>
        </div>
        <HexView bytes={bytes()} spans={spans()} pointed={pointed()} onPoint={setPointed} />
        <PointedNote span={spans()[pointed() ?? -1]} link={props.telegram.link} />
      </div>
      <div class="telegram-spans">
        <SpanList spans={spans()} pointed={pointed()} onPoint={setPointed} />
        <Show when={props.telegram.decoded?.warnings.length}>
          <h3 class="spans-title">{words.t("telegram.warnings")}</h3>
          <ul class="telegram-warnings">
            <For each={props.telegram.decoded?.warnings}>{(warning) => <li>{warning}</li>}</For>
          </ul>
        </Show>
      </div>
    </div>
  );
}

/** What the byte one points at belongs to, and which standard says so. */
function PointedNote(props: { readonly span: Span | undefined; readonly link: string }): JSX.Element {
  const words = useWords();
  const clause = (layer: string): string => {
    const name = nameClause(layer, props.link);
    return name === undefined ? "" : ` (${name})`;
  };
  return (
    <p class="pointed-note">
      <Show when={props.span} fallback={words.t("inspector.pointHint")}>
        {(span) => (
          <>
            <strong>
              {words.t("inspector.pointed", {
                layer: words.find(`layer.${span().layer}`) ?? span().layer,
                field: nameSpan(words, span()),
              })}
            </strong>
            {clause(span().layer)}
            <br />
            {words.find(`layerHint.${span().layer}`)}
          </>
        )}
      </Show>
    </p>
  );
}

/** When, by whom and how it was heard, and from which meter. */
function Origin(props: { readonly telegram: ShownTelegram }): JSX.Element {
  const words = useWords();
  const framing = (): string => {
    const link = words.find(`link.${props.telegram.link}`) ?? props.telegram.link;
    const form = props.telegram.decoded?.framing;
    return form === undefined ? link : `${link}, ${words.find(`framing.${form}`) ?? form}`;
  };
  return (
    <dl class="origin">
      <Show when={props.telegram.rxAtMs}>
        {(rxAtMs) => <Item label={words.t("telegram.received")}>{words.formats().exactTime(rxAtMs())}</Item>}
      </Show>
      <Show when={props.telegram.receiver !== undefined}>
        <Item label={words.t("telegram.receiver")}>
          {props.telegram.receiver}
          <Show when={props.telegram.rssiDbm !== undefined}>
            <span class="unit"> {words.formats().decimal(String(props.telegram.rssiDbm))} dBm</span>
          </Show>
        </Item>
      </Show>
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
      <Show when={props.telegram.decoded?.status.length}>
        <Item label={words.t("point.infoCodes")}>
          {props.telegram.decoded?.status.map((id) => words.status(id)).join(", ")}
        </Item>
      </Show>
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
function Verdict(props: { readonly telegram: ShownTelegram; readonly occasion: Occasion }): JSX.Element {
  const words = useWords();
  const security = (): NonNullable<ShownTelegram["decoded"]>["security"] | undefined =>
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
              {words.t(props.occasion === "kept" ? "telegram.notDecodedHint" : "inspector.notDecodedHint", {
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
              {words.find(
                props.occasion === "kept" ? `verdictHint.${verdict()}` : `inspector.verdictHint.${verdict()}`,
              )}
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
