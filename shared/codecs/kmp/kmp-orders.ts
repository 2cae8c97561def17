/**
 * Orders under an optical head: who the meter is and what it would cost, then the command, then what the meter says
 * afterwards. Two drivers: `SetClock` (CID 09), which the KMP description gives and real meters take; and the settings
 * of the simulator's meter, which says so by its type. Everything else is not verified and is not sent.
 */
import { meterKeyOf, parseMeterKey } from "../../model/meter-id.ts";
import type { Order, OrderKind, OrderWish } from "../../model/order.ts";
import type { MeterAtHand } from "../../model/order-plan.ts";
import { err, ok } from "../../model/result.ts";
import { exchangeKmp, type KmpNoAnswer, type KmpTalk } from "./kmp-exchange.ts";
import { putRegisterRequest } from "./kmp-request.ts";
import { identifyMeter, readRegisters, setMeterClock } from "./kmp-session.ts";
import { countsOfWish, type Found, foundOfCounts, type SettingWish } from "./simulated-settings.ts";
import {
  CHANGES_MOST,
  CHANGES_USED,
  COMMIT,
  COMMIT_CODES,
  SETTINGS,
  SIMULATED_TYPE,
} from "./simulated-settings-table.ts";

const [DATE, TIME] = [1003, 1002];
/** Every KMP meter takes these. */
const EVERYWHERE: readonly OrderKind[] = ["clock", "log-reading"];
const SIMULATED: readonly OrderKind[] = [
  ...EVERYWHERE,
  "logging-interval",
  "tariff",
  "pulse-input",
  "radio-content",
];
const NO_UNIT = 0x33;

/** The meter under the head, as far as an order asks. */
export interface OrderLook {
  readonly at: MeterAtHand;
  readonly serial: string;
  /** Software revision, such as `F1`. */
  readonly firmware: string;
  readonly isSimulated: boolean;
  /** What the meter says now of what the order changes. */
  readonly now: Found;
  /** It is as ordered already: nothing has to be sent. */
  readonly isAlready: boolean;
}

/** Local time as the meter shall show it. */
export type MeterTime = Parameters<typeof setMeterClock>[0];

/** Asks, and changes nothing. `type` is the ordered meter's product name. */
export function* lookForOrder({
  meter,
  wish,
  type: product,
}: Pick<Order, "meter" | "wish"> & Pick<MeterAtHand, "type">): KmpTalk<OrderLook> {
  const who = yield* identifyMeter();
  if (!who.ok) return who;
  const { serial, softwareRevision: firmware, type } = who.value;
  const isSimulated = type === SIMULATED_TYPE;
  const changes = isSimulated ? yield* readCounts([CHANGES_USED, CHANGES_MOST]) : ok([]);
  if (!changes.ok) return changes;
  const setting = isSimulated ? settingOf(wish) : undefined;
  const now = yield* readNow(wish, setting);
  if (!now.ok) return now;
  const isKnown = isSimulated && (setting !== undefined || EVERYWHERE.includes(wish.kind));
  const at = {
    ...meterAtHand(meter, serial, changes.value),
    type: product,
    verified: isKnown ? SIMULATED : EVERYWHERE,
  };
  return ok({ at, serial, firmware, isSimulated, ...now.value });
}

function meterAtHand(
  meter: string,
  serial: string,
  [changesUsed, changesMost]: readonly number[],
): Omit<MeterAtHand, "verified" | "type"> {
  const known = parseMeterKey(meter);
  const isRight = known?.id.padStart(8, "0") === serial;
  return {
    meter: isRight || !known ? meter : meterKeyOf({ ...known, id: serial }),
    ...(changesUsed === undefined ? {} : { changesUsed }),
    ...(changesMost === undefined ? {} : { changesMost }),
  };
}

