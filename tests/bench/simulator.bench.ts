import { createHistoryMaker } from "../../server/simulation/history-chunk.ts";
import { HOUR_MS, makeClimate } from "../../shared/simulator/climate.ts";
import { writeHistory } from "../../shared/simulator/history.ts";
import { statusOfInfo } from "../../shared/simulator/status-of-info.ts";
import { makeTown } from "../../shared/simulator/town.ts";
import { reviveTown } from "../../shared/simulator/town-snapshot.ts";
import { type Bench, makeRate, measurePerSecond } from "./figure.ts";

/**
 * How fast a demo's town comes to life on one core: readings written as columns, the same with blocks
 * encoded, and encrypted telegrams heard. The reference of the first is filling as many numbers.
 */
const toHour = Date.UTC(2026, 10, 23, 9) / HOUR_MS;
const options = { seed: 1, points: 400, fromHour: toHour - 9600, toHour };
const POINTS = 40;

export const bench: Bench = {
  measure(print) {
    const { fromHour } = options;
    const climate = makeClimate({ seed: 1, fromHour, toHour: toHour + 1 });
    const places = makeTown(options).points.slice(0, POINTS);
    const write = () =>
      places
        .flatMap((place) =>
          place.meters.map((meter) =>
            writeHistory(place, meter, { climate, fromHour, toHour, statusOf: statusOfInfo }),
          ),
        )
        .flatMap(({ months }) => months);
    const months = write();
    const readings = months.reduce((sum, month) => sum + month.timesMs.length, 0);
    const numbers = months.reduce(
      (sum, month) => sum + month.timesMs.length * (month.registers.length + 1),
      0,
    );
    if (readings < POINTS * 9000) throw new Error(`history has only ${readings} readings`);
    const columns = measurePerSecond(write, readings);
    const reference = measurePerSecond(() => Float64Array.from({ length: numbers }, (_, n) => n), readings);
    print(makeRate("simulator.columns", "readings/s", columns, reference));
    const makeChunk = createHistoryMaker({ town: options, timeZone: "Europe/Copenhagen" });
    print(
      makeRate(
        "simulator.blocks",
        "readings/s",
        measurePerSecond(() => makeChunk({ from: 0, to: POINTS }), readings),
      ),
    );
    const { gateway } = reviveTown({ options: { ...options, fromHour: toHour - 1 }, states: {} }, 1000);
    let nowMs = toHour * HOUR_MS;
    let heard = 0;
    const minutes = measurePerSecond(() => {
      heard += gateway.hear(nowMs, nowMs + 60_000).length;
      nowMs += 60_000;
    });
    print(
      makeRate("simulator.hearings", "hearings/s", (heard / ((nowMs - toHour * HOUR_MS) / 60_000)) * minutes),
    );
  },
};
