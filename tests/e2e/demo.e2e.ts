import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireHealth, WirePointList } from "../../shared/model/wire.ts";
import { eventually } from "../support/app-driver.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/** When to give up; how long it takes is a figure, not a promise of this test. */
const GIVE_UP_AFTER_MS = 300_000;

let demo: RunningServer;
let cookie = "";
const dataFolder = makeDataFolder();

beforeAll(async () => {
  demo = await runServer({ command: "demo", dataFolder, readyWithinMs: GIVE_UP_AFTER_MS });
  cookie = await signInToDemo(demo.url, "office");
}, GIVE_UP_AFTER_MS + 60_000);

afterAll(async () => {
  await demo?.stop();
  removeDataFolder(dataFolder);
});

const get = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${demo.url}${path}`, { headers: { cookie } })).json()) as T;

describe("npm run demo", () => {
  it("comes up with 2,000 points, 400 days of hourly history and five things to try", async () => {
    const { points } = await get<WirePointList>("/api/v1/points");
    expect(points).toHaveLength(2000);
    const { readings } = await get<WireHealth>("/health");
    expect(readings).toBeGreaterThan(2000 * 395 * 24 * 0.9);
    expect(demo.output()).toMatch(/Building a town .*\n(.*%.*readings.*\n)*/);
    for (const n of [1, 2, 3, 4, 5]) expect(demo.output()).toContain(`  ${n}. `);
  });

  it("hears encrypted frames over HTTP, journals, decodes and shows them", async () => {
    const before = await get<WirePointList>("/api/v1/points");
    await eventually(
      () => get<WireHealth>("/health"),
      ({ journalSeq = 0, decodedSeq = 0 }) => journalSeq >= 100 && decodedSeq >= 100,
    );
    const after = await eventually(
      () => get<WirePointList>("/api/v1/points"),
      ({ points }) =>
        points.filter(({ latest }, n) => latest && latest.atMs > (before.points[n]?.latest?.atMs ?? 0))
          .length > 20,
    );
    expect(after.points.filter(({ meter }) => meter?.hasKey).length).toBeGreaterThan(1900);
  });
});
