import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptPoints } from "../../server/sync/adopt-points.ts";
import type { OrderWish } from "../../shared/model/order.ts";
import type { WireReadings } from "../../shared/model/wire.ts";
import type { WireOrder } from "../../shared/model/wire-orders.ts";
import type { WireRoundHead } from "../../shared/model/wire-rounds.ts";
import { MeterSettings } from "../../shared/simulator/meter-settings.ts";
import { HEAD_BYTE_MS, OpticalHead } from "../../shared/simulator/optical-head.ts";
import { OpticalMeter } from "../../shared/simulator/optical-meter.ts";
import { addPerson, addPoint, MASTER_KEY, openPeopleServer, PASSWORD } from "../support/people-server.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { freePort, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";
import { openSerialLine, type SerialLine, whyNoSerialLine } from "../support/serial-line.ts";

/** Orders of the office carried out under an optical head, by a phone that has no server meanwhile. */
const PASSPHRASE = "four words on a dashboard";
const FASTER = 20;
const why = whyNoSerialLine();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const ORDERS: readonly (readonly [id: string, pointId: string, wish: OrderWish])[] = [
  ["order-interval", "p1", { kind: "logging-interval", minutes: 15 }],
  ["order-radio", "p1", { kind: "radio-content", content: "billing", intervalS: 16 }],
  ["order-days", "p1", { kind: "log-reading", log: "day", rows: 30 }],
  ["order-clock", "p2", { kind: "clock", time: "standard" }],
  ["order-tariff", "p2", { kind: "tariff", tariff: "power", limit2: "10", limit3: "20" }],
  ["order-spent", "p3", { kind: "tariff", tariff: "none" }],
];

