const HOUR_MS = 3_600_000;
/** The last full hour of the readings; they end inside a month, as they do in life. */
const TO_HOUR = Date.UTC(2026, 0, 20) / HOUR_MS;

export interface BenchSize {
  readonly readings: number;
  /** Meters whose hourly readings are ingested, and hours of them. */
  readonly meters: number;
  readonly fromHour: number;
  readonly toHour: number;
  /** Meters of the wide questions: latest of all, a month of all. */
  readonly wideMeters: number;
  /** Meters a year is read of, each once. */
  readonly yearMeters: number;
  /** Readings are thinned hourly for so many meters. */
  readonly thinMeters: number;
  /** So often, to give medians. */
  readonly thinTurns: number;
}

const askedFor = (or: number): number => Number(process.env["ROUNDS_BENCH_READINGS"] ?? or);

/** Ten million readings taken in whole; what costs minutes to make, and says nothing of outputs, is a tenth. */
export function smokeSize(): BenchSize {
  const size = benchSize(askedFor(10_000_000));
  return {
    ...size,
    wideMeters: Math.min(size.wideMeters, 10_000),
    thinMeters: Math.min(size.thinMeters, 1_000),
    thinTurns: 1,
  };
}

/** Sizes after the number of readings asked for. */
export function benchSize(readings = askedFor(2_000_000)): BenchSize {
  if (!(readings >= 1_000)) throw new Error("ROUNDS_BENCH_READINGS takes a number from 1000 up.");
  const meters = Math.max(1, Math.min(11_416, Math.round(readings / 1_000)));
  const isSmoke = readings < 500_000;
  return {
    readings,
    meters,
    fromHour: TO_HOUR - Math.round(readings / meters),
    toHour: TO_HOUR,
    wideMeters: isSmoke ? meters : 100_000,
    yearMeters: isSmoke ? 4 : 60,
    thinMeters: isSmoke ? meters : readings >= 100_000_000 ? 100_000 : 10_000,
    thinTurns: isSmoke ? 1 : 3,
  };
}
