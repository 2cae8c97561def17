import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointDetail, WireTelegramView } from "../../shared/model/wire.ts";
import type { WireOrder } from "../../shared/model/wire-orders.ts";
import type { WireRounds } from "../../shared/model/wire-rounds.ts";
import { OpticalHead } from "../../shared/simulator/optical-head.ts";
import { OpticalMeter } from "../../shared/simulator/optical-meter.ts";
import { LooseHead, putHeadOn } from "../support/head-line.ts";
import { type OfficeDesk, openOfficeDesk } from "../support/office-desk.ts";
import { announcedSpans, missingSpans, readJournal, readRows } from "../support/phone-journal.ts";
import { whyNoSerial } from "../support/phone-lines.ts";
import {
  drive,
  journalFromPhones,
  leftOn,
  prepareCar,
  sendReceive,
  serialOf,
  untilHearing,
  untilReady,
} from "../support/road-car.ts";
import { NEW_METER, type Scripted, STRANGER } from "../support/scripted-causes.ts";
import { EARLIER, POINTS, ScriptedDay, type StoredRead } from "../support/scripted-day.ts";

/**
 * A whole day by a script: 500 meters, of which eight are not read, each for a reason of its own; an
 * optical head that is pulled in the middle of 460 days; an order from a desk to a meter; a server that is
 * away; and a browser that is killed at every turn. At the end nothing is missing that was not announced,
 * nothing is there twice, and the office has what the phone has.
 */
const HOUR_MS = 3_600_000;
const KILLS = 20;
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

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const hashOf = (hex: string): string => createHash("sha256").update(hex, "hex").digest("hex");

