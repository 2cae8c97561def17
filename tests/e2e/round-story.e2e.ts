import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { type CutLine, openCutLine } from "../support/cut-line.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { hearTown, type StickFrame } from "../support/heard-town.ts";
import { openBrowser } from "../support/open-browser.ts";
import { removeProfile } from "../support/phone-browser.ts";
import { announcedSpans, missingSpans, readJournal } from "../support/phone-journal.ts";
import { openBluetoothPhone, openSerialPhone, whyNoBluetooth, whyNoSerial } from "../support/phone-lines.ts";
import { type Squares, writeQrVideo } from "../support/qr-video.ts";
import {
  type Car,
  drive,
  journalFromPhones,
  killCar,
  leftOn as left,
  openCar,
  prepareCar,
  sendReceive,
  serialOf,
  untilHearing,
  untilReady,
} from "../support/road-car.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/**
 * A working day: the office makes a round of 500 points for two cars, the server goes, both phones
 * read through reloads and kills, meet at the roadside and tell each other by QR code, the server comes
 * back and gets everything. Where no port can be made, both phones hear through Bluetooth.
 */
const TOWN = { points: 560, days: 1 };
const POINTS = 500;
const ROUND = "Monday in the old town";
const noSerial = whyNoSerial();
const noBluetooth = whyNoBluetooth();
const instead = noSerial === undefined ? "" : ` (no serial port: ${noSerial})`;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let dataFolder = "";
let server: RunningServer;
let way: CutLine;
let browser: Browser;
let office: Page;

/** The office, in its own browser, makes the round from a list of meter numbers. */
async function makeRound(serials: readonly string[]): Promise<void> {
  await office.goto(`${server.url}/rounds/new`);
  await office.getByText("Pasted numbers").click();
  await office.getByLabel("Point or meter numbers, one a line").fill(serials.join("\n"));
  await office.getByText(`${serials.length} points found`).waitFor();
  await office.getByLabel("Name").fill(ROUND);
  await office.getByRole("checkbox", { name: "Rikke Reader" }).check();
  await office.getByRole("checkbox", { name: "Otto Office" }).check();
  await office.getByRole("button", { name: "Make the round" }).click();
  await office.getByRole("heading", { name: ROUND }).waitFor();
  await office.getByText(`0 of ${POINTS} read`).waitFor();
}

/** Meters of the town that can be heard, as many as the round has, by the number on them. */
async function chooseMeters(frames: readonly StickFrame[]): Promise<ReadonlyMap<string, string>> {
  const cookie = await signInToDemo(server.url, "office");
  const answer = await fetch(`${server.url}/api/v1/points`, { headers: { cookie } });
  const { points } = (await answer.json()) as WirePointList;
  const known = new Set(points.map(({ meter }) => meter?.serial));
  const serials = new Map(frames.map(({ meter }) => [serialOf(meter), meter]));
  return new Map([...serials].filter(([serial]) => known.has(serial)).slice(0, POINTS));
}

/** Which meters are whose: as the office's own list of who reads what says it. */
async function metersOf(person: string): Promise<ReadonlySet<string>> {
  const cookie = await signInToDemo(server.url, "office");
  const headers = { cookie };
  const list = (await (await fetch(`${server.url}/api/v1/points`, { headers })).json()) as WirePointList;
  await office.getByText("Streets").click();
  const serialById = new Map(list.points.map(({ id, meter }) => [id, meter?.serial ?? ""]));
  const toggles = office.getByRole("button", { name: /^Points of/ });
  await toggles.first().waitFor();
  for (const toggle of await toggles.all()) await toggle.click();
  const points = office.locator(".round-point");
  await expect.poll(() => points.count()).toBe(POINTS);
  const rows = await points.evaluateAll((all) =>
    all.map((row) => [
      row.querySelector("a")?.getAttribute("href") ?? "",
      row.querySelector("td:last-child")?.textContent ?? "",
    ]),
  );
  const own = rows.filter(([, reader]) => reader === person);
  return new Set(
    own.map(([href = ""]) => serialById.get(decodeURIComponent(href.split("/").at(-1) ?? "")) ?? ""),
  );
}

