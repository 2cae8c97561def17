import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { KMP_REGISTERS } from "../../../shared/codecs/kmp/kmp-register-table.ts";
import type { Register } from "../../../shared/model/register.ts";
import { compareScaled } from "../../../shared/model/scaled.ts";
import { convertUnit } from "../../../shared/model/unit.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { writeTyped } from "../format/read-decimal.ts";
import type { SaidLately } from "../intake-protocol.ts";
import type { NamedMeter } from "../rounds/plan-exchange.ts";
import { judgeTyped, registersOf, unitOf, unitsOf } from "../rounds/typed-visit.ts";
import { HeadDatabase } from "../store/head-database.ts";
import type { ExchangeDraft, VisitEntry } from "../store/visit-drafts.ts";
import type { Field } from "./field.ts";
import type { ShownEntry } from "./visit-typing.ts";

const ASK_EVERY_MS = 5000;
/** What a head read longer ago is no end. */
const HEAD_LATELY_MS = 3_600_000;

/** Where the end registers may come from without typing. */
export interface ToldValues extends SaidLately {
  readonly via: "radio" | "head";
}

/** What is typed of them. */
export const filled = (entries: readonly ShownEntry[]): readonly ShownEntry[] =>
  entries.filter(({ text }) => text.trim() !== "");

/** The new meter's registers: those of the old one's end, which usually begin near nothing. */
export function createStart(from: {
  readonly card: Accessor<RoundCard | undefined>;
  readonly draft: Accessor<Omit<ExchangeDraft, "pointId">>;
  readonly change: (more: Partial<ExchangeDraft>) => void;
  readonly end: Accessor<readonly ShownEntry[]>;
  readonly languageTag: Accessor<string>;
}) {
  const [isConfirmed, confirm] = createSignal(false);
  const entries = createMemo(() => {
    const card = from.card();
    return card
      ? filled(from.end()).map((one) => startEntry(one, from.draft().start, from.languageTag()))
      : [];
  });
  return {
    entries,
    isConfirmed,
    confirm,
    isSure: () => isConfirmed() || entries().every(({ typed: { doubt } }) => doubt === undefined),
    zero(): void {
      confirm(false);
      from.change({ start: entries().map(({ register, unit }) => ({ register, unit, text: "0" })) });
    },
    type(register: Register, more: Partial<VisitEntry>): void {
      confirm(false);
      from.change({
        start: entries().map(({ register: name, unit, text }) => ({
          register: name,
          unit,
          text,
          ...(name === register ? more : {}),
        })),
      });
    },
  };
}

function startEntry(end: ShownEntry, known: readonly VisitEntry[], languageTag: string): ShownEntry {
  const { register } = end;
  const typed = known.find((one) => one.register === register);
  const units = unitsOf(register);
  const unit = units.find((one) => one === typed?.unit) ?? end.unit;
  const text = typed?.text ?? "";
  const judged = judgeTyped(text, register, { past: {}, nowMs: 0, languageTag });
  const { value } = judged;
  const ended = end.typed.value && convertUnit(end.typed.value, end.unit, unit);
  const isAbove = value && ended && compareScaled(value, ended) > 0;
  return {
    register,
    unit,
    text,
    units,
    past: ended ? { last: { value: ended, atMs: 0 } } : {},
    proposal: undefined,
    typed: { ...judged, ...(isAbove ? { doubt: "start-above-end" } : {}) },
  };
}

/** The old meter's own words: its newest telegram of the last hour, and what a head read of it. */
export function createTold(
  field: Field,
  from: {
    readonly card: Accessor<RoundCard | undefined>;
    readonly pointId: Accessor<string>;
    readonly old: Accessor<NamedMeter>;
  },
): Accessor<readonly ToldValues[]> {
  const [told, setTold] = createSignal<readonly ToldValues[]>([]);
  const heads = new HeadDatabase();
  const look = async (): Promise<void> => {
    const { key, serial } = from.old();
    if (key === undefined || serial === undefined) return void setTold([]);
    const answer = await field.ask({ kind: "said-lately", meter: key });
    const said = typeof answer === "object" && "said" in answer ? answer.said : undefined;
    const visit = await heads.visits.get(from.pointId());
    const isHead = visit?.serial === serial && (visit.readAtMs ?? 0) > Date.now() - HEAD_LATELY_MS;
    const isThere = ({ values }: SaidLately): boolean => entriesOf(from.card(), values).length > 0;
    setTold(
      [
        ...(said ? [{ ...said, via: "radio" as const }] : []),
        ...(isHead
          ? [{ via: "head" as const, atMs: visit.readAtMs ?? 0, values: headValues(visit.registers) }]
          : []),
      ].filter(isThere),
    );
  };
  createEffect(on(from.old, () => void look()));
  const timer = setInterval(() => void look(), ASK_EVERY_MS);
  onCleanup(() => {
    clearInterval(timer);
    heads.close();
  });
  return told;
}

const headValues = (
  registers: readonly { readonly id: number; readonly text: string; readonly unit: string }[],
): SaidLately["values"] =>
  registers.flatMap(({ id, text, unit }) => {
    const register = KMP_REGISTERS.get(id)?.register;
    return register === undefined ? [] : [[register, text, unit] as const];
  });

/** The counters of what a meter said, as exact decimal text. */
function entriesOf(card: RoundCard | undefined, values: SaidLately["values"]): readonly VisitEntry[] {
  if (!card) return [];
  return registersOf(card).flatMap((register) => {
    const [, text, said = ""] = values.find(([name]) => name === register) ?? [];
    const units = unitsOf(register);
    return text === undefined
      ? []
      : [{ register, unit: units.find((one) => one === said) ?? unitOf(card, register), text }];
  });
}

/** The same in the language they are typed in. */
export const typedOf = (
  card: RoundCard | undefined,
  values: SaidLately["values"],
  languageTag: string,
): readonly VisitEntry[] =>
  entriesOf(card, values).map((one) => ({ ...one, text: writeTyped(one.text, languageTag) }));
