import {
  type CheckContext,
  checkReading,
  type Finding,
  type Habit,
  NO_HABIT,
  watch,
} from "../../shared/analysis/check-reading.ts";
import { type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { Segment } from "../ports.ts";
import type { ReviewFinding } from "../review-ports.ts";

/** Device types of EN 13757-7 that say where the flow sensor sits. */
const SIDES: Readonly<Record<number, "inlet" | "outlet">> = {
  4: "outlet",
  10: "outlet",
  11: "inlet",
  12: "inlet",
};
/** So many impossible readings that agree with each other are the meter's new truth: it was reset. */
const NEW_LINE_AFTER = 3;

interface Watched {
  /** The last reading that can be true. */
  readonly before?: Reading;
  readonly habit: Habit;
  /** Readings in a row that cannot be true after `before`, the last of them, and how many. */
  readonly doubted?: Reading;
  readonly doubts: number;
}

export interface Checked {
  /** With the mark `implausible` where it cannot be true. */
  readonly reading: Reading;
  readonly findings: readonly Finding[];
  /** Its time cannot be true: it has no place among the meter's readings. */
  readonly isQuarantined: boolean;
}

/**
 * Checks readings as they arrive, each against the meter's last one that could be true. What it learns of
 * a meter is provisional until `accept`: a batch that could not be committed is judged anew, as it was.
 */
export class ArrivalCheck {
  readonly #watched = new Map<MeterKey, Watched>();
  readonly #provisional = new Map<MeterKey, Watched>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Whether the time alone rules a reading out: it has no place among the meter's readings. */
  isOutOfTime(reading: Reading, segment: Segment): boolean {
    const context = this.#contextOf(segment, { habit: NO_HABIT, doubts: 0 });
    return checkReading({ ...reading, values: [] }, context).length > 0;
  }

  /** Whether a reading may be shown as the meter's latest: nothing is learned of the meter, and nothing noted. */
  canBeTrue(reading: Reading, segment: Segment, latest: Reading | undefined): boolean {
    const known = this.#knownOf(reading.meter, latest);
    return !checkReading(reading, this.#contextOf(segment, known)).some((one) => one.isImpossible);
  }

  /** `latest` is what is known of the meter where nothing was watched yet. */
  check(reading: Reading, segment: Segment, latest: Reading | undefined): Checked {
    const known = this.#knownOf(reading.meter, latest);
    // One that comes late is not what later ones are held against; its time and temperatures are checked too.
    const isLate = known.before !== undefined && reading.atMs <= known.before.atMs;
    const context = this.#contextOf(segment, isLate ? { habit: NO_HABIT, doubts: 0 } : known);
    const findings = checkReading(reading, context);
    const isQuarantined = findings.some(
      ({ reason }) => reason === "clock-ahead" || reason === "before-mounting",
    );
    if (isQuarantined || isLate) return { reading, findings, isQuarantined };
    const isImpossible = findings.some((one) => one.isImpossible);
    if (!isImpossible) {
      this.#follow(reading, known);
      return { reading, findings, isQuarantined: false };
    }
    this.#doubt(reading, segment, known);
    return {
      reading: { ...reading, marks: [...reading.marks, "implausible"] },
      findings,
      isQuarantined: false,
    };
  }

  /** The findings as the work list keeps them; the same reading's are the same. */
  toFindings({ reading, findings }: Checked, pointId: string): readonly ReviewFinding[] {
    const { meter, atMs, source } = reading;
    return findings.map(({ reason, register, found, limit }) => ({
      id: [meter, atMs, source, reason, register ?? ""].join(" "),
      meter,
      atMs,
      source,
      pointId,
      reason,
      foundAtMs: this.#nowMs(),
      ...(register === undefined ? {} : { register }),
      ...(found === undefined ? {} : { found }),
      ...(limit === undefined ? {} : { limit }),
    }));
  }

  /** The readings checked since are durable: what was learned of their meters holds. */
  accept(): void {
    for (const [meter, watched] of this.#provisional) this.#watched.set(meter, watched);
    this.discard();
  }

  /** The readings checked since are not kept, and will be checked again. */
  discard(): void {
    this.#provisional.clear();
  }

  /** A person decided about a value of this meter: what comes is held against what now is its last true one. */
  forget(meter: MeterKey): void {
    this.#watched.delete(meter);
    this.#provisional.delete(meter);
  }

  #knownOf(meter: MeterKey, latest: Reading | undefined): Watched {
    return this.#provisional.get(meter) ?? this.#watched.get(meter) ?? startOf(latest);
  }

  #follow(reading: Reading, { before, habit }: Watched): void {
    this.#provisional.set(reading.meter, {
      before: reading,
      habit: before ? watch(habit, reading, before) : habit,
      doubts: 0,
    });
  }

  #doubt(reading: Reading, segment: Segment, known: Watched): void {
    const { doubted } = known;
    const agrees =
      doubted !== undefined &&
      !checkReading(reading, this.#contextOf(segment, { habit: NO_HABIT, doubts: 0, before: doubted })).some(
        (one) => one.isImpossible,
      );
    const doubts = agrees ? known.doubts + 1 : 1;
    if (doubts >= NEW_LINE_AFTER)
      this.#provisional.set(reading.meter, { before: reading, habit: NO_HABIT, doubts: 0 });
    else this.#provisional.set(reading.meter, { ...known, doubted: reading, doubts });
  }

  #contextOf(segment: Segment, { before, habit }: Watched): CheckContext {
    const side = SIDES[parseMeterKey(segment.meter)?.deviceType ?? -1];
    return {
      nowMs: this.#nowMs(),
      mountedAtMs: segment.mountedAtMs,
      type: segment.type,
      habit,
      ...(before ? { before } : {}),
      ...(side ? { side } : {}),
    };
  }
}

const startOf = (latest: Reading | undefined): Watched =>
  latest && !latest.marks.includes("implausible")
    ? { before: latest, habit: NO_HABIT, doubts: 0 }
    : { habit: NO_HABIT, doubts: 0 };