function* readNow(
  wish: OrderWish,
  setting: Setting | undefined,
): KmpTalk<Pick<OrderLook, "now" | "isAlready">> {
  if (wish.kind === "clock") {
    const clock = yield* readClock();
    return clock.ok ? ok({ now: clock.value, isAlready: false }) : clock;
  }
  if (!setting) return ok({ now: [], isAlready: false });
  const counts = yield* readCounts(SETTINGS[setting.wish.kind]);
  if (!counts.ok) return counts;
  const now = foundOfCounts(setting.wish.kind, counts.value);
  return ok({ now, isAlready: sameCounts(counts.value, setting.counts) });
}

/** What became of a command: what the meter says now, and whether that is what was ordered. */
export interface OrderOutcome {
  readonly found: Found;
  readonly isAsOrdered: boolean;
}

/** Sends the one command of an order that was looked at, and reads back what it did. `at` is for a clock only. */
export function* carryOutOrder(wish: OrderWish, at?: MeterTime): KmpTalk<OrderOutcome> {
  const setting = settingOf(wish);
  if (setting) return yield* writeSetting(setting);
  if (wish.kind !== "clock" || !at) return err(refused);
  const taken = yield* setMeterClock(at);
  if (!taken.ok) return taken;
  const clock = yield* readClock();
  if (!clock.ok) return clock;
  return ok({ found: clock.value, isAsOrdered: taken.value && isNear(clock.value, at) });
}

const refused: KmpNoAnswer = { kind: "other-answer", advice: "hold-still", attempts: 1 };

interface Setting {
  readonly wish: SettingWish;
  readonly counts: readonly number[];
}

function settingOf(wish: OrderWish): Setting | undefined {
  if (wish.kind === "clock" || wish.kind === "log-reading") return undefined;
  const counts = countsOfWish(wish);
  return counts && { wish, counts };
}

/** Each value is written, and one last write lets all of them take effect as one change. */
function* writeSetting({ wish, counts }: Setting): KmpTalk<OrderOutcome> {
  const registers = SETTINGS[wish.kind];
  const writes = [
    ...registers.map((register, n) => [register, counts[n] ?? 0] as const),
    [COMMIT, COMMIT_CODES[wish.kind]] as const,
  ];
  for (const [register, count] of writes) {
    const reply = yield* exchangeKmp(
      putRegisterRequest({ password: 0, register, unitCode: NO_UNIT, length: 4, count }),
    );
    if (!reply.ok) return reply;
    if (reply.value.kind !== "acknowledged") return err(refused);
  }
  const read = yield* readCounts(registers);
  if (!read.ok) return read;
  return ok({ found: foundOfCounts(wish.kind, read.value), isAsOrdered: sameCounts(read.value, counts) });
}

const sameCounts = (some: readonly number[], others: readonly number[]): boolean =>
  some.length === others.length && some.every((one, n) => one === others[n]);

/** Whole numbers in the order they were asked for; fewer where the meter does not have one. */
function* readCounts(ids: readonly number[]): KmpTalk<readonly number[]> {
  const read = yield* readRegisters(ids);
  if (!read.ok) return read;
  return ok(
    ids.flatMap((id) => {
      const value = read.value.values.find((one) => one.id === id)?.value;
      return value?.kind === "number" ? [Number(value.number.digits) * 10 ** value.number.exponent] : [];
    }),
  );
}

function* readClock(): KmpTalk<Found> {
  const read = yield* readRegisters([DATE, TIME]);
  if (!read.ok) return read;
  const text = (id: number): string => {
    const value = read.value.values.find((one) => one.id === id)?.value;
    return value?.kind === "date" ? value.text : "";
  };
  return ok([["clock", `${text(DATE)}T${text(TIME)}`]]);
}

/** Reading back takes seconds at 1200 baud. */
const NEAR_MS = 60_000;

function isNear(found: Found, { year, month, day, hour, minute, second }: MeterTime): boolean {
  const shown = Date.parse(`${found[0]?.[1] ?? ""}Z`);
  return Math.abs(shown - Date.UTC(year, month - 1, day, hour, minute, second)) <= NEAR_MS;
}
