import FileCode from "lucide-solid/icons/file-code";
import { For, type JSX, Show } from "solid-js";
import type { Proof, ProofEnd, ProofReading, ProofTerm } from "../../../shared/analysis/prove-use.ts";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import { useWords, type Words } from "../locales/words.ts";
import { Amount } from "./amount.part.tsx";
import { LoadFailed } from "./points-notice.part.tsx";
import { SideSheet } from "./side-sheet.part.tsx";
import { SkeletonBlock } from "./skeleton.part.tsx";
import "./proof-sheet.css";

export interface ProofBodyProps {
  /** `undefined` while it is loading. */
  readonly proof: Proof | null | undefined;
  /** From this browser: the server gave no answer. */
  readonly isKept: boolean;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
  readonly onTelegram: (seq: number) => void;
}

/** Where a number comes from: the registers it was counted from, each with the telegram that carried it. */
export function ProofSheet(props: ProofBodyProps & { readonly onClose: () => void }): JSX.Element {
  const words = useWords();
  return (
    <SideSheet title={words.t("charts.proof.title")} onClose={props.onClose}>
      <ProofBody {...props} />
    </SideSheet>
  );
}

/** The same inside another sheet. */
export function ProofBody(props: ProofBodyProps): JSX.Element {
  const words = useWords();
  return (
    <Show
      when={props.failure === undefined}
      fallback={
        <LoadFailed
          title={words.t("charts.proof.failed")}
          code={props.failure ?? ""}
          onRetry={() => props.onRetry()}
        />
      }
    >
      <Show when={props.proof !== undefined} fallback={<SkeletonBlock label={words.t("point.loading")} />}>
        <Show when={props.isKept}>
          <p class="muted">{words.t("charts.proof.kept")}</p>
        </Show>
        <Show when={props.proof} fallback={<p>{words.t("charts.proof.nothing")}</p>}>
          {(proof) => <Laid proof={proof()} onTelegram={props.onTelegram} />}
        </Show>
      </Show>
    </Show>
  );
}

function Laid(props: { readonly proof: Proof; readonly onTelegram: (seq: number) => void }): JSX.Element {
  const words = useWords();
  const say = (text: string): string => `${words.formats().decimal(text)} ${props.proof.unit}`;
  return (
    <div class="proof">
      <p class="proof-what">
        {words.t(`register.${props.proof.register}`)} <span class="facts-code">{props.proof.register}</span>
        <br />
        {words.formats().dateTime(props.proof.fromMs)} – {words.formats().dateTime(props.proof.toMs)}
      </p>
      <p class="proof-value">
        <Show when={props.proof.value} fallback={words.t("mark.missing")}>
          {(value) => <Amount value={value()} unit={props.proof.unit} />}
        </Show>
      </p>
      <p class="muted">
        {markOf(props.proof, words)}
        <Show when={props.proof.bounds}>
          {(bounds) =>
            `, ${words.t("consumption.between", { low: say(bounds()[0]), high: say(bounds()[1]) })}`
          }
        </Show>
      </p>
      <h3>{words.t("charts.proof.formula")}</h3>
      <p>{words.t("charts.proof.formulaText")}</p>
      <For each={props.proof.terms} fallback={<p class="muted">{words.t("charts.proof.noTerms")}</p>}>
        {(term) => <Term term={term} unit={props.proof.unit} onTelegram={props.onTelegram} />}
      </For>
      <h3>{words.t("charts.proof.constants")}</h3>
      <dl class="proof-constants">
        <dt>{words.t("charts.proof.resolution")}</dt>
        <dd>{say(props.proof.resolution)}</dd>
        <dt>{words.t("charts.proof.plusMinus")}</dt>
        <dd>± {say(props.proof.plusMinus)}</dd>
        <dt>{words.t("charts.proof.tolerance")}</dt>
        <dd>{words.formats().number(props.proof.toleranceMs / 60_000)} min</dd>
        <dt>{words.t("charts.proof.readings")}</dt>
        <dd>{words.formats().number(props.proof.readings)}</dd>
      </dl>
      <Show when={props.proof.leftOut.length > 0}>
        <h3>{words.t("charts.proof.leftOut")}</h3>
        <ul class="proof-readings">
          <For each={props.proof.leftOut}>
            {(reading) => <Reading reading={reading} onTelegram={props.onTelegram} />}
          </For>
        </ul>
      </Show>
    </div>
  );
}

