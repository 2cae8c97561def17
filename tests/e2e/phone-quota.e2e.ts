import type { CDPSession } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireHeardMeter, WirePointList } from "../../shared/model/wire.ts";
import { encodeIm871aIndication } from "../../shared/simulator/im871a-receiver.ts";
import { type CutLine, openCutLine } from "../support/cut-line.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import type { StickFrame } from "../support/heard-town.ts";
import { makeProfile, type Phone, removeProfile } from "../support/phone-browser.ts";
import { readJournal } from "../support/phone-journal.ts";
import { openSerialPhone, type PhoneLine, whyNoSerial } from "../support/phone-lines.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

const why = whyNoSerial();
/** Of a meter that nobody in the town has; the last two digits of its number are put anew. */
const FRAME = "28442D2C0900009034048D201162452321C155A529736B1706F0BEF0CE7815DB0B40578B30309A1AA0";

/** Telegrams, each of a meter of its own: 90000010, 90000011 … */
const FRAMES = Array.from({ length: 30 }, (_, n): StickFrame => {
  const hex = `${FRAME.slice(0, 8)}${10 + n}${FRAME.slice(10)}`;
  const line = encodeIm871aIndication({ telegram: Buffer.from(hex, "hex"), rssiDbm: -70 });
  return { meter: `900000${10 + n}`, hex, line };
});
const hexes = (count: number): readonly string[] => FRAMES.slice(0, count).map(({ hex }) => hex);

/** The browser gives the phone no more room while it reads. */
describe.skipIf(why !== undefined)(`a phone without room${why ? ` (skipped: ${why})` : ""}`, () => {
  const profile = makeProfile();
  const dataFolder = makeDataFolder();
  let server: RunningServer;
  let way: CutLine;
  let line: PhoneLine;
  let phone: Phone;
  let devtools: CDPSession;

  const sees = (text: string | RegExp) => phone.page.getByText(text).first().waitFor();
  const fullNotes = () => phone.page.getByText("Storage is full").count();
  const kept = async (): Promise<readonly string[]> =>
    (await readJournal(phone)).frames.map(({ hex }) => hex);
  const sendReceive = () => phone.page.getByRole("button", { name: "Send/Receive" }).click();

  async function hear(from: number, to: number): Promise<void> {
    for (const frame of FRAMES.slice(from, to)) await line.send(frame);
  }

  /** Not a byte more, or the browser's own measure again. */
  async function giveRoom(isThere: boolean): Promise<void> {
    const origin = new URL(way.url).origin;
    await devtools.send("Storage.overrideQuotaForOrigin", isThere ? { origin } : { origin, quotaSize: 1 });
    // Chromium remembers for up to half a minute how much room there was, and that there was none.
    await expect.poll(isRefused, { timeout: 60_000, interval: 1000 }).toBe(!isThere);
  }

  /** Whether the browser takes a record of somebody else's on this origin. */
  const isRefused = (): Promise<boolean> =>
    phone.page.evaluate(
      () =>
        new Promise((resolve) => {
          const opened = indexedDB.open("probe", 1);
          opened.addEventListener("upgradeneeded", () => opened.result.createObjectStore("bytes"));
          opened.addEventListener("error", () => resolve(true));
          opened.addEventListener("success", () => {
            const written = opened.result.transaction("bytes", "readwrite");
            written.objectStore("bytes").put(new Uint8Array(1000), 1);
            written.addEventListener("complete", () => resolve(false));
            written.addEventListener("abort", () => resolve(true));
            opened.result.close();
          });
        }),
    );

  /** Which of these meters the server has heard, and how often. */
  async function heardByServer(): Promise<readonly (readonly [id: string, count: number])[]> {
    const cookie = await signInToDemo(server.url, "office");
    const answer = await fetch(`${server.url}/api/v1/heard`, { headers: { cookie } });
    const { heard } = (await answer.json()) as { heard: readonly WireHeardMeter[] };
    const own = heard.filter(({ id }) => FRAMES.some(({ meter }) => meter === id));
    return own.map(({ id, count }) => [id, count] as const).sort(([a], [b]) => a.localeCompare(b));
  }

  beforeAll(async () => {
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", "20", "--days", "1"],
      readyWithinMs: 120_000,
    });
    way = await openCutLine(server.url);
    line = await openSerialPhone(way.url);
    phone = await line.start({ profile });
    devtools = await phone.context.newCDPSession(phone.page);
    const cookie = await signInToDemo(server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    const list = (await (await fetch(`${server.url}/api/v1/points`, { headers })).json()) as WirePointList;
    const body = JSON.stringify({ name: "Narrow", pointIds: list.points.map(({ id }) => id) });
    expect((await fetch(`${server.url}/api/v1/rounds`, { method: "POST", headers, body })).status).toBe(201);
    await phone.context.request.post(`${way.url}/api/v1/demo-session`, { data: { person: "reader" } });
    await phone.page.goto(`${way.url}/read`);
    await phone.page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await phone.page.getByRole("button", { name: "Pair this phone" }).click();
    await phone.page.getByRole("link", { name: "Narrow" }).click();
    await line.connect(phone);
  }, 240_000);
  afterAll(async () => {
    await phone.kill();
    await line.close();
    await way.close();
    await server.stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  it("hears and sends while there is room", async () => {
    await sees("Connected, nothing heard yet");
    await hear(0, 5);
    await sees("Hearing");
    await expect.poll(kept, { timeout: 60_000 }).toEqual(hexes(5));
    await expect.poll(async () => (await heardByServer()).length, { timeout: 60_000 }).toBe(5);
    way.cut();
  });

  it("says so in one sentence with the next step, and writes what it held once there is room", async () => {
    await giveRoom(false);
    await hear(5, 15);
    await sees("Storage is full: 10 telegrams are in memory only. Send now.");
    await giveRoom(true);
    await expect.poll(fullNotes, { timeout: 60_000 }).toBe(0);
    // What the server had already went to make room; of the rest nothing is missing, and nothing out of order.
    const others = async () => (await kept()).filter((hex) => !hexes(5).includes(hex));
    await expect.poll(others).toEqual(hexes(15).slice(5));
  });

  it("the next step works without a byte of room: everything is with the server, none of it twice", async () => {
    await giveRoom(false);
    await hear(15, 30);
    await sees("Storage is full: 15 telegrams are in memory only. Send now.");
    way.mend();
    await sendReceive();
    await expect.poll(fullNotes, { timeout: 60_000 }).toBe(0);
    const all = FRAMES.map(({ meter }) => [meter, 1]);
    await expect.poll(heardByServer, { timeout: 60_000 }).toEqual(all);
  });

  it("sends and receives as ever once there is room again", async () => {
    await giveRoom(true);
    await phone.page.reload();
    await sendReceive();
    await phone.page.getByRole("dialog", { name: "Summary" }).waitFor();
    await phone.page.getByRole("button", { name: "Close" }).click();
    await sees("All sent");
  });
});
