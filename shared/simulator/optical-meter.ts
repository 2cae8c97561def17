/**
 * A heat meter at its optical port (request → answer): who it is, its registers, the logs of its memory, its clock.
 * It consumes more in winter than in summer, and every count can be computed for any moment, so that memory and
 * registers always agree. Its clock shows the standard time of its zone.
 */
import {
  type KmpColumn,
  logAnswer,
  registersAnswer,
  serialAnswer,
  typeAnswer,
} from "../codecs/kmp/encode-kmp-answer.ts";
import type { KmpFrame } from "../codecs/kmp/kmp-frame.ts";
import { KMP_CID, KMP_LOGS, type KmpLog } from "../codecs/kmp/kmp-request.ts";
import { SIMULATED_TYPE } from "../codecs/kmp/simulated-settings-table.ts";
import type { MeterSettings } from "./meter-settings.ts";

export interface OpticalMeterOptions {
  /** Number on the nameplate, at most eight digits. */
  readonly serial: number;
  /** The meter's own clock, as milliseconds that would be UTC if its zone were. */
  readonly clockMs: () => number;
  /** Rows its memory holds of each log. */
  readonly depth?: Partial<Record<KmpLog, number>>;
  /** Bytes of values it answers at once; by radio a telegram holds few. */
  readonly mostBytes?: number;
  /** Info bits, as register 369 shows them. */
  readonly info?: number;
  /** It takes orders: a meter there is in no street, and its type says so. */
  readonly settings?: MeterSettings;
}

export type OpticalAnswer = KmpFrame | "acknowledged" | undefined;

const DAY_MS = 86_400_000;
const EPOCH_MS = Date.UTC(2015, 0, 1);
const DEPTH: Partial<Record<KmpLog, number>> = { year: 15, month: 36, day: 460, hour: 960, info: 50 };
/** Under a head a meter answers at most about a kilobyte at once. */
const MOST_BYTES = 1000;

interface Column extends KmpColumn {
  at(clockMs: number, meter: OpticalMeterOptions): number;
}

/** kWh since the epoch: 40 a day, 30 more in January and 30 less in July. */
function energyKwh(clockMs: number): number {
  const days = (clockMs - EPOCH_MS) / DAY_MS;
  const year = (2 * Math.PI) / 365.25;
  return 40 * days + (30 / year) * Math.sin(year * days);
}

const PER_CUBIC_METRE_KWH = 42;
const INLET_C = 72;
const OUTLET_C = 35;
const volumeM3 = (clockMs: number): number => energyKwh(clockMs) / PER_CUBIC_METRE_KWH;
const powerKw = (clockMs: number): number => (energyKwh(clockMs) - energyKwh(clockMs - 3_600_000)) / 1;

const column = (register: number, unitCode: number, exponent: number, at: Column["at"]): Column => ({
  register,
  unitCode,
  length: 4,
  exponent,
  at: (clockMs, meter) => Math.floor(at(clockMs, meter) / 10 ** exponent + 1e-9),
});

