import { formatScaled, parseScaled } from "../../../shared/model/scaled.ts";
import { toCanonicalUnit, type Unit } from "../../../shared/model/unit.ts";
import type { Words } from "../locales/words.ts";
import type { ProofLine, ProofStep } from "../proof/proof-step.ts";
import type { LiveColumn, LiveRow, LiveValue } from "./live-rows.ts";

/** Where a value of the live view comes from: its reading, the channel it is shown by, the two it is between. */
export function stepOfLive(row: LiveRow, column: LiveColumn, words: Words): ProofStep | undefined {
  if (column !== "apart") return stepOf(row, row.values.get(column), words);
  const [p1, p2] = [row.values.get("P1"), row.values.get("P2")];
  if (!(row.apart && p1 && p2)) return undefined;
  const lineOf = (value: LiveValue): ProofLine => {
    const next = stepOf(row, value, words);
    return { ...shownLine(value, words), ...(next ? { next } : {}) };
  };
  return {
    kind: "lines",
    name: `${row.name} · ${words.t("live.apartHint")}`,
    value: formatScaled(row.apart.value),
    unit: row.apart.unit,
    formula: words.t("charts.proof.formulas.apart"),
    lines: [lineOf(p1), { ...lineOf(p2), sign: "−" }],
  };
}

function stepOf(row: LiveRow, value: LiveValue | undefined, words: Words): ProofStep | undefined {
  if (!value?.said) return undefined;
  const { register, said, channel, atMs } = value;
  const name = words.t(`register.${register}`);
  const latest: ProofStep = {
    ...{ kind: "latest", name: `${row.name} · ${name}`, pointId: row.id, atMs },
    ...{ value: said.value, unit: said.unit },
  };
  if (!channel) return latest;
  const scaled = parseScaled(said.value);
  const raw = scaled ? toCanonicalUnit(scaled, said.unit as Unit) : undefined;
  const told = raw ? { value: formatScaled(raw.value), unit: raw.unit } : said;
  return {
    kind: "lines",
    name: `${row.name} · ${value.name || name}`,
    value: formatScaled(value.value),
    unit: value.unit,
    formula: words.t("charts.proof.formulas.channel"),
    lines: [
      { name: `${name} (${register})`, ...told, next: latest },
      { name: words.t("channel.part.scale"), sign: "×", value: formatScaled(channel.scale), unit: "" },
      {
        name: words.t("channel.part.offset"),
        sign: "+",
        value: formatScaled(channel.offset),
        unit: value.unit,
      },
    ],
  };
}

const shownLine = ({ register, name, value, unit }: LiveValue, words: Words): ProofLine => ({
  name: `${name || words.t(`register.${register}`)} (${register})`,
  value: formatScaled(value),
  unit,
});
