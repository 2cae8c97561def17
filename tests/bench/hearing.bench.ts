import { hearTown } from "../support/heard-town.ts";
import { openSerialLine, type SerialLine, whyNoSerialLine } from "../support/serial-line.ts";
import type { Bench } from "./figure.ts";
import { prepareTown } from "./phone-town.ts";

/**
 * Twenty telegrams a second over the browser's own serial port, on a phone four times slower than this
 * machine: the main thread's share (goal: under 30 %), and how long after its bytes a telegram shows on
 * the screen (goal: under 200 ms). Each telegram is another meter's, so each counts one point down.
 */
const TOWN = { points: 500, days: 1 };
const PER_SECOND = 20;
const SLOWER = 4;

interface Shown {
  readonly left: number;
  readonly atMs: number;
}

/** Notes in the page when the number of points left changes. */
const WATCH = `
  globalThis.shown = [];
  const ring = document.querySelector(".ring-left");
  const note = () => globalThis.shown.push({ left: Number(ring.textContent.replaceAll(",", "")), atMs: Date.now() });
  new MutationObserver(note).observe(ring, { childList: true, characterData: true, subtree: true });
  note();`;

const quantile = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

async function drive(line: SerialLine, town: Awaited<ReturnType<typeof prepareTown>>) {
  const phone = await town.start();
  try {
    const { page } = phone;
    await page.goto(`${town.url}/read/${town.roundId}`);
    await page.locator(".field-row").first().waitFor();
    // The policy has granted the port; the list of ports cannot be answered without a screen.
    await page.evaluate("navigator.serial.requestPort = async () => (await navigator.serial.getPorts())[0]");
    await page.getByRole("button", { name: "USB or serial" }).click();
    await page.getByText("Connected, nothing heard yet").waitFor();
    const session = await phone.context.newCDPSession(page);
    // By the thread's own processor time; by the clock whatever else the machine does counts too.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const byClock = await phone.context.newCDPSession(page);
    await byClock.send("Performance.enable", { timeDomain: "timeTicks" });
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.evaluate(WATCH);
    const leftNow = async (): Promise<number> =>
      Number((await page.locator(".ring-left").textContent())?.replaceAll(",", ""));
    const total = await leftNow();
    const busySeconds = async (from: typeof session): Promise<number> =>
      (await from.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration")
        ?.value ?? 0;
    const frames = hearTown(TOWN, 1);
    const [busyBefore, clockBefore] = [await busySeconds(session), await busySeconds(byClock)];
    const startedAtMs = Date.now();
    const sentAtMs: number[] = [];
    for (const [n, { line: bytes }] of frames.entries()) {
      const dueMs = startedAtMs + (n * 1000) / PER_SECOND;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - Date.now())));
      sentAtMs.push(Date.now());
      line.send(bytes);
    }
    for (let n = 0; n < 300; n++) {
      const left = await leftNow();
      if (left === total - frames.length) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const seconds = (Date.now() - startedAtMs) / 1000;
    const share = ((await busySeconds(session)) - busyBefore) / seconds;
    const shareByClock = ((await busySeconds(byClock)) - clockBefore) / seconds;
    const shown = await page.evaluate<readonly Shown[]>("globalThis.shown");
    const delays = sentAtMs
      .map((atMs, n) => (shown.find(({ left }) => left < total - n)?.atMs ?? Number.POSITIVE_INFINITY) - atMs)
      .sort((a, b) => a - b);
    return { share, shareByClock, delays };
  } finally {
    await phone.kill();
  }
}

export const bench: Bench = {
  async measure(print) {
    const why = whyNoSerialLine();
    if (why !== undefined) throw new Error(`hearing: ${why}`);
    const lines: SerialLine[] = [];
    const town = await prepareTown(TOWN.points, async (url) => {
      const line = await openSerialLine(url);
      lines.push(line);
      return line.browserPath;
    });
    try {
      const [line] = lines;
      if (!line) throw new Error("hearing: there is no line");
      const { share, shareByClock, delays } = await drive(line, town);
      print({ name: "hearing.mainThread", value: Math.round(share * 100), unit: "%" });
      print({ name: "hearing.mainThread.byClock", value: Math.round(shareByClock * 100), unit: "%" });
      print({ name: "hearing.shown.median", value: quantile(delays, 0.5), unit: "ms" });
      print({ name: "hearing.shown.p95", value: quantile(delays, 0.95), unit: "ms" });
    } finally {
      for (const line of lines) await line.close();
      await town.close();
    }
  },
};
