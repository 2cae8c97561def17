import { type LimitState, type Limits, nextLimitState } from "../../shared/analysis/limit-state.ts";
import { type Channel, type Channels, channelsOf, showValue } from "../../shared/model/channel.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { Register } from "../../shared/model/register.ts";
import { scaledToNumber } from "../../shared/model/scaled.ts";
import type { ReadingStore } from "../reading-ports.ts";
import type { ReviewFinding, ReviewStore } from "../review-ports.ts";

interface Watching {
  readonly readings: Pick<ReadingStore, "newest">;
  readonly review: Pick<ReviewStore, "add" | "list">;
  /** Fields of these points that say how sensors are shown. */
  readonly fieldsOf: (
    pointIds: readonly string[],
  ) => Promise<Readonly<Record<string, Readonly<Record<string, string>>>>>;
  readonly nowMs: () => number;
}

interface Said {
  readonly reading: Reading;
  readonly point: { readonly id: string };
}

interface Stand {
  readonly state: LimitState;
  readonly atMs: number;
}

/** Readings looked back over after a start, to know whether a sensor was outside already. */
const LOOKED_BACK = 12;
const MOST_OPEN = 1000;

/**
 * Sensors that leave their limits go on the work list once, when they leave them. What trembles around a limit, what
 * was outside before a start, and what waits on the list already, adds nothing.
 */
export class LimitWatch {
  readonly #deps: Watching;
  readonly #channels = new Map<string, Channels>();
  readonly #stands = new Map<string, Stand>();

  constructor(deps: Watching) {
    this.#deps = deps;
  }

  /** How these points' sensors are shown may have changed. */
  forget(pointIds: readonly string[]): void {
    for (const id of pointIds) this.#channels.delete(id);
  }

  /** What meters said, in the order it was said. */
  async look(said: readonly Said[]): Promise<void> {
    await this.#learn([...new Set(said.map(({ point }) => point.id))]);
    for (const { reading, point } of said) {
      for (const [register, channel] of this.#channels.get(point.id) ?? []) {
        if (channel.low || channel.high) await this.#follow({ reading, point }, register, channel);
      }
    }
  }

  async #learn(pointIds: readonly string[]): Promise<void> {
    const unknown = pointIds.filter((id) => !this.#channels.has(id));
    if (unknown.length === 0) return;
    const fields = await this.#deps.fieldsOf(unknown);
    for (const id of unknown) this.#channels.set(id, channelsOf(fields[id] ?? {}));
  }

  async #follow({ reading, point }: Said, register: Register, channel: Channel): Promise<void> {
    const value = shownOf(reading, register, channel);
    if (value === undefined) return;
    const key = `${point.id} ${register}`;
    const before = this.#stands.get(key) ?? (await this.#standBefore(reading, register, channel));
    if (reading.atMs <= before.atMs) return;
    const state = nextLimitState(before.state, value, limitsOf(channel));
    this.#stands.set(key, { state, atMs: reading.atMs });
    if (state !== "inside" && state !== before.state)
      await this.#add(findingOf({ reading, point }, { register, value, state, channel }, this.#deps.nowMs()));
  }

  async #standBefore({ meter, atMs }: Reading, register: Register, channel: Channel): Promise<Stand> {
    const earlier = (await this.#deps.readings.newest(meter, atMs, LOOKED_BACK)).toReversed();
    let stand: Stand = { state: "inside", atMs: Number.NEGATIVE_INFINITY };
    for (const reading of earlier) {
      const value = shownOf(reading, register, channel);
      if (value === undefined || reading.marks.includes("implausible")) continue;
      stand = { state: nextLimitState(stand.state, value, limitsOf(channel)), atMs: reading.atMs };
    }
    return stand;
  }

  async #add(finding: ReviewFinding): Promise<void> {
    const { review } = this.#deps;
    const { findings } = await review.list({ isOpen: true, limit: MOST_OPEN, areas: "all" });
    const waits = findings.some(
      ({ pointId, register, reason }) =>
        pointId === finding.pointId && register === finding.register && reason === finding.reason,
    );
    if (!waits) await review.add([finding]);
  }
}

/** The register's value as its channel shows it; nothing where the reading does not tell it. */
function shownOf({ values }: Reading, register: Register, channel: Channel): number | undefined {
  const said = values.find((one) => one.register === register);
  return said && scaledToNumber(showValue(said, new Map([[register, channel]])).value);
}

const limitsOf = ({ low, high }: Channel): Limits => ({
  ...(low ? { low: scaledToNumber(low) } : {}),
  ...(high ? { high: scaledToNumber(high) } : {}),
});

function findingOf(
  { reading, point }: Said,
  said: {
    readonly register: Register;
    readonly value: number;
    readonly state: LimitState;
    readonly channel: Channel;
  },
  nowMs: number,
): ReviewFinding {
  const { meter, atMs, source } = reading;
  const reason = said.state === "high" ? "above-limit" : "below-limit";
  const { low, high } = limitsOf(said.channel);
  const limit = said.state === "high" ? high : low;
  return {
    id: [meter, atMs, source, reason, said.register].join(" "),
    ...{ meter, atMs, source, pointId: point.id, reason, register: said.register, found: said.value },
    ...(limit === undefined ? {} : { limit }),
    foundAtMs: nowMs,
  };
}