const markOf = ({ mark, untilMs }: Proof, words: Words): string =>
  mark === "silent" && untilMs !== undefined
    ? words.t("charts.silentSince", { time: words.formats().dateTime(untilMs) })
    : words.t(`mark.${mark}`);

function Term(props: {
  readonly term: ProofTerm;
  readonly unit: string;
  readonly onTelegram: (seq: number) => void;
}): JSX.Element {
  const words = useWords();
  const meter = (): string => {
    const known = parseMeterKey(props.term.meter);
    return known ? `${known.manufacturer} ${known.id}` : props.term.meter;
  };
  const line = (sign: string, value: string, name: string): JSX.Element => (
    <div class="proof-line">
      <span>{name}</span>
      <span class="number">
        {sign} {words.formats().decimal(value)} <span class="unit">{props.unit}</span>
      </span>
    </div>
  );
  const end = (sign: string, { value, readings }: ProofEnd, name: string): JSX.Element => (
    <>
      {line(sign, value, readings.length > 1 ? words.t("charts.proof.between", { name }) : name)}
      <ul class="proof-readings">
        <For each={readings}>{(reading) => <Reading reading={reading} onTelegram={props.onTelegram} />}</For>
      </ul>
    </>
  );
  return (
    <section class="proof-term" aria-label={meter()}>
      <h4>{meter()}</h4>
      {end("", props.term.end, words.t("charts.proof.end"))}
      {end("−", props.term.begin, words.t("charts.proof.begin"))}
      <Show when={props.term.rolledOver}>
        {(rolled) => line("+", rolled(), words.t("charts.proof.rolledOver"))}
      </Show>
      <div class="proof-sum">{line("=", props.term.use, words.t("charts.proof.use"))}</div>
    </section>
  );
}

/** One reading: when, from where, and the way to its telegram. */
function Reading(props: {
  readonly reading: ProofReading;
  readonly onTelegram: (seq: number) => void;
}): JSX.Element {
  const words = useWords();
  const boundsOf = ({ bounds }: ProofReading): string => {
    if (!bounds) return "";
    const [low, high] = bounds.map((bound) => words.formats().decimal(bound));
    return words.t("consumption.between", { low: low ?? "", high: high ?? "" });
  };
  const sourceOf = ({ from, bounds }: ProofReading): string => {
    if (bounds) return words.t("charts.proof.reckoned");
    return from === "mounting" || from === "removal"
      ? words.t(`charts.proof.${from}`)
      : words.t(`source.${from}`);
  };
  const said = (): string => {
    const { reading } = props;
    return [
      words.formats().exactTime(reading.atMs),
      `${words.formats().decimal(reading.value)} ${reading.unit}`,
      sourceOf(reading),
      reading.receiver,
      ...reading.marks.map((mark) => words.t(`mark.${mark}`)),
      boundsOf(reading),
    ]
      .filter((text) => text !== "")
      .join(" · ");
  };
  return (
    <li>
      <span>{said()}</span>
      <Show
        when={props.reading.frameSeq}
        fallback={<span class="faint">{words.t("charts.proof.noFrame")}</span>}
      >
        {(seq) => (
          <button type="button" class="table-link" onClick={() => props.onTelegram(seq())}>
            <FileCode size={13} aria-hidden="true" /> {words.t("charts.proof.telegram", { seq: seq() })}
          </button>
        )}
      </Show>
    </li>
  );
}