describe.skipIf(why !== undefined)(`orders at the door${why ? ` (skipped: ${why})` : ""}`, () => {
  const profile = makeProfile();
  let dataFolder = "";
  let port = 0;
  let server: RunningServer;
  let line: SerialLine;
  let phone: Phone;
  let round: WireRoundHead;
  let heardBytes = 0;
  let isServing = true;
  const head = new OpticalHead(undefined);
  /** Two hours behind Denmark's standard time. */
  const slowClockMs = (): number => Date.now() + 3_600_000 - 2 * 3_600_000;
  const meterOf = (serial: number, used?: number): OpticalMeter =>
    new OpticalMeter({
      serial,
      clockMs: slowClockMs,
      info: 0,
      ...(used === undefined ? {} : { settings: new MeterSettings({ used, most: 25 }) }),
    });
  const meters = { p1: meterOf(60_000_001, 18), p2: meterOf(60_000_002), p3: meterOf(60_000_003, 24) };

  async function serveHead(): Promise<void> {
    while (isServing) {
      const bytes = Uint8Array.from(line.written.slice(heardBytes));
      heardBytes += bytes.length;
      for (const sound of bytes.length > 0 ? head.take(bytes) : []) {
        await pause(sound.afterMs / FASTER);
        for (let at = 0; at < sound.bytes.length; at += 32) {
          const piece = sound.bytes.subarray(at, at + 32);
          await pause((piece.length * HEAD_BYTE_MS) / FASTER);
          line.send(piece);
        }
      }
      await pause(2);
    }
  }

  const page = (): Page => phone.page;
  const origin = (): string => `http://localhost:${port}`;
  const press = (name: string | RegExp) => page().getByRole("button", { name }).click();
  const sees = (text: string | RegExp) => page().getByText(text).first().waitFor();
  const choosesOrder = (name: string | RegExp) => page().getByRole("radio", { name }).check();
  const startsServer = async (): Promise<void> => {
    server = await runServer({
      dataFolder,
      args: ["--utility", "town", "--port", `${port}`],
      env: { ROUNDS_MASTER_KEY: Buffer.from(MASTER_KEY).toString("hex") },
    });
  };
  const signsIn = () =>
    phone.context.request.post(`${origin()}/api/v1/session`, {
      data: { user: "reader", password: PASSWORD },
      headers: { "sec-fetch-site": "same-origin" },
      failOnStatusCode: true,
    });
  let cookie: string | undefined;
  const office = async <T>(path: string, body?: object): Promise<T> => {
    const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
    if (cookie === undefined) {
      const person = JSON.stringify({ user: "office", password: PASSWORD });
      const signedIn = await fetch(`${origin()}/api/v1/session`, { method: "POST", headers, body: person });
      const cookies = signedIn.headers.getSetCookie().map((one) => one.split(";")[0]);
      cookie = cookies.join("; ");
    }
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    const answer = await fetch(`${origin()}${path}`, { ...init, headers: { ...headers, cookie } });
    return (await answer.json()) as T;
  };
  const orderOf = async (id: string): Promise<WireOrder | undefined> =>
    (await office<{ orders: readonly WireOrder[] }>("/api/v1/orders")).orders.find((one) => one.id === id);

  beforeAll(async () => {
    const made = await openPeopleServer({ utilities: 1 });
    await addPerson(made, made.town, { user: "reader", role: "user", password: PASSWORD });
    await addPerson(made, made.town, { user: "office", role: "superuser", password: PASSWORD });
    for (const n of [1, 2, 3])
      await addPoint(made.town, {
        id: `p${n}`,
        area: "North",
        address: `Street ${n}`,
        serial: `6000000${n}`,
      });
    await adoptPoints(made.town.rooms, made.town.store.points);
    [dataFolder, port] = [await made.leave(), await freePort()];
    await startsServer();
    line = await openSerialLine(origin());
    void serveHead();
    round = await office<WireRoundHead>("/api/v1/rounds", { name: "Orders", pointIds: ["p1", "p2", "p3"] });
    await office("/api/v1/orders", {
      orders: ORDERS.map(([id, pointId, wish]) => ({ id, pointId, wish })),
    });
    phone = await startPhone({ browserPath: line.browserPath, profile, env: { TZ: "Europe/Copenhagen" } });
    await signsIn();
    await page().goto(`${origin()}/read`);
    await page().getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
    await press("Pair this phone");
    await page().getByText(round.name).click();
    await page().evaluate(() => navigator.serviceWorker.ready);
    await page().locator(".ring-left").getByText("3", { exact: true }).waitFor();
    await server.stop();
  }, 240_000);

  afterAll(async () => {
    isServing = false;
    await phone?.kill();
    await line?.close();
    await server?.stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  it("are listed in the round, and sent to no other meter than the one ordered", async () => {
    await page().locator(".segment").getByText("Orders", { exact: true }).click();
    await page().getByRole("button", { name: "Street 1" }).getByText("Carry out 3 orders").waitFor();
    await page().getByRole("button", { name: "Street 1" }).click();
    await choosesOrder(/A row every 15 min/);
    head.place(meters.p2);
    await press("Cable");
    await page().getByRole("alert").getByText("Not carried out").waitFor();
    await sees("Meter 60000002 answered. Move the head to meter 60000001.");
    // Another meter is no end of the order.
    await page()
      .getByRole("radio", { name: /A row every 15 min.*Open/ })
      .waitFor();
  }, 60_000);

  it("show what they would change and cost before a byte is written: 7 of 25 legal changes left", async () => {
    head.place(meters.p1);
    await press("Ask again");
    await sees("7 of 25 legal changes left. This takes one of them.");
    await sees("The meter's log starts anew with the new interval.");
    await sees("A simulated meter: no real one takes this order.");
    await sees("60000001, firmware F1");
    const axe = await new AxeBuilder({ page: page() }).analyze();
    expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    const small = await page().evaluate(() =>
      [...document.querySelectorAll(".road a, .road button, .road label:has(input)")]
        .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 48 || box.width < 48)
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
    await press("Carry it out");
    await page().getByRole("status").getByText("Carried out").waitFor();
    await sees(/Kept on this phone/);
    await page().getByRole("link", { name: "Orders (2)" }).waitFor();
  }, 60_000);

  it("go on with the next one, whose new radio format is read back", async () => {
    await choosesOrder(/Billing registers/);
    await press("Ask again");
    await sees("6 of 25 legal changes left. This takes one of them.");
    await sees(/The meter will send a new format/);
    await press("Carry it out");
    await page().getByRole("status").getByText("Carried out").waitFor();
    // Asked once more it is as ordered: nothing is sent, and nothing is spent.
    expect(
      meters.p1.answer({
        direction: "to-meter",
        address: 0x3f,
        cid: 0x10,
        data: Uint8Array.of(1, 0xf0, 0x00),
      }),
    ).toMatchObject({
      data: Uint8Array.of(0xf0, 0x00, 0x33, 4, 0, 0, 0, 0, 20),
    });
  }, 60_000);

  it("read a log as far back as was ordered", async () => {
    await choosesOrder(/Days: the newest 30 rows/);
    await press("Ask again");
    await sees("Takes no legal change.");
    await press("Carry it out");
    await page().getByRole("status").getByText("Carried out").waitFor();
    await sees("Rows read");
  }, 60_000);

  it("set a real meter's clock, and refuse what no verified command is known for", async () => {
    await page().goto(`${origin()}/read/${round.id}/orders/p2`);
    head.place(meters.p2);
    await choosesOrder(/Set the clock/);
    await press("Cable");
    await sees("Takes no legal change.");
    await press("Carry it out");
    await page().getByRole("status").getByText("Carried out").waitFor();
    // Denmark's standard time: an hour ahead of UTC.
    expect(Math.abs(meters.p2.clockMs() - (Date.now() + 3_600_000))).toBeLessThan(60_000);
    await choosesOrder(/Tariff: Power/);
    await press("Ask again");
    await sees("There is no verified command for this meter; nothing was sent.");
    await page().goto(`${origin()}/read/${round.id}/orders/p3`);
    head.place(meters.p3);
    await press("Cable");
    await sees("Only the last legal change is left; it stays in hand. Nothing was sent.");
    await sees("1 of 25 legal changes left");
  }, 90_000);

  it("are in the office after Send/Receive, with what the meter said and who was there", async () => {
    await startsServer();
    await signsIn();
    await page().goto(`${origin()}/read/${round.id}`);
    await press("Send/Receive");
    await page().getByRole("dialog", { name: "Summary" }).getByText("Last complete exchange").waitFor();
    const states = await Promise.all(ORDERS.map(async ([id]) => [id, (await orderOf(id))?.state]));
    expect(states).toEqual([
      ["order-interval", "done"],
      ["order-radio", "done"],
      ["order-days", "done"],
      ["order-clock", "done"],
      ["order-tariff", "refused"],
      ["order-spent", "refused"],
    ]);
    expect((await orderOf("order-radio"))?.events).toMatchObject([
      {
        by: "Name of reader",
        found: [
          ["content", "billing"],
          ["intervalS", "16"],
          ["before.content", "everything"],
          ["before.intervalS", "96"],
          ["firmware", "F1"],
        ],
      },
    ]);
    expect((await orderOf("order-spent"))?.events[0]?.reason).toBe("order.budget-spent");
    // The log that was ordered: thirty days, each once, beside the registers of that moment.
    await expect
      .poll(async () => {
        const { readings } = await office<WireReadings>("/api/v1/points/p1/readings?limit=500");
        return readings.filter(({ source }) => source === "optical").length;
      })
      .toBe(31);
    const desk = await phone.context.newPage();
    await desk.setViewportSize({ width: 1440, height: 900 });
    await desk.goto(`${origin()}/orders`);
    await desk.getByText("All", { exact: true }).click();
    await desk.getByRole("row", { name: /Billing registers, every 16 seconds.*Done.*Firmware/ }).waitFor();
    await desk.close();
  }, 90_000);
});
