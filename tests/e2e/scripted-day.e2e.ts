import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePoint, WirePointDetail, WirePointList, WireTelegramView } from "../../shared/model/wire.ts";
import type { WireOrder } from "../../shared/model/wire-orders.ts";
import type { WireRoundHead, WireRounds } from "../../shared/model/wire-rounds.ts";
import { OpticalHead } from "../../shared/simulator/optical-head.ts";
import { OpticalMeter } from "../../shared/simulator/optical-meter.ts";
import { type CutLine, openCutLine } from "../support/cut-line.ts";
import { fetchAnew, signInToDemo } from "../support/demo-sign-in.ts";
import { putHeadOn } from "../support/head-line.ts";
import { hearTown, type StickFrame } from "../support/heard-town.ts";
import { removeProfile } from "../support/phone-browser.ts";
import { announcedSpans, missingSpans, readJournal, readRows } from "../support/phone-journal.ts";
import { serialPhone, whyNoSerial } from "../support/phone-lines.ts";
import {
  type Car,
  drive,
  journalFromPhones,
  killCar,
  leftOn,
  openCar,
  prepareCar,
  sendReceive,
  serialOf,
  untilHearing,
} from "../support/road-car.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";
import { NEW_METER, type Scripted, STRANGER, scriptCauses } from "../support/scripted-causes.ts";
import { openSerialLine, type SerialLine } from "../support/serial-line.ts";

/**
 * A whole day by a script: 500 meters, of which eight are not read, each for a reason of its own; an
 * optical head that is pulled in the middle of 460 days; a server that is away; and a browser that is
 * killed at every turn. At the end nothing is missing that was not announced, nothing is there twice, and
 * the office has what the phone has.
 */
const TOWN = { points: 560, days: 1 };
const POINTS = 500;
const ROUND = "The scripted day";
const EARLIER = "Last week";
const HOUR_MS = 3_600_000;
const KILLS = 20;
const ORDER = "order-of-the-day";
/** Telegrams at the end, the last of every meter, through which nobody kills anything. */
const LAST = 495;
const why = whyNoSerial();

const LABELS: Readonly<Record<Scripted["cause"], string>> = {
  "never-heard": "Never heard",
  "no-key": "No key",
  "wrong-key": "Wrong key",
  damaged: "Damaged on the air",
  "compact-only": "Compact frames only",
  asleep: "Asleep now",
  "other-meter": "Exchanged?",
  unsupported: "Not supported",
};

