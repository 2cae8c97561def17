import { type Channel, channelsOf, rawUnitOf } from "../../../shared/model/channel.ts";
import type { WireProfileStop } from "../../../shared/model/pressure-path.ts";
import { formatScaled } from "../../../shared/model/scaled.ts";
import type { Words } from "../locales/words.ts";
import type { ProofLine, ProofStep } from "../proof/proof-step.ts";
import type { PressureRegister } from "./stop-pressure.ts";

/** A stop's pressure as it stands in the table. */
export interface ShownPressure {
  readonly stop: WireProfileStop;
  readonly register: PressureRegister;
  /** Of the reading, UTC milliseconds. */
  readonly atMs: number;
  readonly bar: number;
}

type Speech = Pick<Words, "t">;

/** Where a stop's pressure comes from: its reading, and the channel it is shown by. */
export function stepOfPressure(shown: ShownPressure, words: Speech): ProofStep | undefined {
  const { stop, register, atMs } = shown;
  const column = stop.series.columns.find((one) => one.register === register);
  const raw = column?.values[stop.series.timesMs.indexOf(atMs)];
  if (!column || raw === null || raw === undefined) return undefined;
  const name = `${stop.name} · ${words.t(`register.${register}`)}`;
  const latest: ProofStep = {
    ...{ kind: "latest", name, pointId: stop.pointId, atMs },
    ...{ value: String(raw), unit: column.unit },
  };
  const channel = channelsOf(stop.channels).get(register);
  if (!channel && column.unit === "bar") return latest;
  return {
    ...{ kind: "lines", name, value: barText(shown.bar), unit: "bar" },
    formula: words.t(channel ? "charts.proof.formulas.channel" : "charts.proof.formulas.latest"),
    lines: [
      {
        name: `${words.t(`register.${register}`)} (${register})`,
        value: String(raw),
        unit: column.unit,
        next: latest,
      },
      ...(channel ? channelLines({ ...channel, unit: channel.unit || rawUnitOf(register) }, words) : []),
      { name: words.t("charts.proof.converted"), value: barText(shown.bar), unit: "bar", isSum: true },
    ],
  };
}

const channelLines = ({ scale, offset, unit }: Channel, words: Speech): readonly ProofLine[] => [
  { name: words.t("channel.part.scale"), sign: "×", value: formatScaled(scale), unit: "" },
  { name: words.t("channel.part.offset"), sign: "+", value: formatScaled(offset), unit },
];

/** What is lost from one stop to the next: the one pressure less the other, each with its reading. */
export function stepOfLoss(
  {
    before,
    here,
    lossBar,
  }: { readonly before: ShownPressure; readonly here: ShownPressure; readonly lossBar: number },
  words: Speech,
): ProofStep {
  const lineOf = (shown: ShownPressure): ProofLine => {
    const next = stepOfPressure(shown, words);
    const { stop, register, bar } = shown;
    return {
      name: `${stop.name} (${register})`,
      value: barText(bar),
      unit: "bar",
      ...(next ? { next } : {}),
    };
  };
  return {
    ...{ kind: "lines", value: barText(lossBar), unit: "bar" },
    name: `${before.stop.name} – ${here.stop.name} · ${words.t("path.loss")}`,
    formula: words.t("charts.proof.formulas.loss"),
    lines: [lineOf(before), { ...lineOf(here), sign: "−" }],
  };
}

/** As the table shows it: no further than a millibar. */
const barText = (bar: number): string => String(Number(bar.toFixed(3)));
