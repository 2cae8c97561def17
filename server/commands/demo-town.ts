import type { FaultKind, TownFault } from "../../shared/simulator/town-point.ts";
import { historySpan } from "../../shared/simulator/town-snapshot.ts";
import { type SeedProgress, seedTown } from "../simulation/seed-town.ts";
import { streamTown, type TownStream } from "../simulation/stream-town.ts";
import type { RunningServer } from "../start-server.ts";
import { adoptPoints } from "../sync/adopt-points.ts";
import { seedPath } from "./seed-path.ts";

export interface DemoScene {
  readonly server: RunningServer;
  readonly url: string;
  readonly token: string;
  readonly say: (line: string) => void;
  readonly report: (text: string) => void;
}

export interface DemoTownOptions {
  readonly points: number;
  readonly days: number;
  readonly seed: number;
  readonly telegramsPerSecond: number;
}

const grouped = (n: number): string => n.toLocaleString("en-US");

/** Fills the fresh utility with a town and lets its gateway be heard. */
export async function demoTown(scene: DemoScene, options: DemoTownOptions): Promise<TownStream> {
  const { server, url, token, say, report } = scene;
  say(
    `Building a town of ${grouped(options.points)} metering points with ${options.days} days of hourly history …`,
  );
  const town = { seed: options.seed, points: options.points, ...historySpan(Date.now(), options.days) };
  const seeded = await seedTown(server.deps.store, { town, onProgress: sayEverySecond(say) });
  await adoptPoints(server.deps.rooms, server.deps.store.points);
  await seedPath(server.deps, seeded.town, Date.now());
  await server.deps.points.load();
  const snapshot = seeded.snapshot;
  const stream = await streamTown(
    { url, token, snapshot, telegramsPerSecond: options.telegramsPerSecond },
    report,
  );
  say(`\nRounds is ready at ${url}`);
  say(
    `  ${grouped(options.points)} metering points, ${grouped(seeded.readings)} readings; a gateway is heard live.
  The page asks who you want to be; a click signs you in, and these links still lead where they point:`,
  );
  say("\nFive things to try:");
  for (const [i, line] of thingsToTry(seeded.town.faults, url).entries()) say(`  ${i + 1}. ${line}`);
  say("\nStop with Ctrl+C; the demo's data is removed then.");
  return stream;
}

function sayEverySecond(say: (line: string) => void): (progress: SeedProgress) => void {
  let lastMs = 0;
  return (progress) => {
    const nowMs = performance.now();
    const isLast = progress.pointsDone === progress.points;
    if (nowMs - lastMs < 1000 && !isLast) return;
    lastMs = nowMs;
    const share = Math.floor((100 * progress.pointsDone) / progress.points);
    say(
      `  ${`${share}`.padStart(3)} %  ${grouped(progress.readings)} readings, ${grouped(progress.readingsPerSecond)} a second`,
    );
  };
}

/** What a fault looks like to someone who opens its point. */
const SCENES: readonly (readonly [FaultKind, string])[] = [
  ["exchange", "A meter was exchanged here; the bars run on without a jump"],
  ["rollover", "This register ran past its last digit and began again at zero"],
  ["leak", "Water runs all night here; the meter says so in its info code"],
  ["t1-sensor", "A broken temperature sensor: energy stands still while the volume goes on"],
  ["dirty-exchanger", "Poor cooling: compare t1 and t2 in the day view"],
];

function thingsToTry(faults: readonly TownFault[], url: string): readonly string[] {
  const scenes = SCENES.flatMap(([kind, text]) => {
    const fault = faults.find((one) => one.kind === kind);
    return fault ? [`${text}: ${fault.address}\n     ${url}/points/${fault.pointId}`] : [];
  });
  const always = [
    `Watch the list while telegrams arrive, and search for a street: ${url}/points`,
    "Open a point, then its newest reading, and see the telegram behind it byte by byte",
    "Click a bar of the year to see its month, then its day, then its hours",
    `See what else is on the air: ${url}/heard`,
  ];
  return [...always.slice(0, 2), ...scenes, ...always.slice(2)].slice(0, 5);
}