/** What stands on the other phone's screen, code after code. */
async function watchCodes({ phone }: Car): Promise<readonly Squares[]> {
  const { page } = phone;
  await page.getByRole("button", { name: "Meet another car" }).click();
  const codes = new Map<string, Squares>();
  await page.locator(".handover-code path[d^='M']").waitFor({ state: "attached" });
  const total = Number(
    (await page.locator(".handover-code svg").getAttribute("aria-label"))?.split(" of ")[1],
  );
  while (codes.size < total) {
    const [path = "", box = ""] = await page
      .locator(".handover-code svg")
      .evaluate((svg) => [
        svg.querySelector("path")?.getAttribute("d") ?? "",
        svg.getAttribute("viewBox") ?? "",
      ]);
    const dark = new Set([...path.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${x} ${y}`));
    codes.set(path, { size: Number(box.split(" ")[2]), isDark: (x, y) => dark.has(`${x} ${y}`) });
    await pause(100);
  }
  await page.getByRole("button", { name: "Close" }).click();
  return [...codes.values()];
}

describe.skipIf(noBluetooth !== undefined)(`a round of ${POINTS} points${instead}`, () => {
  const cars: Car[] = [];
  const folder = mkdtempSync(join(tmpdir(), "rounds-camera-"));

  beforeAll(async () => {
    dataFolder = makeDataFolder();
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", `${TOWN.points}`, "--days", `${TOWN.days}`],
      readyWithinMs: 120_000,
    });
    way = await openCutLine(server.url);
    browser = await openBrowser();
    office = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await office.context().request.post(`${server.url}/api/v1/demo-session`, { data: { person: "office" } });
  }, 180_000);
  afterAll(async () => {
    for (const { phone, line, profile } of cars) {
      await phone.kill();
      await line.close();
      removeProfile(profile);
    }
    await browser.close();
    await way.close();
    await server.stop();
    removeDataFolder(dataFolder);
    rmSync(folder, { recursive: true, force: true });
  });

  it("is read by two phones without a server, through two reloads and five kills, and all of it arrives", async () => {
    const frames = hearTown(TOWN, 6);
    const meters = await chooseMeters(frames);
    expect(meters.size).toBe(POINTS);
    await makeRound([...meters.keys()]);
    const ofRikke = await metersOf("Rikke Reader");
    const framesOf = (isRikke: boolean): readonly StickFrame[] =>
      frames.filter(({ meter }) => {
        const serial = serialOf(meter);
        return meters.has(serial) && ofRikke.has(serial) === isRikke;
      });
    expect(ofRikke.size).toBeGreaterThan(POINTS / 4);

    const rikke = await openCar(
      noSerial === undefined ? await openSerialPhone(way.url) : await openBluetoothPhone(),
      "reader",
    );
    const otto = await openCar(await openBluetoothPhone(), "office");
    cars.push(rikke, otto);
    const work = { url: way.url, round: ROUND };
    await prepareCar(rikke, work);
    await prepareCar(otto, work);
    await expect.poll(() => left(rikke)).toBe(ofRikke.size);
    await expect.poll(() => left(otto)).toBe(POINTS - ofRikke.size);

    const { port } = new URL(server.url);
    way.cut();
    await server.stop();

    const own = framesOf(true);
    const [eighth, once] = [Math.ceil((own.length * 2) / 3 / 8), Math.ceil((own.length * 2) / 3)];
    const part = (n: number): readonly StickFrame[] =>
      own.slice(n * eighth, Math.min(once, (n + 1) * eighth));
    const ottoDrives = drive(otto, framesOf(false));
    await drive(rikke, part(0));
    await untilHearing(rikke);
    for (const n of [1, 2]) {
      await Promise.all([drive(rikke, part(n)), pause(150).then(() => rikke.phone.page.reload())]);
      await rikke.line.resume(rikke.phone);
      await untilHearing(rikke).catch(() => undefined);
    }
    for (const n of [3, 4, 5, 6]) {
      await untilReady(rikke);
      const driving = drive(rikke, part(n));
      await pause(200);
      await killCar(rikke, work);
      await driving;
    }
    await ottoDrives;
    await expect.poll(() => left(otto), { timeout: 60_000 }).toBe(0);

    // The fifth kill: this time the phone comes back with a camera, and before it is what Otto's phone shows.
    const video = join(folder, "otto.y4m");
    writeQrVideo(video, await watchCodes(otto));
    await untilReady(rikke);
    const driving = drive(rikke, part(7));
    await pause(200);
    await killCar(rikke, work, [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${video}`,
    ]);
    await driving;
    await untilReady(rikke);
    await drive(rikke, own.slice(once));
    await untilHearing(rikke);
    await expect.poll(() => left(rikke), { timeout: 60_000 }).toBe(0);

    await rikke.phone.page.getByText("The whole round").click();
    await expect.poll(() => left(rikke)).toBe(POINTS - ofRikke.size);
    await rikke.phone.page.getByRole("button", { name: "Meet another car" }).click();
    await rikke.phone.page.getByText("Scan", { exact: true }).click();
    await rikke.phone.page
      .getByText(`Received: ${POINTS - ofRikke.size} points more are read`)
      .waitFor({ timeout: 60_000 });
    await rikke.phone.page.getByRole("button", { name: "Close" }).click();
    await expect.poll(() => left(rikke)).toBe(0);
    await rikke.phone.page.getByText(/Offline since/).waitFor({ timeout: 60_000 });

    const journals = [await readJournal(rikke.phone), await readJournal(otto.phone)] as const;
    const kept = journals.map((journal) => new Map(journal.frames.map(({ hex, atMs }) => [hex, atMs])));
    const [keptByRikke = new Map<string, number>(), keptByOtto = new Map<string, number>()] = kept;
    expect(journals.map(({ frames: all }) => all.length)).toEqual(kept.map(({ size }) => size));
    const missing = missingSpans(rikke.log, keptByRikke);
    expect(missing).toEqual(announcedSpans(journals[0], missing));
    expect(missing.length).toBeGreaterThan(0);
    expect(keptByRikke.size).toBeGreaterThan(rikke.log.length / 3);
    expect(new Set(keptByOtto.keys())).toEqual(new Set(otto.log.map(({ hex }) => hex)));

    server = await runServer({ dataFolder, args: ["--utility", "demo", "--port", port] });
    way.mend();
    for (const car of cars) await sendReceive(car);
    await office.getByText(`${POINTS} of ${POINTS} read`).waitFor({ timeout: 60_000 });
    for (const { phone } of cars) await phone.kill();
    await server.stop();
    const atServer = new Set((await journalFromPhones(dataFolder)).map(({ hex }) => hex));
    expect([...atServer].sort()).toEqual([...new Set([...keptByRikke.keys(), ...keptByOtto.keys()])].sort());
  }, 400_000);
});
