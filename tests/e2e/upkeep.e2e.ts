import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MeteringPoint } from "../../server/ports.ts";
import { seedTown } from "../../server/simulation/seed-town.ts";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import { type MeterKey, meterKeyOf } from "../../shared/model/meter-id.ts";
import { historySpan } from "../../shared/simulator/town-snapshot.ts";
import { openBrowser } from "../support/open-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/** What an administrator does with old readings: removed points seen, held and erased, telegrams read anew and stopped. */
const MASTER_KEY = Uint8Array.from(Buffer.from(`${"00".repeat(31)}01`, "hex"));
const HOUR_MS = 3_600_000;
const MAY = Date.UTC(2026, 4, 1);
/** Enough that reading all of them anew takes longer than a person needs to stop it. */
const TOWN = 1_500;
/** Hourly readings of each removed point. */
const HOURS = 30;
const NOTHING = { writes: [], points: [], values: [], conflicts: [], imported: [], notes: [] };

const dataFolder = makeDataFolder();
let server: RunningServer;
let browser: Browser;
let page: Page;
let standing: MeterKey;

beforeAll(async () => {
  const opened = await openUtilityStore({ dataFolder, utility: "utility", masterKey: MASTER_KEY });
  if (!opened.ok) throw new Error(opened.error.kind);
  const store = opened.value;
  await seedTown(store, { town: { seed: 1, points: TOWN, ...historySpan(Date.now(), 1) } });
  const [segment] = await store.points.segments();
  if (!segment) throw new Error("no meter");
  standing = segment.meter;
  for (const n of [1, 2, 3]) await addRemoved(store, n);
  await store.close();
  server = await runServer({ dataFolder, env: { ROUNDS_ACCESS: "open" }, readyWithinMs: 170_000 });
  browser = await openBrowser();
  page = await (await browser.newContext({ locale: "en-GB", reducedMotion: "reduce" })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  removeDataFolder(dataFolder);
});

type Store = Extract<Awaited<ReturnType<typeof openUtilityStore>>, { ok: true }>["value"];

/** A point with readings that was taken away yesterday; the third was under a legal hold then. */
async function addRemoved(store: Store, n: number): Promise<void> {
  const id = `gone-${n}`;
  const meter = meterKeyOf({ manufacturer: "KAM", id: `7000000${n}`, version: 0x34, deviceType: 0x04 });
  const point: MeteringPoint = {
    ...{ id, number: `G-${n}`, address: `Engvej ${n}`, postalCode: "5000", city: "Engby", area: "North" },
    ...{ medium: "heat", intervalMinutes: 60, customerNumber: "1", customerName: "A. Jensen" },
  };
  const segment = {
    ...{ pointId: id, meter, type: "MULTICAL 403", mountedAtMs: 0, startValues: [], endValues: [] },
  };
  await store.points.save([point], [segment]);
  const readings = Array.from({ length: HOURS }, (_, hour) => ({
    ...({
      meter,
      atMs: MAY + hour * HOUR_MS,
      status: [],
      marks: [],
      source: "radio",
      receiver: "mast",
    } as const),
    values: [{ register: "E1" as const, unit: "kWh" as const, value: { digits: hour, exponent: 0 } }],
  }));
  await store.readings.importMonths(toMonthColumns(readings));
  const atMs = Date.now() - 24 * HOUR_MS;
  const note = { atMs, event: "hold.placed", by: { name: "Ada", address: "", computer: "" } };
  if (n === 3) await store.retention.hold({ id: "h", pointId: id, reason: "Dispute", by: "Ada", atMs }, note);
  await store.rooms.commit({
    ...NOTHING,
    gonePoints: [{ room: "utility/North/points/1", pointId: id, atMs }],
  });
}

const violations = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);
const removed = () => page.getByRole("region", { name: "Removed metering points" });
const rowOf = (number: string) => removed().locator(".account-session").filter({ hasText: number });
const button = (name: string | RegExp) => page.getByRole("button", { name });

