import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { hearTown, type StickFrame } from "../support/heard-town.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";
import { openSerialLine, type SerialLine, whyNoSerialLine } from "../support/serial-line.ts";

const TOWN = { points: 60, days: 1 };
const why = whyNoSerialLine();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The stick's radio mode as the app set it last: the link mode byte of IMST's A5 01 03 06 00 02 <mode>. */
function modeOf(written: readonly number[]): number | undefined {
  const head = [0xa5, 0x01, 0x03, 0x06, 0x00, 0x02];
  for (let at = written.length - head.length; at >= 0; at--)
    if (head.every((byte, n) => written[at + n] === byte)) return written[at + head.length];
  return undefined;
}

describe.skipIf(why !== undefined)(`a receiver in the car${why ? ` (skipped: ${why})` : ""}`, () => {
  const profile = makeProfile();
  const dataFolder = makeDataFolder();
  let server: RunningServer;
  let line: SerialLine;
  let phone: Phone;
  let frames: readonly StickFrame[];

  beforeAll(async () => {
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", `${TOWN.points}`, "--days", `${TOWN.days}`],
      readyWithinMs: 120_000,
    });
    line = await openSerialLine(server.url);
    phone = await startPhone({ browserPath: line.browserPath, profile });
    await phone.context.addInitScript(() => {
      const said: string[] = [];
      const felt: unknown[] = [];
      Object.assign(globalThis, { said, felt });
      Object.assign(navigator, { vibrate: (pattern: unknown) => felt.push(pattern) > 0 });
      speechSynthesis.speak = ({ text, lang }) => void said.push(`${lang}: ${text}`);
    });
    frames = hearTown(TOWN, 2);
  }, 180_000);
  afterAll(async () => {
    await phone.kill();
    await line.close();
    await server.stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  async function openRound(): Promise<void> {
    const cookie = await signInToDemo(server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    const list = (await (await fetch(`${server.url}/api/v1/points`, { headers })).json()) as WirePointList;
    const body = JSON.stringify({ name: "Tried first", pointIds: list.points.map(({ id }) => id) });
    await fetch(`${server.url}/api/v1/rounds`, { method: "POST", headers, body });
    await phone.context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "reader" } });
    await phone.page.goto(`${server.url}/read`);
    await phone.page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await phone.page.getByRole("button", { name: "Pair this phone" }).click();
    await phone.page.getByRole("link", { name: "Tried first" }).click();
  }

  /** Waits until the app has set that mode, then says so many telegrams. */
  async function say(mode: number, count: number, from: number): Promise<void> {
    await expect.poll(() => modeOf(line.written), { timeout: 60_000 }).toBe(mode);
    for (const { line: bytes } of frames.slice(from, from + count)) {
      line.send(bytes);
      await pause(40);
    }
  }

  const counted = async (): Promise<Record<string, string>> => {
    const parts = phone.page.locator(".self-test-part");
    const pairs = await parts.evaluateAll((all) =>
      all.map((part) => [
        part.querySelector("dt")?.textContent,
        part.querySelector("dd")?.textContent?.trim(),
      ]),
    );
    return Object.fromEntries(pairs) as Record<string, string>;
  };

  it("is found out by itself, and half a minute shows what it hears in mode C and T", async () => {
    await openRound();
    await phone.page.getByRole("button", { name: "USB or serial" }).click();
    await phone.page.getByText("Connected, nothing heard yet").waitFor();
    await expect
      .poll(() => phone.page.evaluate(() => localStorage.getItem("rounds.receiver")))
      .toBe("im871a");
    await phone.page.getByRole("button", { name: "Test 30 s" }).click();
    await say(0x06, 7, 0);
    await say(0x03, 3, 7);
    await say(0x0a, 5, 10);
    await phone.page.getByText("The receiver hears.").waitFor({ timeout: 60_000 });
    expect(await counted()).toMatchObject({ "Mode C": "7", "Mode T": "3", "C and T at once": "5" });
    await phone.page.getByRole("button", { name: "Close the test" }).click();
  });

  it("raises an alarm that is heard and felt when it falls silent, and none on hold", async () => {
    for (const { line: bytes } of frames.slice(20, 80)) {
      line.send(bytes);
      await pause(100);
    }
    await phone.page.getByText("Hearing").waitFor();
    // Ten a second was learnt: a quarter of a minute is no accident any more.
    await phone.page.getByText("Nothing heard", { exact: true }).waitFor({ timeout: 60_000 });
    const alarms = () =>
      phone.page.evaluate(() => [Reflect.get(globalThis, "said"), Reflect.get(globalThis, "felt")]);
    await expect
      .poll(alarms, { timeout: 60_000 })
      .toEqual([
        ["en-GB: Nothing is heard any more. Look at the receiver and its antenna."],
        [[400, 200, 400, 200, 800]],
      ]);
    await phone.page.getByRole("button", { name: "Hold", exact: true }).click();
    await phone.page.getByText("Not connected").waitFor();
    await pause(4000);
    expect((await alarms())[0]).toHaveLength(1);
  });

  it("is tested from the morning's list by one tap, as it was connected last time", async () => {
    await phone.page.goto(`${server.url}/read`);
    await phone.page.evaluate(() => localStorage.removeItem("rounds.receiver.tested"));
    await phone.page.reload();
    await phone.page.getByText("Receiver not tested yet").waitFor();
    await phone.page.getByRole("button", { name: "Test 30 s" }).click();
    await say(0x06, 4, 20);
    await say(0x03, 2, 24);
    await say(0x0a, 1, 26);
    await phone.page.getByText("The receiver hears.").waitFor({ timeout: 60_000 });
    expect(await counted()).toMatchObject({ "Mode C": "4", "Mode T": "2", "C and T at once": "1" });
    await phone.page.getByText(/^Receiver tested/).waitFor();
  });
});