const dateOf = (clockMs: number): number => {
  const day = new Date(clockMs);
  return (day.getUTCFullYear() - 2000) * 10_000 + (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
};
const timeOf = (clockMs: number): number => {
  const at = new Date(clockMs);
  return at.getUTCHours() * 10_000 + at.getUTCMinutes() * 100 + at.getUTCSeconds();
};

const COLUMNS: ReadonlyMap<number, Column> = new Map(
  [
    column(60, 0x02, 0, energyKwh),
    column(68, 0x28, -2, volumeM3),
    column(74, 0x29, 0, (at) => (powerKw(at) / PER_CUBIC_METRE_KWH) * 1000),
    column(80, 0x16, -1, powerKw),
    column(86, 0x25, -2, () => INLET_C),
    column(87, 0x25, -2, () => OUTLET_C),
    column(89, 0x26, -2, () => INLET_C - OUTLET_C),
    column(97, 0x2b, 0, (at) => volumeM3(at) * INLET_C),
    column(99, 0x33, 0, (_, { info = 0 }) => info),
    column(110, 0x2b, 0, (at) => volumeM3(at) * OUTLET_C),
    column(369, 0x3b, 0, (_, { info = 0 }) => info),
    column(1001, 0x33, 0, (_, { serial }) => serial),
    column(1002, 0x2f, 0, timeOf),
    column(1003, 0x30, 0, dateOf),
    column(1004, 0x2e, 0, (at) => (at - EPOCH_MS) / 3_600_000),
  ].map((one) => [one.register, one]),
);

/** Boundaries of a log since the epoch: the number of the last one before a moment, and the moment of each. */
interface Calendar {
  idAt(clockMs: number): number;
  startOf(id: number): number;
}

const everyMs = (stepMs: number): Calendar => ({
  idAt: (clockMs) => Math.floor((clockMs - EPOCH_MS) / stepMs),
  startOf: (id) => EPOCH_MS + id * stepMs,
});

const everyMonths = (months: number): Calendar => ({
  idAt: (clockMs) => {
    const at = new Date(clockMs);
    return Math.floor(((at.getUTCFullYear() - 2015) * 12 + at.getUTCMonth()) / months);
  },
  startOf: (id) => Date.UTC(2015, id * months, 1),
});

const CALENDARS: Partial<Record<KmpLog, Calendar>> = {
  year: everyMonths(12),
  month: everyMonths(1),
  day: everyMs(DAY_MS),
  hour: everyMs(3_600_000),
  // An event every 37 days.
  info: everyMs(37 * DAY_MS),
};

export class OpticalMeter {
  readonly #options: OpticalMeterOptions;
  #setBackMs = 0;

  constructor(options: OpticalMeterOptions) {
    this.#options = options;
  }

  /** Counters and temperatures of this moment, in whole kWh, 10 l and 0.01 °C: what a telegram carries. */
  counts(): {
    readonly energy: number;
    readonly volume: number;
    readonly inlet: number;
    readonly outlet: number;
  } {
    const at = this.clockMs();
    const count = (register: number): number => COLUMNS.get(register)?.at(at, this.#options) ?? 0;
    return { energy: count(60), volume: count(68), inlet: count(86), outlet: count(87) };
  }

  clockMs(): number {
    return this.#options.clockMs() + this.#setBackMs;
  }

  /** What it says to a request; `undefined` is silence, its answer to everything it does not know. */
  answer({ cid, data }: KmpFrame): OpticalAnswer {
    switch (cid) {
      case KMP_CID.getType:
        return typeAnswer(this.#options.settings ? SIMULATED_TYPE : 0x0104, 0x0601);
      case KMP_CID.getSerial:
        return serialAnswer(this.#options.serial);
      case KMP_CID.getRegister:
        return this.#registers(data);
      case KMP_CID.setClock:
        return this.#setClock(data);
      case KMP_CID.putRegister:
        return this.#write(data);
      case KMP_CID.logger:
        return this.#log(data);
      default:
        return undefined;
    }
  }

  #registers(data: Uint8Array): OpticalAnswer {
    const at = this.clockMs();
    return registersAnswer(
      idsOf(data.subarray(1)).flatMap((register) => {
        const known = COLUMNS.get(register);
        if (known) return [{ ...known, count: known.at(at, this.#options) }];
        const count = this.#options.settings?.count(register);
        return count === undefined ? [] : [{ register, unitCode: 0x33, length: 4, exponent: 0, count }];
      }),
    );
  }

  /** Password, register id, unit, length, SiEx and mantissa; silence is a meter's refusal. */
  #write(data: Uint8Array): OpticalAnswer {
    const isTaken = this.#options.settings?.write(u16(data, 2), u32(data, 7)) ?? false;
    return isTaken ? "acknowledged" : undefined;
  }

  #setClock(data: Uint8Array): OpticalAnswer {
    const [date, time] = [u32(data, 0), u32(data, 4)];
    const parts = (n: number): readonly [number, number, number] => [
      Math.floor(n / 10_000),
      Math.floor(n / 100) % 100,
      n % 100,
    ];
    const [year, month, day] = parts(date);
    const [hour, minute, second] = parts(time);
    const wantedMs = Date.UTC(2000 + year, month - 1, day, hour, minute, second);
    if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
    this.#setBackMs = wantedMs - this.#options.clockMs();
    return "acknowledged";
  }

  /** Sub-commands 06 (from a log id) and 07 (from an offset before the newest). */
  #log(data: Uint8Array): OpticalAnswer {
    const subCommand = data[0];
    const log = (Object.keys(KMP_LOGS) as KmpLog[]).find((name) => KMP_LOGS[name] === data[1]);
    const calendar = log && CALENDARS[log];
    if (!calendar || (subCommand !== 0x06 && subCommand !== 0x07)) return undefined;
    const newestId = calendar.idAt(this.clockMs());
    const isById = subCommand === 0x06;
    const firstId = isById ? u32(data, 2) : newestId - u16(data, 2);
    const at = isById ? 6 : 4;
    const registers = idsOf(data.subarray(at + 3));
    return this.#rows({ log, calendar, newestId, firstId, wanted: u16(data, at), registers, subCommand });
  }

  #rows(wish: {
    readonly log: KmpLog;
    readonly calendar: Calendar;
    readonly newestId: number;
    readonly firstId: number;
    readonly wanted: number;
    readonly registers: readonly number[];
    readonly subCommand: 0x06 | 0x07;
  }): OpticalAnswer {
    const { log, calendar, newestId, firstId, wanted, registers, subCommand } = wish;
    const columns = registers.flatMap((id) => COLUMNS.get(id) ?? []);
    const depth = { ...DEPTH, ...this.#options.depth }[log] ?? 0;
    const oldestId = Math.max(0, newestId - depth + 1);
    const isOutside = firstId > newestId || firstId < oldestId;
    const room = Math.max(
      1,
      Math.floor((this.#options.mostBytes ?? MOST_BYTES) / Math.max(1, 4 * columns.length)),
    );
    const count = isOutside ? 0 : Math.min(wanted, room, firstId - oldestId + 1);
    const rows = Array.from({ length: count }, (_, n) => {
      const clockMs = calendar.startOf(firstId - n);
      return columns.map((one) => one.at(clockMs, this.#options));
    });
    const info =
      (isOutside ? INFO.outOfRange : 0) |
      (columns.length < registers.length ? INFO.unsupportedRegister : 0) |
      (count < Math.min(wanted, firstId - oldestId + 1) ? INFO.truncatedEntries : 0) |
      (count > 0 && firstId - count < oldestId ? INFO.oldestIncluded : 0) |
      (firstId === newestId ? INFO.newestIncluded : 0);
    return logAnswer({ log, columns, rows, firstId, newestId, info }, subCommand);
  }
}

const INFO = {
  outOfRange: 1 << 1,
  unsupportedRegister: 1 << 3,
  truncatedEntries: 1 << 4,
  oldestIncluded: 1 << 6,
  newestIncluded: 1 << 7,
} as const;

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 65_536 + u16(bytes, at + 2);
const idsOf = (bytes: Uint8Array): readonly number[] =>
  Array.from({ length: bytes.length >> 1 }, (_, n) => u16(bytes, 2 * n));