describe("readings of removed points, in Administration › Retention", () => {
  it("say that they could not be loaded, and load when asked again", async () => {
    await page.route("**/api/v1/removed-points", (route) => route.abort());
    await page.goto(`${server.url}/admin/retention`);
    await removed().getByText("This could not be loaded").waitFor();
    await page.unroute("**/api/v1/removed-points");
    await removed().getByRole("button", { name: "Try again" }).click();
    await rowOf("G-1").waitFor();
  });

  it("are listed with what becomes of them; a held point's cannot be erased until it is released", async () => {
    await rowOf("G-1").getByText("readings stay: retention is off").waitFor();
    await rowOf("G-3").getByText("readings stay: legal hold").waitFor();
    expect(await rowOf("G-3").getByRole("button").count()).toBe(0);
    expect(await violations()).toEqual([]);
    await button("Release").click();
    await page.getByText("No metering point is held.").waitFor();
    await rowOf("G-3").getByRole("button", { name: "Erase now …" }).waitFor();
  });

  it("can be held now, by the number of the point that is gone; another number is refused beside the form", async () => {
    await page.getByLabel("Number of the metering point").fill("G-9");
    await page.getByLabel("Reason").fill("Dispute");
    await button("Hold").click();
    await page.getByText("There is no metering point with this number").waitFor();
    await page.getByLabel("Number of the metering point").fill("G-1");
    await button("Hold").click();
    await rowOf("G-1").getByText("readings stay: legal hold").waitFor();
    await button("Release").click();
    await rowOf("G-1").getByRole("button", { name: "Erase now …" }).waitFor();
  });

  it("go after the days of a rule that was looked at and switched on, and stay when it is switched off", async () => {
    const days = page.getByLabel("Days that readings of removed points are kept");
    await days.fill("none");
    await button("See what would go").click();
    await page.getByText("days of telegrams from 7 and of removed points from 1 to 3,650.").waitFor();
    await days.fill("30");
    await button("See what would go").click();
    await page.getByText(/^[\d,]+ readings would be deleted, 0 of removed points erased/).waitFor();
    await button("Switch on with these numbers").click();
    await page.getByText("Retention is on.").waitFor();
    await rowOf("G-2")
      .getByText(/^readings are erased after /)
      .waitFor();
    await button("Switch off").click();
    await rowOf("G-2").getByText("readings stay: retention is off").waitFor();
  });

  it("are erased after a look, one point's or all, and then nothing is listed", async () => {
    await rowOf("G-2").getByRole("button", { name: "Erase now …" }).click();
    await removed().getByText(`G-2: ${HOURS} readings would be erased and cannot be brought back.`).waitFor();
    await button("Keep").click();
    await rowOf("G-2").getByRole("button", { name: "Erase now …" }).click();
    await button("Erase for good").click();
    await removed().getByText(`${HOURS} readings were erased.`).waitFor();
    await rowOf("G-2").waitFor({ state: "detached" });
    await button("Erase all 2 now …").click();
    await removed()
      .getByText(`G-1, G-3: ${2 * HOURS} readings would be erased`)
      .waitFor();
    await button("Erase for good").click();
    await removed().getByText("No readings of removed metering points are kept.").waitFor();
    expect(await violations()).toEqual([]);
  });
});

describe("telegrams that are read anew, in Administration › Read anew", () => {
  const what = () => page.getByLabel("Meter type, or one meter's key");

  it("say that it could not be loaded, and refuse what is no meter with what to do", async () => {
    await page.route("**/api/v1/redecoding", (route) => route.abort());
    await page.goto(`${server.url}/admin/redecoding`);
    await page.getByText("This could not be loaded").waitFor();
    await page.unroute("**/api/v1/redecoding");
    await button("Try again").click();
    await what().fill("MULTICAL 403");
    await page.getByLabel("From", { exact: true }).fill("2026-05-02");
    await page.getByLabel("To, that day included").fill("2026-05-01");
    await button("See what would be read").click();
    await page.getByText("a first day that is not after the last").waitFor();
    await page.getByLabel("To, that day included").fill("2026-05-02");
    await button("See what would be read").click();
    await page.getByText(/[\d,]+ meters would be read anew\./).waitFor();
    await page.getByLabel("From", { exact: true }).fill("");
    await page.getByLabel("To, that day included").fill("");
    await what().fill("Sundial");
    await button("See what would be read").click();
    await page.getByText("No such meter hangs or hung at your points.").waitFor();
    expect(await violations()).toEqual([]);
  });

  it("say how far the server is with old ones, which it looks through by itself", async () => {
    const lookingBack = { looked: 216_000, of: 864_000 };
    await page.route("**/api/v1/redecoding", (route) => route.fulfill({ json: { lookingBack } }));
    await page.goto(`${server.url}/admin/redecoding`);
    await page.getByRole("heading", { name: "Old telegrams are being looked through" }).waitFor();
    await page.getByText(/^216,000 of 864,000 telegrams were looked at\./).waitFor();
    // 216 of 864 are a quarter.
    expect(await page.getByRole("progressbar").getAttribute("value")).toBe("25");
    expect(await violations()).toEqual([]);
    await page.unroute("**/api/v1/redecoding");
    await page.goto(`${server.url}/admin/redecoding`);
    await what().waitFor();
    expect(await page.getByRole("progressbar").count()).toBe(0);
  });

  it("are looked at first, and another wish is looked at again", async () => {
    await what().fill(standing);
    await button("See what would be read").click();
    await page.getByText("1 meter would be read anew.").waitFor();
    await what().fill("MULTICAL 403");
    await page.getByText("1 meter would be read anew.").waitFor({ state: "detached" });
    expect(await button(/^Read anew$/).count()).toBe(0);
    await button("See what would be read").click();
    await page.getByText(/[\d,]+ meters would be read anew\./).waitFor();
  });

  it("show how far they are, and stop after the meter that is being read", async () => {
    await button(/^Read anew$/).click();
    await page.getByRole("progressbar").waitFor();
    expect(await what().count()).toBe(0);
    await button("Stop after this meter").click();
    await page.getByRole("heading", { name: /^Reading MULTICAL 403 anew was stopped/ }).waitFor();
    const sums = /^([\d,]+) of ([\d,]+) meters\./.exec(await page.locator(".account .muted").innerText());
    const [done, meters] = [sums?.[1], sums?.[2]].map((text) => Number(text?.replaceAll(",", "")));
    expect(meters).toBeGreaterThan(100);
    expect(done).toBeLessThan(meters ?? 0);
    expect(await violations()).toEqual([]);
  });

  it("are read to the end, and say what came of it", async () => {
    await what().fill(standing);
    await button("See what would be read").click();
    await button(/^Read anew$/).click();
    await page.getByRole("heading", { name: `${standing} was read anew` }).waitFor();
    await page.getByText(/^1 of 1 meter\./).waitFor();
  });
});
