import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatHex, parseHex } from "../../shared/codecs/bytes/hex.ts";
import { encodeWmbusFrame } from "../../shared/codecs/wmbus/encode-telegram.ts";
import type { WirePoint, WirePointList } from "../../shared/model/wire.ts";
import type { WireRoundHead } from "../../shared/model/wire-rounds.ts";
import { resting } from "../support/app-driver.ts";
import { type CutLine, openCutLine } from "../support/cut-line.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { hearTown, type StickFrame } from "../support/heard-town.ts";
import { makeProfile, type Phone, removeProfile } from "../support/phone-browser.ts";
import { readJournal, readRows } from "../support/phone-journal.ts";
import { serialPhone, whyNoSerial } from "../support/phone-lines.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";
import { openSerialLine, type SerialLine } from "../support/serial-line.ts";

/**
 * What a line, a sky and a clock do to a phone on its round: one sentence each that says what happened and
 * what to do, and a journal that holds every frame that was heard, whole, once and in its order.
 */
const TOWN = { points: 30, days: 1 };
const YEAR_MS = 365 * 86_400_000;
const why = whyNoSerial();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Without link checksums, as the town gives it → format A with them, as it is on the air. */
function onAir({ hex }: StickFrame): Uint8Array {
  const telegram = parseHex(hex);
  if (!telegram.ok) throw new Error(hex);
  return encodeWmbusFrame(telegram.value, "frame-a");
}
/** As culfw writes it: `b`, the frame in hexadecimal digits, a line end. */
const line = (frame: Uint8Array): Uint8Array => new TextEncoder().encode(`b${formatHex(frame)}\r\n`);
/** A bit of the second block: the first one, with the address, still fits its checksum. */
const damaged = (frame: Uint8Array): Uint8Array => frame.with(14, (frame[14] ?? 0) ^ 0x10);

