import { isCounter, isRegister, type Register } from "../../../shared/model/register.ts";
import { parseScaled } from "../../../shared/model/scaled.ts";
import { STEPS, type Step } from "../../../shared/model/wire.ts";
import { startOfLocalDay } from "../../../shared/model/zoned-time.ts";
import { readDate, writeDate } from "../period/period.ts";

/** More lines than this nobody tells apart. */
export const MOST_SERIES = 20;

/** One register of one point. */
export interface ComparedRegister {
  readonly pointId: string;
  readonly register: Register;
  /** Heated or supplied floor in m² as decimal text; nothing where it is not known. */
  readonly areaM2: string;
}

/** All that a comparison shows; it stands in the page's address. */
export interface CompareView {
  readonly series: readonly ComparedRegister[];
  readonly step: Step;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  /** Every series once more, a year earlier. */
  readonly hasLastYear: boolean;
  /** Amounts by square metre. */
  readonly isPerArea: boolean;
  /** Amounts by degree day below this mean temperature, °C; absent: not. */
  readonly degreeDayBaseC: number | undefined;
}

export type CompareAddress = Readonly<
  Record<"s" | "step" | "from" | "to" | "overlay" | "per" | "dd", string | undefined>
>;

const PARTS = "~";

/** What the address says; where it says nothing, the days of the last month there is. */
export function readCompare(
  address: Partial<CompareAddress>,
  now: { readonly nowMs: number; readonly timeZone: string },
): CompareView {
  const { timeZone } = now;
  const [from, to] = [readDate(address.from ?? "", timeZone), readDate(address.to ?? "", timeZone)];
  const [year = 0, month = 1] = writeDate(now.nowMs, timeZone).split("-").map(Number);
  const hasDates = from !== undefined && to !== undefined && from <= to;
  return {
    series: (address.s ?? "").split(",").flatMap(readSeries).slice(0, MOST_SERIES),
    step: STEPS.find((step) => step === address.step) ?? "month",
    fromMs: hasDates ? from : startOfLocalDay(year, 1, 1, timeZone),
    toMs: hasDates ? dayAfter(to, timeZone) : startOfLocalDay(year, month + 1, 1, timeZone),
    hasLastYear: address.overlay === "year",
    isPerArea: address.per === "area",
    degreeDayBaseC: readBase(address.dd),
  };
}

export function writeCompare(view: CompareView, timeZone: string): CompareAddress {
  return {
    s:
      view.series
        .map(({ pointId, register, areaM2 }) => [pointId, register, readArea(areaM2)].join(PARTS))
        .join(",") || undefined,
    step: view.step,
    from: writeDate(view.fromMs, timeZone),
    to: writeDate(view.toMs - 1, timeZone),
    overlay: view.hasLastYear ? "year" : undefined,
    per: view.isPerArea ? "area" : undefined,
    dd: view.degreeDayBaseC === undefined ? undefined : String(view.degreeDayBaseC),
  };
}

/** Base temperatures that degree days are reckoned with anywhere, in tenths. */
function readBase(text: string | undefined): number | undefined {
  const base = Number(text);
  const isBase = text !== undefined && text !== "" && base >= 5 && base <= 30;
  return isBase ? Math.round(base * 10) / 10 : undefined;
}

function readSeries(text: string): readonly ComparedRegister[] {
  const [pointId = "", register = "", area = ""] = text.split(PARTS);
  if (pointId === "" || !isRegister(register) || !isCounter(register)) return [];
  return [{ pointId, register, areaM2: readArea(area) }];
}

/** A floor of more than nothing as decimal text, else no text. */
function readArea(text: string): string {
  const area = parseScaled(text);
  return area && area.digits > 0 ? text : "";
}

export function dayAfter(atMs: number, timeZone: string): number {
  const [year = 0, month = 1, day = 1] = writeDate(atMs, timeZone).split("-").map(Number);
  return startOfLocalDay(year, month, day + 1, timeZone);
}

/** The same local moment a year before; `undefined` on 29 February, which the year before does not have. */
export function yearBefore(atMs: number, timeZone: string): number | undefined {
  const date = writeDate(atMs, timeZone);
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const thenMs = startOfLocalDay(year - 1, month, day, timeZone);
  if (writeDate(thenMs, timeZone).slice(5) !== date.slice(5)) return undefined;
  return thenMs + atMs - startOfLocalDay(year, month, day, timeZone);
}
