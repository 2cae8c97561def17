import { CLOCK_AHEAD } from "../../shared/model/wire-retention.ts";
import { CURABLE } from "../ingest/late-keys.ts";
import type { Journal, UtilityStore } from "../ports.ts";
import type { StoreUpkeep } from "../reading-ports.ts";
import type { RetentionRun, RetentionSettings } from "../retention-ports.ts";
import type { OldPhotos } from "../visit-ports.ts";
import { applyRetention, deletedBefore, monthsBack, type RetentionReport } from "./apply-retention.ts";
import { eraseRemoved, previewErasure } from "./erase-removed.ts";
import { heldMeters } from "./held-meters.ts";
import { clockAheadSince } from "./judge-clock.ts";
import { type JournalRetention, pruneJournal } from "./prune-journal.ts";

/** The parts of a utility that retention sees to. */
export interface RetainedUtility {
  readonly store: Pick<UtilityStore, "retention" | "points" | "readings" | "settings" | "review" | "visits">;
  readonly upkeep: Pick<StoreUpkeep, "months" | "retain" | "weigh">;
  readonly journal: Journal;
  readonly meterOf: JournalRetention["meterOf"];
}

const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 3_600_000;

/** Does once what the utility's settings say, whether they are on or not. */
async function runRetention(utility: RetainedUtility, nowMs: number): Promise<RetentionRun> {
  const { store, upkeep, journal, meterOf } = utility;
  const policy = await store.retention.settings();
  const { timeZone } = await store.settings.utility();
  const aheadSinceMs = await clockAheadSince(utility, nowMs);
  if (aheadSinceMs !== undefined) {
    // What a run before deleted may be told by its record alone, which this one takes the place of.
    await store.retention.noteDeleted(0);
    return { ...failedRun(nowMs, new Error(CLOCK_AHEAD)), aheadSinceMs };
  }
  const erased = await eraseOld(store, policy, nowMs);
  await store.retention.noteDeleted(deletedBefore({ policy, timeZone, nowMs }));
  const report = await applyRetention(upkeep, { policy, timeZone, nowMs, held: () => heldMeters(store) });
  const held = await heldMeters(store);
  const segments = await store.points.segments();
  const meters = [...new Set(segments.map(({ meter }) => meter))];
  const journalBytes = await pruneJournal(
    { journal, readings: store.readings },
    { nowMs, days: policy.journalDays, curable: CURABLE, meters, held, meterOf },
  );
  const photos = await store.visits.removeOldPhotos(await oldPhotos(store, { policy, timeZone, nowMs }));
  return { atMs: nowMs, ...report, erased, photos, journalBytes };
}

/** Removed points whose time to come back is over; gives how many readings went. */
async function eraseOld(
  store: RetainedUtility["store"],
  { removedDays }: RetentionSettings,
  nowMs: number,
): Promise<number> {
  const due = await removedBefore(store, nowMs - removedDays * DAY_MS);
  if (due.length === 0) return 0;
  const { readings, erased } = await eraseRemoved(store, due);
  const after = { points: erased.length, readings };
  await store.retention.forgetRemoved(erased, {
    atMs: nowMs,
    event: "removed-points.erased",
    by: BY_ITSELF,
    after,
  });
  return readings;
}

const removedBefore = async ({ retention }: Pick<UtilityStore, "retention">, limitMs: number) =>
  (await retention.removedPoints()).filter(({ removedAtMs }) => removedAtMs <= limitMs);

/** What would go if retention ran now: deletions to the reading, thinning about so many. */
export async function previewRetention(
  { store, upkeep }: Pick<RetainedUtility, "store" | "upkeep">,
  settings: RetentionSettings,
  nowMs: number,
): Promise<RetentionReport & { readonly erased: number; readonly photos: number }> {
  const { timeZone } = await store.settings.utility();
  const weighed: Pick<StoreUpkeep, "months" | "retain"> = {
    months: () => upkeep.months(),
    retain: async (step) => ({ removed: await upkeep.weigh(step) }),
  };
  const due = await removedBefore(store, nowMs - settings.removedDays * DAY_MS);
  const { readings: erased } = await previewErasure(store, due);
  const report = await applyRetention(weighed, {
    ...{ policy: settings, timeZone, nowMs },
    held: () => heldMeters(store),
  });
  const photos = await store.visits.countOldPhotos(
    await oldPhotos(store, { policy: settings, timeZone, nowMs }),
  );
  return { ...report, erased, photos };
}

/** Which photos are past their years: none of a point under a legal hold. */
async function oldPhotos(
  { retention }: Pick<UtilityStore, "retention">,
  rule: { readonly policy: RetentionSettings; readonly timeZone: string; readonly nowMs: number },
): Promise<OldPhotos> {
  const heldPoints = (await retention.holds()).map(({ pointId }) => pointId);
  return { beforeMs: monthsBack(rule.nowMs, rule.policy.photoYears * 12, rule.timeZone), heldPoints };
}

/** Runs retention once a day for as long as it is switched on, and writes down what it did. */
export class RetentionJob {
  readonly #utility: RetainedUtility;
  readonly #nowMs: () => number;
  readonly #report: (text: string) => void;
  #isRunning = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    utility: RetainedUtility,
    { nowMs, report }: { readonly nowMs: () => number; readonly report: (text: string) => void },
  ) {
    this.#utility = utility;
    this.#nowMs = nowMs;
    this.#report = report;
  }

  /** Looks now and every hour whether it is time. */
  start(): void {
    const look = () =>
      void this.look().catch((error: unknown) => this.#report(`Retention could not look: ${String(error)}`));
    this.#timer = setInterval(look, LOOK_EVERY_MS);
    look();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Runs where it is switched on and a day has passed; whether it did. */
  async look(): Promise<boolean> {
    if (this.#isRunning) return false;
    this.#isRunning = true;
    try {
      if (!(await this.#isDue())) return false;
      await this.#run();
      return true;
    } finally {
      this.#isRunning = false;
    }
  }

  async #isDue(): Promise<boolean> {
    const { retention } = this.#utility.store;
    if (!(await retention.settings()).isOn) return false;
    const last = await retention.lastRun();
    if (last === undefined) return true;
    const agoMs = this.#nowMs() - last.atMs;
    // One that is yet to come was by a clock that was put right since.
    return agoMs >= DAY_MS || agoMs < 0;
  }

  async #run(): Promise<void> {
    const atMs = this.#nowMs();
    const run = await runRetention(this.#utility, atMs).catch((error: unknown) => failedRun(atMs, error));
    if (run.failure !== undefined)
      this.#report(`Retention stopped and will be tried again tomorrow: ${run.failure}`);
    await this.#utility.store.retention.saveRun(run, { atMs, event: "retention.ran", by: BY_ITSELF });
  }
}

const BY_ITSELF = { name: "retention", address: "", computer: "" };

const failedRun = (atMs: number, error: unknown): RetentionRun => ({
  atMs,
  thinned: 0,
  deleted: 0,
  journalBytes: 0,
  failure: error instanceof Error ? error.message : String(error),
});
