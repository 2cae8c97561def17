import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { Step, WireConsumption, WireEvent, WireInterval } from "../../../shared/model/wire.ts";
import { monthStartOf } from "../../../shared/model/wire-blocks.ts";
import { useWords } from "../locales/words.ts";
import type { GatheredEvents } from "../period/gather-events.ts";
import { isCalendar, type Period } from "../period/period.ts";
import { isPlain, sayQuality } from "../period/say-quality.ts";

/** How periods, intervals and events are put into words. */
export interface Sayings {
  /** The whole stretch: Monday 23 November 2026 · November 2026 · 2026 · 2024–2026. */
  period(period: Period): string;
  /** One interval, in full. */
  intervalTime(interval: WireInterval, step: Step): string;
  /** An interval with its amount and quality. */
  interval(interval: WireInterval | undefined, consumption: WireConsumption): string;
  /** How good an interval's amount is, in words (`say-quality.ts`). */
  quality(interval: WireInterval): string;
  event(event: WireEvent): string;
  /** Several that stand as one, with how many they are. */
  events(gathered: GatheredEvents): string;
  /** Months (UTC, `2026-05`) that the server cannot read, and what to do about it. */
  damaged(months: readonly string[]): string;
  eventTime(event: WireEvent): string;
  /** From when to when they were; of one alone its time. */
  eventsTime(gathered: GatheredEvents): string;
}

export function createSayings(): Sayings {
  const words = useWords();
  const { t } = words;
  const intervalTime: Sayings["intervalTime"] = ({ fromMs, toMs }, step) => {
    const say = words.formats();
    if (step === "hour") return `${say.weekday(fromMs)}, ${say.time(fromMs)}–${say.time(toMs)}`;
    if (step === "day") return `${say.weekday(fromMs)} ${say.year(fromMs)}`;
    return step === "month" ? say.month(fromMs) : say.year(fromMs);
  };
  const quality = (interval: WireInterval): string => sayQuality(interval, words, Date.now());
  return {
    period(period) {
      const say = words.formats();
      const { step, fromMs, toMs } = period;
      const [from, to] = [say.date(fromMs), say.date(toMs - 1)];
      if (!isCalendar(period, say.timeZone)) return from === to ? from : `${from} – ${to}`;
      if (step === "hour") return say.longDate(fromMs);
      if (step === "day") return say.month(fromMs);
      if (step === "month") return say.year(fromMs);
      const [first, last] = [say.year(fromMs), say.year(toMs - 1)];
      return first === last ? first : `${first}–${last}`;
    },
    intervalTime,
    quality,
    interval(interval, { unit, step }) {
      if (!interval) return "";
      const amount = interval.value === null ? "" : `${words.formats().decimal(interval.value)} ${unit}`;
      const said = isPlain(interval) ? "" : quality(interval);
      return [intervalTime(interval, step), amount, said].filter((text) => text !== "").join(", ");
    },
    event: (event) => sayEvent(event, words),
    damaged: (months) =>
      t("charts.damaged", {
        months: months.map((month) => words.formats().month(middleOf(month))).join(", "),
        hint: t("charts.damagedHint"),
      }),
    eventTime: ({ atMs }) => words.formats().dateTime(atMs),
    events: (gathered) => sayEvents(gathered, words),
    eventsTime({ first, last, events }) {
      const say = words.formats();
      if (events.length === 1) return say.dateTime(first.atMs);
      const day = say.year(first.atMs) === say.year(last.atMs) ? say.dayMonth : say.date;
      const [from, to] = [day(first.atMs), day(last.atMs)];
      return from === to ? say.date(first.atMs) : `${from} – ${to}`;
    },
  };
}

/** Within the month in every zone. */
const middleOf = (month: string): number => (monthStartOf(month) ?? 0) + 14 * 86_400_000;

function sayEvents({ first, events }: GatheredEvents, words: ReturnType<typeof useWords>): string {
  if (events.length === 1 || first.kind !== "implausible") return sayEvent(first, words);
  const count = words.formats().number(events.length);
  return words.t("event.leftOutMany", { count, register: first.register });
}

function sayEvent(event: WireEvent, { t, status }: ReturnType<typeof useWords>): string {
  switch (event.kind) {
    case "exchange":
      return t("event.exchangeOf", { from: sayMeter(event.from), to: sayMeter(event.to) });
    case "rollover":
      return t("event.rolloverOf", { register: event.register });
    case "reset":
      return t("event.resetOf", { register: event.register });
    case "implausible":
      return t("event.implausibleOf", { register: event.register });
    case "status": {
      const began = event.began.map(status).join(", ");
      const ended = event.ended.map(status).join(", ");
      return [began && t("event.began", { codes: began }), ended && t("event.ended", { codes: ended })]
        .filter((text) => text !== "")
        .join("; ");
    }
  }
}

/** A meter by its maker and the number printed on it. */
function sayMeter(key: string): string {
  const meter = parseMeterKey(key);
  return meter ? `${meter.manufacturer} ${meter.id}` : key;
}
