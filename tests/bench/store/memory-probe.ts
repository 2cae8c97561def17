import { existsSync, readFileSync } from "node:fs";
import { openUtilityStore } from "../../../server/store/open-utility-store.ts";
import { HourlyFeed } from "./hourly-feed.ts";

/** Linux counts what the starting process took into `maxRSS`: the largest size of this program alone stands in its status. */
function peakBytes(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const kB = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kB === undefined ? process.resourceUsage().maxRSS * 1024 : Number(kB) * 1024;
}

/** Its own process: prints the largest resident size in bytes after the work of a busy day. */
const [, , dataFolder = ""] = process.argv;
const HOURS = 24;
const HOUR_MS = 3_600_000;
const masterKey = new Uint8Array(32).fill(7);
const opened = await openUtilityStore({ dataFolder, utility: "live", masterKey });
if (!opened.ok) throw new Error(opened.error.kind);
const store = opened.value;
const latest = await store.readings.latest();
const newestMs = latest[0]?.reading.atMs ?? 0;
await store.readings.registerMonth("E1", newestMs);
for (const { meter } of latest.slice(0, 100)) await store.readings.columns(meter, 0, newestMs);
const toHour = Math.floor(newestMs / HOUR_MS);
const feed = await HourlyFeed.of(store, {
  meters: Math.min(latest.length, 5_000),
  fromHour: toHour - HOURS,
  toHour,
});
for (let turn = 0; turn < 5; turn++) await feed.commitTo(store);
await store.upkeep.fold();
await store.close();
process.stdout.write(`${peakBytes()}`);
