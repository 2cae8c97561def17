import type { Outcome, SeqRange } from "../../server/reading-ports.ts";
import { DECODED } from "../../shared/model/frame-outcome.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";

/** Meters with an entry of which this is true. */
export const metersWith = (
  outcomes: Iterable<Outcome>,
  isMeant: (outcome: string) => boolean,
): readonly MeterKey[] => [
  ...new Set([...outcomes].flatMap(({ outcome, meter }) => (meter && isMeant(outcome) ? meter : []))),
];

/** Whether another program may read what the last one could not. */
export const isForProgram = (outcome: string): boolean =>
  isUndecoded(outcome) && !["no-key", "wrong-key", "no-place", "rows-without-place"].includes(outcome);

export const isUndecoded = (outcome: string): boolean => outcome !== DECODED;

/** Whether an entry of the range has one of these outcomes and, with `meters`, is of one of them. */
export const hasOutcome = (
  outcomes: Iterable<Outcome>,
  { firstSeq, lastSeq }: SeqRange,
  asked: { readonly outcomes: readonly string[]; readonly meters: readonly MeterKey[] | undefined },
): boolean =>
  [...outcomes].some(
    ({ seq, outcome, meter }) =>
      seq >= firstSeq &&
      seq <= lastSeq &&
      asked.outcomes.includes(outcome) &&
      (!asked.meters || (meter !== undefined && asked.meters.includes(meter))),
  );