describe.skipIf(why !== undefined)(`wrong input on a round${why ? ` (skipped: ${why})` : ""}`, () => {
  const profile = makeProfile();
  const dataFolder = makeDataFolder();
  let server: RunningServer;
  let way: CutLine;
  let serial: SerialLine;
  let phone: Phone;
  let frames: readonly StickFrame[] = [];
  let door: Pick<WirePoint, "lat" | "lon"> = {};
  const heard: string[] = [];

  const sees = (text: string | RegExp) => phone.page.getByText(text).first().waitFor({ timeout: 60_000 });
  const press = (name: string) => phone.page.getByRole("button", { name, exact: true }).click();
  const left = async (): Promise<number> => Number(await phone.page.locator(".ring-left").textContent());
  const isWhole = () =>
    expect
      .poll(async () => (await readJournal(phone)).frames.map(({ hex }) => hex), { timeout: 60_000 })
      .toEqual(heard);
  const say = async (bytes: Uint8Array): Promise<void> => {
    serial.send(bytes);
    await pause(40);
  };
  /** A frame that becomes part of the journal. */
  const hear = async (frame: Uint8Array): Promise<void> => {
    heard.push(formatHex(frame));
    await say(line(frame));
  };
  const next = (): Uint8Array => {
    const [frame, ...rest] = frames;
    if (!frame) throw new Error("the town says no more");
    frames = rest;
    return onAir(frame);
  };
  const allowPlace = async (setting: "denied" | "granted"): Promise<void> => {
    const devtools = await phone.context.newCDPSession(phone.page);
    const permission = { name: "geolocation" };
    await devtools.send("Browser.setPermission", { permission, setting, origin: new URL(way.url).origin });
  };
  const exchange = async (): Promise<void> => {
    await press("Send/Receive");
    await phone.page.getByRole("dialog", { name: "Summary" }).waitFor({ timeout: 60_000 });
    await press("Close");
  };

  beforeAll(async () => {
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", `${TOWN.points}`, "--days", `${TOWN.days}`, "--rate", "1"],
      readyWithinMs: 120_000,
    });
    way = await openCutLine(server.url);
    serial = await openSerialLine(way.url);
    const cookie = await signInToDemo(server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    const list = (await (await fetch(`${server.url}/api/v1/points`, { headers })).json()) as WirePointList;
    const body = JSON.stringify({ name: "A bad day", pointIds: list.points.map(({ id }) => id) });
    const made = await fetch(`${server.url}/api/v1/rounds`, { method: "POST", headers, body });
    const round = (await made.json()) as WireRoundHead;
    frames = hearTown(TOWN, 1);
    door = list.points[0] ?? {};
    const phoneLine = serialPhone(serial);
    phone = await phoneLine.start({ profile });
    await allowPlace("denied");
    await phone.context.request.post(`${way.url}/api/v1/demo-session`, { data: { person: "reader" } });
    await phone.page.goto(`${way.url}/read`);
    await phone.page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await press("Pair this phone");
    await phone.page.getByRole("link", { name: round.name }).click();
    await phone.page
      .getByRole("combobox", { name: "Receiver" })
      .selectOption({ label: "CUL, nanoCUL (culfw)" });
    await phoneLine.connect(phone);
    await sees("Connected, nothing heard yet");
  }, 240_000);
  afterAll(async () => {
    await phone?.kill();
    await serial?.close();
    await way?.close();
    await server?.stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  it("no position: it is said, and reading goes on without", async () => {
    await sees(/This phone may not tell where it is.*Allow the location/);
    await hear(next());
    await sees("Hearing");
    await isWhole();
  });

  it("a position that is lost on the way: it is said, and nothing is kept as heard where the phone was last", async () => {
    const { page, context } = phone;
    const lastPlace = async () => {
      const chunks = await readRows<{ frames: { lat?: number }[] }>(phone, "rounds-field", "chunks");
      return chunks.at(-1)?.frames.at(-1)?.lat;
    };
    await allowPlace("granted");
    const { lat: latitude = 0, lon: longitude = 0 } = door;
    await context.setGeolocation({ latitude, longitude });
    await page.reload();
    await sees("Connected, nothing heard yet");
    const isLost = page.getByText(/does not find out where it is/).first();
    const isHere = page.locator(".field-row").filter({ hasText: "0 m" }).first();
    const heardHere = async (): Promise<void> => {
      // Said again and again: a slow machine may take more than the ten seconds that one is good for.
      const saying = setInterval(() => void context.setGeolocation({ latitude, longitude }), 2000);
      try {
        await context.setGeolocation({ latitude, longitude });
        await isHere.waitFor();
        await isLost.waitFor({ state: "detached" });
        await hear(next());
        await isWhole();
      } finally {
        clearInterval(saying);
      }
      expect(await lastPlace()).toBe(latitude);
    };
    await heardHere();
    // Never said again, without any error: good for ten seconds.
    await sees(/does not find out where it is.*Switch its location on/);
    await hear(next());
    await isWhole();
    expect(await lastPlace()).toBeUndefined();
    await heardHere();
    await context.setGeolocation(null);
    await sees(/does not find out where it is.*Switch its location on/);
    await hear(next());
    await isWhole();
    expect(await lastPlace()).toBeUndefined();
  });

  it("junk, as of another speed: it is said once no telegram comes, and the next one is heard", async () => {
    await phone.page.reload();
    await sees("Connected, nothing heard yet");
    // What 57,600 baud looks like at 38,400: nothing that begins or ends a line.
    await say(Uint8Array.from({ length: 900 }, (_, n) => 0x80 | ((n * 37) & 0x7f)));
    await sees(/Bytes arrive but no telegrams: press Hold and choose your receiver/);
    await say(new TextEncoder().encode("\r\n"));
    await hear(next());
    await sees("Hearing");
    await isWhole();
  });

  it("half a frame: the one after the pause is whole, and the half one is nobody's", async () => {
    const whole = line(next());
    await say(whole.subarray(0, whole.length / 2));
    // Longer than a line may rest in the middle of a frame, also for a browser that is late.
    await pause(5000);
    await hear(next());
    await isWhole();
  });

  it("a storm of wrong checksums: it is said, each is kept as it was heard, and the first whole one ends it", async () => {
    for (let n = 0; n < 12; n++) await hear(damaged(next()));
    await sees(/Only damaged telegrams: turn the antenna/);
    // What goes wrong does not look well.
    await expect.poll(() => phone.page.locator(".heartbeat").getAttribute("data-pulse")).toBe("waiting");
    await isWhole();
    await hear(next());
    await sees("Hearing");
    await isWhole();
  });

  it("keys that run out on the way: it is said, what is heard is kept, and read with the next ones", async () => {
    const year = new Date().getUTCFullYear();
    way.twist(new RegExp(`(date: \\w+, \\d+ \\w+ )${year}`, "i"), `$1${year + 1}`);
    await phone.page.reload();
    await exchange();
    // So long after it was unlocked the phone is locked first.
    await phone.page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await press("Unlock");
    await sees("The keys have expired. Send/Receive fetches new ones");
    way.cut();
    way.twist();
    const before = await resting(left);
    for (let n = 0; n < 5; n++) await hear(next());
    await isWhole();
    expect(await left()).toBe(before);
    way.mend();
    await exchange();
    await expect.poll(left, { timeout: 60_000 }).toBe(before - 5);
    await phone.page.getByText("The keys have expired").first().waitFor({ state: "detached" });
  });

  it("a clock put forward by two hours: nothing is announced as missed, and no alarm raised", async () => {
    const { page } = phone;
    await exchange();
    await hear(next());
    await sees("Hearing");
    const forward = (ms: number): void => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + ms;
    };
    way.cut();
    await page.evaluate(forward, 7_200_000);
    for (const worker of page.workers()) await worker.evaluate(forward, 7_200_000);
    // Longer than any of its beats.
    await pause(1500);
    // It may have slept as well: the light waits for what tells that it hears.
    await page.getByText("Waiting for the next telegram", { exact: true }).waitFor();
    expect(await page.getByText("Nothing heard").count()).toBe(0);
    await expect.poll(() => page.locator(".heartbeat").getAttribute("data-pulse")).toBe("waiting");
    const sheet = page.getByRole("dialog", { name: "Summary" });
    const gaps = sheet.locator(".road-sheet-gaps");
    way.mend();
    await hear(next());
    await sees("Hearing");
    await exchange();
    await page.getByRole("button", { name: "Send/Receive", exact: true }).click();
    await sheet.waitFor();
    await gaps.getByText("clock was put forward, nothing was missed").waitFor();
    expect(await gaps.innerText()).not.toMatch(/asleep/);
    await press("Close");
    await sees(/The phone's clock is 2 hours ahead\. Set it right/);
    await isWhole();
  });

  it("a clock put back by a year: it is said, silence is still an alarm, and nothing goes missing", async () => {
    const back = (ms: number): void => {
      const now = Date.now.bind(Date);
      Date.now = () => now() - ms;
    };
    await phone.page.evaluate(back, YEAR_MS);
    for (const worker of phone.page.workers()) await worker.evaluate(back, YEAR_MS);
    await sees("Nothing heard");
    await hear(next());
    await sees("Hearing");
    await exchange();
    await sees(/The phone's clock is 36[456] days behind\. Set it right/);
    await isWhole();
    const times = (await readJournal(phone)).frames.map(({ atMs }) => atMs);
    expect((times.at(-2) ?? 0) - (times.at(-1) ?? 0)).toBeGreaterThan(YEAR_MS / 2);
  });
});
