import "fake-indexeddb/auto";
import { afterEach, expect, it, vi } from "vitest";
import { makeTrainingRound } from "../../../shared/simulator/training-round.ts";
import { LocalDatabase } from "../store/local-database.ts";
// Asked for by the first bytes that are heard: fetched while the test ends, it would be an error of the test's.
import "../receiver-codecs.ts";
import { TrainingDesk } from "./training-desk.ts";
import type { TrainingEvent } from "./training-protocol.ts";

const SEED = 1;
/** So long whoever asks a meter by radio waits for a telegram of it (`radio-driver.ts`). */
const PATIENCE_MS = 90_000;

afterEach(() => vi.useRealTimers());

it("a car that is sent to a meter is there before the one who asks it gives up, also at the slowest speed", async () => {
  const database = new LocalDatabase("rounds-training-desk");
  await database.marks.put({ name: "training-seed", value: SEED });
  const [ordered] = makeTrainingRound({ seed: SEED, nowMs: Date.now() }).ordered.values();
  const said: TrainingEvent[] = [];
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const desk = new TrainingDesk(database, (event) => void said.push(event));
  await desk.start();
  await desk.perform({ kind: "drive-at", speed: 1 });
  await desk.perform({ kind: "set-reading", roundId: "round" });
  await desk.perform({ kind: "go-to", meter: ordered?.order.meter ?? "" });
  vi.advanceTimersByTime(PATIENCE_MS);
  const car = said.flatMap((event) => (event.kind === "car" ? event.car : [])).at(-1);
  expect(car).toMatchObject({ isDriving: false });
  expect(said.some(({ kind }) => kind === "air")).toBe(true);
  await desk.close();
}, 30_000);