type HeadRow = { readonly clock: string };
type StoredRead = {
  readonly roundId: string;
  readonly pointId: string;
  readonly atMs: number;
  readonly value: { readonly value: string; readonly unit: string };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const hashOf = (hex: string): string => createHash("sha256").update(hex, "hex").digest("hex");

describe.skipIf(why !== undefined)(`a day of ${POINTS} meters${why ? ` (skipped: ${why})` : ""}`, () => {
  const dataFolder = makeDataFolder();
  let server: RunningServer;
  let port = "";
  let way: CutLine;
  let line: SerialLine;
  let car: Car;
  let cookie = "";
  let points: readonly WirePoint[] = [];
  let frames: readonly StickFrame[] = [];
  let script: readonly Scripted[] = [];
  let round: WireRoundHead;
  let kills = 0;
  let onPhone: readonly string[] = [];
  const exchanged: { point: WirePoint; newSerial: string; value: string }[] = [];
  let signedIn: Car["cookies"] = [];

  const office = async <T>(path: string, body?: object): Promise<T> => {
    const headers = { cookie, "content-type": "application/json" };
    const init = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
    const answer = await fetchAnew(`${server.url}${path}`, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const press = (name: string) => car.phone.page.getByRole("button", { name, exact: true }).click();
  const sees = (text: string) => car.phone.page.getByText(text).first().waitFor({ timeout: 60_000 });

  /** Another kill, at a page that is not the round's. */
  async function restartAt(url: string): Promise<void> {
    kills += 1;
    await car.phone.kill();
    car.phone = await car.line.start({ profile: car.profile });
    await car.phone.page.goto(url);
  }
  const framesOf = (serial: string): readonly StickFrame[] =>
    frames.filter(({ meter }) => serialOf(meter) === serial);
  const of = (cause: Scripted["cause"]): Scripted => {
    const found = script.find((one) => one.cause === cause);
    if (!found) throw new Error(cause);
    return found;
  };
  const standAt = ({ lat: latitude = 0, lon: longitude = 0 }: Pick<WirePoint, "lat" | "lon">) =>
    car.phone.context.setGeolocation({ latitude, longitude });
  const work = () => ({ url: way.url, round: ROUND });

  async function kill(): Promise<void> {
    kills += 1;
    await killCar(car, work());
  }

  /** The receiver is heard in the past: as on the drives of the two days before. */
  async function hearAsleep(): Promise<void> {
    const [first, second] = [48, 24].map((hours) => Date.now() - (hours - 3) * HOUR_MS);
    const { frames: own } = of("asleep");
    const times = [first, second].flatMap((fromMs) =>
      [0, 1, 2, 3, 4, 5].map((n) => (fromMs ?? 0) + n * HOUR_MS),
    );
    for (const [n, atMs] of times.entries()) {
      const frame = own[n % own.length];
      if (!frame) throw new Error("the sleeping meter says nothing");
      await car.phone.page.evaluate((ms) => {
        Date.now = () => ms;
      }, atMs);
      await drive(car, [frame]);
      await pause(60);
    }
  }

  beforeAll(async () => {
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", `${TOWN.points}`, "--days", `${TOWN.days}`, "--rate", "1"],
      readyWithinMs: 120_000,
    });
    port = new URL(server.url).port;
    way = await openCutLine(server.url);
    frames = hearTown(TOWN, 12);
    cookie = await signInToDemo(server.url, "office");
    ({ points } = await office<WirePointList>("/api/v1/points"));
    const heard = points.filter(({ meter }) => meter && framesOf(meter.serial).length >= 3).slice(0, POINTS);
    expect(heard.length).toBe(POINTS);
    script = scriptCauses(heard, framesOf);
    const newer = of("no-key").point;
    await office("/api/v1/visits", {
      id: "exchange-without-key",
      pointId: newer.id,
      meter: newer.meter?.key,
      atMs: Date.now() - 600_000,
      outcome: "exchanged",
      values: [{ register: "E1", value: "99999999", unit: "kWh" }],
      exchange: {
        meter: `KAM-${NEW_METER}-34-04`,
        type: "MULTICAL 403",
        startValues: [{ register: "E1", value: "0", unit: "kWh" }],
      },
      doubts: [],
      note: "",
    });
    round = await office<WireRoundHead>("/api/v1/rounds", {
      name: ROUND,
      pointIds: heard.map(({ id }) => id),
    });
    const wish = { kind: "clock", time: "standard" };
    await office("/api/v1/orders", { orders: [{ id: ORDER, pointId: heard[0]?.id, wish }] });
    const others = points.filter(({ id }) => !heard.some((point) => point.id === id));
    await office("/api/v1/rounds", { name: EARLIER, pointIds: others.slice(0, 5).map(({ id }) => id) });
    points = heard;
    line = await openSerialLine(way.url);
    const phoneLine = serialPhone(line);
    car = await openCar(
      {
        ...phoneLine,
        start: async (options) => {
          const phone = await phoneLine.start(options);
          await phone.context.grantPermissions(["geolocation"]);
          // The depot, a kilometre from the first house.
          const { lat = 0, lon = 0 } = points[0] ?? {};
          await phone.context.setGeolocation({ latitude: lat - 0.009, longitude: lon });
          // A browser killed within half a minute of signing in has not written its cookies yet.
          await phone.context.addCookies(signedIn);
          return phone;
        },
      },
      "reader",
    );
  }, 240_000);
  afterAll(async () => {
    await car?.phone.kill();
    await line?.close();
    await way?.close();
    await server?.stop();
    if (car) removeProfile(car.profile);
    removeDataFolder(dataFolder);
  });

  it("remembers of the days before who sends by day only", async () => {
    await prepareCar(car, { url: way.url, round: EARLIER });
    signedIn = car.cookies;
    await hearAsleep();
    await car.phone.page.getByRole("button", { name: "Hold", exact: true }).click();
    await car.phone.page.getByText("Not connected").waitFor();
    await kill();
    await car.line.connect(car.phone);
    await car.phone.page.getByText("Connected, nothing heard yet").waitFor();
    expect(await leftOn(car)).toBe(POINTS);
  }, 120_000);

  it("hears of the eight what there is to hear of them, without a server", async () => {
    way.cut();
    await server.stop();
    for (const { cause, point, frames: own } of script) {
      if (cause === "asleep") continue;
      if (cause === "other-meter") {
        await standAt(point);
        const row = car.phone.page.locator(".field-row").filter({ hasText: point.address });
        await row.filter({ hasText: "0 m" }).first().waitFor({ timeout: 30_000 });
      }
      await drive(car, own);
      await pause(100);
    }
    const told = script.filter(({ cause }) => cause !== "asleep").flatMap((one) => one.frames);
    const kept = async () => (await readJournal(car.phone)).frames.map(({ hex }) => hex);
    await expect.poll(kept).toEqual(expect.arrayContaining(told.map(({ hex }) => hex)));
  }, 120_000);

  /** What the car drives past: every meter of the round but those with a part of their own. */
  const passed = (): readonly StickFrame[] => {
    const apart = [...script, ...exchanged].map(({ point }) => point.id);
    const own = new Set([...apart, headPoint().id]);
    const meters = points.flatMap(({ id, meter }) => (meter && !own.has(id) ? [framesOf(meter.serial)] : []));
    // The last of each is a full one.
    return [3, 2, 1].flatMap((back) => meters.flatMap((all) => all.at(-back) ?? []));
  };
  const headPoint = (): WirePoint => {
    const scripted = new Set(script.map(({ point }) => point.id));
    const found = points.find(({ id, medium, meter }) => medium === "heat" && meter && !scripted.has(id));
    if (!found) throw new Error("no heat meter is left");
    return found;
  };

  it("loses nothing of a drive through eight kills that it does not announce", async () => {
    const all = passed();
    for (let n = 0; n < 8; n++) {
      const driving = drive(car, all.slice(n * 50, (n + 1) * 50));
      await pause(150);
      await kill();
      await driving;
    }
    await untilHearing(car);
  }, 180_000);

  it("reads 460 days at a door whose head is pulled, and whose browser is killed", async () => {
    const point = headPoint();
    // Denmark's standard time, in which meters count.
    const clockMs = (): number => Date.now() + HOUR_MS;
    const meter = new OpticalMeter({ serial: Number(point.meter?.serial), clockMs, info: 0 });
    const door = `${way.url}/read/${round.id}/door/${point.id}`;
    const rows = async (): Promise<number> => (await readRows(car.phone, "rounds-head", "rows")).length;
    await press("Hold");
    await sees("Not connected");
    const head = new OpticalHead(meter);
    const takeOff = putHeadOn(line, head);
    await car.phone.page.goto(door);
    await press("Cable");
    await expect.poll(rows, { timeout: 30_000 }).toBeGreaterThan(100);
    head.place(undefined);
    await sees("What is read so far is kept");
    const before = await rows();
    expect(before).toBeLessThan(460);
    head.place(meter);
    await press("Go on with the head");
    await expect.poll(rows, { timeout: 30_000 }).toBeGreaterThan(before + 50);
    await restartAt(door);
    await press("Cable");
    await sees("Kept on this phone");
    await restartAt(door);
    await sees("The meter says");
    const kept = await readRows<HeadRow>(car.phone, "rounds-head", "rows");
    expect(kept.length).toBe(460);
    expect(new Set(kept.map(({ clock }) => clock)).size).toBe(460);
    takeOff();
    await car.phone.page.goto(`${way.url}/read/${round.id}`);
    await car.line.connect(car.phone);
    await sees("Connected, nothing heard yet");
  }, 180_000);

  it("exchanges two meters at their doors, without a server, with a kill behind each", async () => {
    const reads = await readRows<StoredRead>(car.phone, "rounds-field", "reads");
    const heard = new Map(reads.filter(({ roundId }) => roundId === round.id).map((r) => [r.pointId, r]));
    const water = points.filter(({ id, medium }) => medium === "water" && heard.has(id)).slice(0, 2);
    for (const [n, point] of water.entries()) {
      const newSerial = `9900010${n}`;
      await exchangeAt(point, newSerial);
      exchanged.push({ point, newSerial, value: heard.get(point.id)?.value.value ?? "" });
    }
    expect(exchanged.length).toBe(2);
    await car.phone.page.goto(`${way.url}/read/${round.id}`);
    await sees("Connected, nothing heard yet");
  }, 120_000);

  /** The old meter's last value is what it sent; the new one is none the office has told of. */
  async function exchangeAt(point: WirePoint, newSerial: string): Promise<void> {
    const at = `${way.url}/read/${round.id}/exchange/${point.id}`;
    const number = () => car.phone.page.getByRole("textbox", { name: "Meter number" });
    await car.phone.page.goto(at);
    await number().fill(point.meter?.serial ?? "");
    await press("Next");
    await car.phone.page.getByRole("button", { name: /^Take what it sent at/ }).click();
    await press("Next");
    await number().fill(newSerial);
    await car.phone.page.getByLabel("The number is on the label: go on").check();
    await press("Next");
    await press("All of them show 0");
    await press("Keep the exchange");
    await sees("Meter exchanged");
    await restartAt(at);
    await sees("Meter exchanged");
  }

  it("sends by itself through nine kills once the server is there", async () => {
    server = await runServer({ dataFolder, args: ["--utility", "demo", "--port", port] });
    way.mend();
    const all = passed();
    for (let n = 8; n < 16; n++) {
      const driving = drive(car, all.slice(n * 50, (n + 1) * 50));
      await pause(250);
      await kill();
      await driving;
    }
    await untilHearing(car);
    await car.phone.page.getByRole("button", { name: "Send/Receive" }).click();
    await pause(60);
    await kill();
    // What became of the order at its meter, said twice as by a phone that lost the first answer.
    for (const isNew of [true, false]) expect(await tellOrder()).toEqual({ isNew });
    await drive(car, all.slice(16 * 50, -LAST));
    way.cut();
    await drive(car, all.slice(-LAST));
    await expect.poll(() => leftOn(car), { timeout: 60_000 }).toBe(script.length);
    expect(kills).toBeGreaterThanOrEqual(KILLS);
  }, 240_000);

  const tellOrder = (): Promise<unknown> =>
    car.phone.page.evaluate(
      async ([id, atMs]) => {
        const event = { id: `done-${id}`, kind: "done", reason: "", found: [["clock", "right"]], atMs };
        const headers = { "content-type": "application/json" };
        const init = { method: "POST", headers, body: JSON.stringify(event) };
        return (await fetch(`/api/v1/orders/${id}/events`, init)).json();
      },
      [ORDER, Date.now()] as const,
    );

  it("says of eight meters why they are not read, each as it is", async () => {
    const { page } = car.phone;
    const said: Record<string, string> = {};
    for (const { cause, point } of script) {
      const serial = cause === "no-key" ? NEW_METER : (point.meter?.serial ?? "");
      await page.locator(".field-row").filter({ hasText: serial }).getByRole("button").click();
      said[cause] = (await page.locator("dialog[open] .why-mark").textContent()) ?? "";
      if (cause === "other-meter") await page.locator("dialog[open]").getByText(STRANGER).waitFor();
      await page.locator("dialog[open]").getByRole("button", { name: "Close" }).click();
    }
    expect(said).toEqual(LABELS);
  }, 60_000);

  it("has on the phone what the receiver said, less what it announced, and nothing twice", async () => {
    const journal = await readJournal(car.phone);
    const radio = journal.frames.filter(({ link }) => link === "wmbus");
    const kept = new Map(radio.map(({ hex, atMs }) => [hex, atMs]));
    expect(radio.length).toBe(kept.size);
    const asleep = new Set(of("asleep").frames.map(({ hex }) => hex));
    const today = car.log.filter(({ hex }) => !asleep.has(hex));
    const missing = missingSpans(today, kept);
    expect(missing.length).toBeGreaterThan(0);
    expect(missing).toEqual(announcedSpans(journal, missing));
    expect(kept.size).toBeGreaterThan(today.length / 2);
    onPhone = journal.frames.map(({ hex }) => hashOf(hex));
  });

  it("has in the office what the phone has", async () => {
    const reads = await readRows<StoredRead>(car.phone, "rounds-field", "reads");
    way.mend();
    await sendReceive(car);
    const { rounds } = await office<WireRounds>("/api/v1/rounds");
    const read = POINTS - script.length;
    expect(rounds.find(({ id }) => id === round.id)).toMatchObject({ points: POINTS, read });
    const { orders } = await office<{ orders: readonly WireOrder[] }>("/api/v1/orders");
    expect(orders.map(({ id, state, events }) => [id, state, events.length])).toEqual([[ORDER, "done", 1]]);
    for (const { point, newSerial, value } of exchanged) {
      const { segments } = await office<WirePointDetail>(`/api/v1/points/${point.id}`);
      const [old, next] = segments.slice(-2);
      expect(old?.endValues).toMatchObject([{ register: "V1", value }]);
      expect([next?.meterKey, next?.startValues]).toMatchObject([
        expect.stringContaining(newSerial),
        [{ register: "V1", value: "0" }],
      ]);
      const { visits } = await office<{ visits: readonly unknown[] }>(`/api/v1/points/${point.id}/visits`);
      expect(visits.length).toBe(1);
    }
    await car.phone.kill();
    await server.stop();
    const atServer = await journalFromPhones(dataFolder);
    const hashes = atServer.map(({ hex }) => hashOf(hex));
    expect(new Set(hashes).size).toBe(hashes.length);
    const asleep = of("asleep").frames.map(({ hex }) => hashOf(hex));
    expect(new Set(hashes)).toEqual(new Set([...onPhone, ...asleep]));

    server = await runServer({ dataFolder, args: ["--utility", "demo", "--port", port] });
    const byPoint = new Map(points.map((point) => [point.id, point]));
    for (const { roundId, pointId, atMs, value } of reads) {
      if (roundId !== round.id || pointId === headPoint().id) continue;
      const serial = byPoint.get(pointId)?.meter?.serial ?? "";
      const entry = atServer.find(
        ({ hex, rxAtMs }) => rxAtMs === atMs && serialOf(hex.slice(4, 16)) === serial,
      );
      const view = await office<WireTelegramView>(`/api/v1/telegrams/${entry?.seq}`);
      expect(view.decoded?.records).toContainEqual(expect.objectContaining(value));
    }
  }, 120_000);
});