describe.skipIf(why !== undefined)(`a day of ${POINTS} meters${why ? ` (skipped: ${why})` : ""}`, () => {
  const day = new ScriptedDay();
  let desk: OfficeDesk;
  let onPhone: readonly string[] = [];
  const page = () => day.car.phone.page;
  const headSerial = (): string => day.headPoint().meter?.serial ?? "";
  // Denmark's standard time, in which meters count; this one's clock is ten minutes slow.
  const slowClockMs = (): number => Date.now() + HOUR_MS - 600_000;

  beforeAll(async () => {
    await day.open();
    desk = await openOfficeDesk(day.server.url);
    await desk.orderClock(headSerial());
    await desk.page.goto("about:blank");
  }, 300_000);
  afterAll(async () => {
    await desk?.close();
    await day.close();
  });

  it("remembers of the days before who sends by day only", async () => {
    await prepareCar(day.car, { url: day.way.url, round: EARLIER });
    day.signedIn = day.car.cookies;
    await day.hearAsleep();
    await day.hold();
    await day.kill();
    await day.car.line.connect(day.car.phone);
    await day.sees("Connected, nothing heard yet");
    await expect.poll(() => leftOn(day.car), { timeout: 60_000 }).toBe(POINTS);
  }, 240_000);

  it("hears of the eight what there is to hear of them, without a server", async () => {
    day.way.cut();
    await day.server.stop();
    for (const { cause, point, frames } of day.script) {
      if (cause === "asleep") continue;
      if (cause === "other-meter") await day.standAt(point);
      await drive(day.car, frames);
      await pause(100);
    }
    const told = day.script.filter(({ cause }) => cause !== "asleep").flatMap((one) => one.frames);
    const kept = async () => (await readJournal(day.car.phone)).frames.map(({ hex }) => hex);
    await expect.poll(kept, { timeout: 60_000 }).toEqual(expect.arrayContaining(told.map(({ hex }) => hex)));
  }, 180_000);

  it("loses nothing of a drive through eight kills that it does not announce", async () => {
    const all = day.passed();
    for (let n = 0; n < 8; n++) {
      await untilReady(day.car);
      const driving = drive(day.car, all.slice(n * 50, (n + 1) * 50));
      await pause(150);
      await day.kill();
      await driving;
    }
    await untilHearing(day.car);
  }, 300_000);

  it("reads 460 days at a door whose head is pulled, and whose browser is killed", async () => {
    const meter = new OpticalMeter({ serial: Number(headSerial()), clockMs: slowClockMs, info: 0 });
    const door = `${day.way.url}/read/${day.round.id}/door/${day.headPoint().id}`;
    const rows = async (): Promise<number> => (await readRows(day.car.phone, "rounds-head", "rows")).length;
    await day.hold();
    const head = new OpticalHead(meter);
    const loose = new LooseHead(head);
    const takeOff = putHeadOn(day.line, loose);
    // Twelve bytes a row: some two hundred of them.
    loose.pullAfter(2_500);
    await page().goto(door);
    await day.press("Cable");
    await expect.poll(rows, { timeout: 60_000 }).toBeGreaterThan(100);
    await day.sees("What is read so far is kept");
    const before = await rows();
    expect(before).toBeLessThan(460);
    head.place(meter);
    // Once more, so that it is not through when it is killed.
    loose.pullAfter(1_500);
    await day.press("Go on with the head");
    await expect.poll(rows, { timeout: 60_000 }).toBeGreaterThan(before + 50);
    await day.restartAt(door);
    expect(await rows()).toBeLessThan(460);
    head.place(meter);
    await day.press("Cable");
    await day.sees("Kept on this phone");
    await day.restartAt(door);
    await day.sees("The meter says");
    const kept = await readRows<{ readonly clock: string }>(day.car.phone, "rounds-head", "rows");
    expect(kept.length).toBe(460);
    expect(new Set(kept.map(({ clock }) => clock)).size).toBe(460);
    takeOff();
  }, 300_000);

  it("carries out at that door what the office ordered, without a server, with a kill behind it", async () => {
    const meter = new OpticalMeter({ serial: Number(headSerial()), clockMs: slowClockMs, info: 0 });
    const takeOff = putHeadOn(day.line, new OpticalHead(meter));
    const orders = `${day.way.url}/read/${day.round.id}/orders/${day.headPoint().id}`;
    await page().goto(orders);
    await day.sees("Set the clock: ");
    await day.press("Cable");
    await day.sees("Takes no legal change.");
    await day.press("Carry it out");
    await page().getByRole("status").getByText("Carried out").waitFor({ timeout: 60_000 });
    // The standard time of the utility, in winter and in summer, wherever the phone believes it is.
    expect(Math.abs(meter.clockMs() - (Date.now() + HOUR_MS))).toBeLessThan(60_000);
    await day.restartAt(orders);
    await page()
      .getByRole("radio", { name: /Set the clock.*Done/ })
      .check({ timeout: 60_000 });
    await day.sees("Carried out");
    takeOff();
    await day.hearAgain();
  }, 180_000);

  it("exchanges two meters at their doors, without a server, with a kill behind each", async () => {
    const reads = await readRows<StoredRead>(day.car.phone, "rounds-field", "reads");
    const heard = new Map(reads.filter(({ roundId }) => roundId === day.round.id).map((r) => [r.pointId, r]));
    const water = day.points.filter(({ id, medium }) => medium === "water" && heard.has(id)).slice(0, 2);
    for (const [n, point] of water.entries()) {
      const newSerial = `9900010${n}`;
      await day.exchangeAt(point, newSerial);
      day.exchanged.push({ point, newSerial, value: heard.get(point.id)?.value.value ?? "" });
    }
    expect(day.exchanged.length).toBe(2);
    await page().goto(`${day.way.url}/read/${day.round.id}`);
    await day.sees("Connected, nothing heard yet");
  }, 240_000);

  it("sends by itself through nine kills once the server is there", async () => {
    await day.startServer();
    day.way.mend();
    const all = day.passed();
    for (let n = 8; n < 16; n++) {
      await untilReady(day.car);
      const driving = drive(day.car, all.slice(n * 50, (n + 1) * 50));
      await pause(250);
      await day.kill();
      await driving;
    }
    await untilHearing(day.car);
    await untilReady(day.car);
    await day.press("Send/Receive");
    await pause(60);
    await day.kill();
    await untilReady(day.car);
    await drive(day.car, all.slice(16 * 50, -LAST));
    day.way.cut();
    await drive(day.car, all.slice(-LAST));
    await expect.poll(() => leftOn(day.car), { timeout: 90_000 }).toBe(day.script.length);
    expect(day.kills).toBeGreaterThanOrEqual(KILLS);
  }, 400_000);

  it("says of eight meters why they are not read, each as it is", async () => {
    const said: Record<string, string> = {};
    for (const { cause, point } of day.script) {
      const serial = cause === "no-key" ? NEW_METER : (point.meter?.serial ?? "");
      await page().locator(".field-row").filter({ hasText: serial }).getByRole("button").click();
      said[cause] = (await page().locator("dialog[open] .why-mark").textContent()) ?? "";
      if (cause === "other-meter") await page().locator("dialog[open]").getByText(STRANGER).waitFor();
      await page().locator("dialog[open]").getByRole("button", { name: "Close" }).click();
    }
    expect(said).toEqual(LABELS);
  });

  it("has on the phone what the receiver said, less what it announced, and nothing twice", async () => {
    const journal = await readJournal(day.car.phone);
    const radio = journal.frames.filter(({ link }) => link === "wmbus");
    const kept = new Map(radio.map(({ hex, atMs }) => [hex, atMs]));
    expect(radio.length).toBe(kept.size);
    const asleep = new Set(day.of("asleep").frames.map(({ hex }) => hex));
    const today = day.car.log.filter(({ hex }) => !asleep.has(hex));
    const missing = missingSpans(today, kept);
    expect(missing.length).toBeGreaterThan(0);
    expect(missing).toEqual(announcedSpans(journal, missing));
    expect(kept.size).toBeGreaterThan(today.length / 2);
    onPhone = journal.frames.map(({ hex }) => hashOf(hex));
  });

  it("has in the office what the phone has: the round, the order, the exchanges and every telegram", async () => {
    const reads = await readRows<StoredRead>(day.car.phone, "rounds-field", "reads");
    day.way.mend();
    await sendReceive(day.car);
    const read = POINTS - day.script.length;
    // What was handed over is read once it is decoded.
    await expect
      .poll(async () =>
        (await day.office<WireRounds>("/api/v1/rounds")).rounds.find(({ id }) => id === day.round.id),
      )
      .toMatchObject({ points: POINTS, read });
    await desk.seesOrder(headSerial(), "Done");
    const { orders } = await day.office<{ orders: readonly WireOrder[] }>("/api/v1/orders");
    expect(orders.map(({ pointId, state, events }) => [pointId, state, events.length])).toEqual([
      [day.headPoint().id, "done", 1],
    ]);
    for (const { point, newSerial, value } of day.exchanged) {
      const { segments } = await day.office<WirePointDetail>(`/api/v1/points/${point.id}`);
      const [old, next] = segments.slice(-2);
      expect(old?.endValues).toMatchObject([{ register: "V1", value }]);
      expect([next?.meterKey, next?.startValues]).toMatchObject([
        expect.stringContaining(newSerial),
        [{ register: "V1", value: "0" }],
      ]);
      const { visits } = await day.office<{ visits: readonly unknown[] }>(
        `/api/v1/points/${point.id}/visits`,
      );
      expect(visits.length).toBe(1);
    }
    await day.car.phone.kill();
    await day.server.stop();
    const atServer = await journalFromPhones(day.dataFolder);
    const hashes = atServer.map(({ hex }) => hashOf(hex));
    expect(new Set(hashes).size).toBe(hashes.length);
    const asleep = day.of("asleep").frames.map(({ hex }) => hashOf(hex));
    expect(new Set(hashes)).toEqual(new Set([...onPhone, ...asleep]));

    await day.startServer();
    const byPoint = new Map(day.points.map((point) => [point.id, point]));
    for (const { roundId, pointId, atMs, value } of reads) {
      if (roundId !== day.round.id || pointId === day.headPoint().id) continue;
      const serial = byPoint.get(pointId)?.meter?.serial ?? "";
      const entry = atServer.find(
        ({ hex, rxAtMs }) => rxAtMs === atMs && serialOf(hex.slice(4, 16)) === serial,
      );
      const view = await day.office<WireTelegramView>(`/api/v1/telegrams/${entry?.seq}`);
      expect(view.decoded?.records).toContainEqual(expect.objectContaining(value));
    }
  }, 240_000);
});
