import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import type { WirePoint, WirePointList, WireReadings } from "../../shared/model/wire.ts";
import type { WireRoundHead, WireRounds } from "../../shared/model/wire-rounds.ts";
import { OpticalHead } from "../../shared/simulator/optical-head.ts";
import { OpticalMeter } from "../../shared/simulator/optical-meter.ts";
import { TextMeter } from "../../shared/simulator/text-meter.ts";
import { resting } from "../support/app-driver.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { LooseHead, putHeadOn } from "../support/head-line.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { readRows } from "../support/phone-journal.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";
import { openSerialLine, type SerialLine, whyNoSerialLine } from "../support/serial-line.ts";

/**
 * A reader at a door: an optical head on the browser's own serial port, a meter that answers KMP, the head
 * pulled in the middle of 460 days, and everything in the office afterwards.
 */
const PASSPHRASE = "four words on a dashboard";
const why = whyNoSerialLine();

describe.skipIf(why !== undefined)(`reading at the door${why ? ` (skipped: ${why})` : ""}`, () => {
  let dataFolder = "";
  let server: RunningServer;
  let line: SerialLine;
  let phone: Phone;
  let round: WireRoundHead;
  let heat: WirePoint;
  let right: OpticalMeter;
  let head: OpticalHead;
  let loose: LooseHead;
  const profile = makeProfile();
  let takeHeadOff = (): void => undefined;
  let shownEnergy = "";

  const office = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const cookie = await signInToDemo(server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    return (await (await fetch(`${server.url}${path}`, { ...init, headers })).json()) as T;
  };

  /** Denmark's standard time, in which meters count. */
  const clockMs = (): number => Date.now() + 3_600_000;
  const meterOf = (serial: string): OpticalMeter =>
    new OpticalMeter({ serial: Number(serial), clockMs, info: 8 });

  beforeAll(async () => {
    dataFolder = makeDataFolder();
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", "40", "--days", "1"],
      readyWithinMs: 120_000,
    });
    line = await openSerialLine(server.url);
    const { points } = await office<WirePointList>("/api/v1/points");
    const heats = points.filter(({ medium, meter }) => medium === "heat" && meter);
    const found = heats[0];
    if (!found?.meter) throw new Error("no heat meter in the demo");
    heat = found;
    round = await office<WireRoundHead>("/api/v1/rounds", {
      method: "POST",
      body: JSON.stringify({ name: "At doors", pointIds: points.map(({ id }) => id) }),
    });
    right = meterOf(found.meter.serial);
    head = new OpticalHead(right);
    loose = new LooseHead(head);
    takeHeadOff = putHeadOn(line, head);
    phone = await startPhone({ browserPath: line.browserPath, profile });
    await phone.context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "reader" } });
    await phone.page.goto(`${server.url}/read`);
    await phone.page.getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
    await phone.page.getByRole("button", { name: "Pair this phone" }).click();
    await phone.page.getByRole("link", { name: round.name }).click();
  }, 240_000);

  afterAll(async () => {
    takeHeadOff();
    await phone?.kill();
    await line?.close();
    await server?.stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  const rowsOnPhone = async (): Promise<number> => (await readRows(phone, "rounds-head", "rows")).length;

  it("is reached from a point of the round, and says step by step what to do", async () => {
    await phone.page.getByRole("button", { name: heat.address }).first().click();
    await phone.page.getByRole("link", { name: "Read at the door" }).click();
    await phone.page.getByText("Put the head on the meter").waitFor();
    await phone.page.getByText("Wake the meter").waitFor();
    await phone.page
      .getByText(heat.meter?.serial ?? "?")
      .first()
      .waitFor();
    const small = await phone.page.evaluate(() =>
      [...document.querySelectorAll(".road a, .road button, .door-log")]
        .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 48 || box.width < 48)
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
    const axe = await new AxeBuilder({ page: phone.page }).analyze();
    expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it("says which meter is under the head when it is another one", async () => {
    const otherSerial = String(Number(heat.meter?.serial) + 1).padStart(8, "0");
    head.place(meterOf(otherSerial));
    await phone.page.getByRole("button", { name: "Cable" }).click();
    await phone.page.getByRole("alert").getByText(`This is meter ${otherSerial}`).waitFor();
    expect(await rowsOnPhone()).toBe(0);
  });

  it("says that a sleeping meter wants its button pressed", async () => {
    head.place(right);
    head.setAsleep(true);
    await phone.page.getByRole("button", { name: "Try again" }).click();
    await phone.page.getByRole("alert").getByText("The meter does not answer").waitFor({ timeout: 60_000 });
    head.setAsleep(false);
  });

  it("says that the head itself is not heard, and where to look", async () => {
    takeHeadOff();
    takeHeadOff = putHeadOn(line, new OpticalHead(undefined, { hasNoEcho: true }));
    await phone.page.getByRole("button", { name: "Try again" }).click();
    const alert = phone.page.getByRole("alert");
    await alert.getByText("The head does not answer").waitFor({ timeout: 60_000 });
    await phone.page.getByText("Check its cable or its battery").waitFor();
    expect(await rowsOnPhone()).toBe(0);
    takeHeadOff();
    takeHeadOff = putHeadOn(line, loose);
  });

  it("goes on where it was when the head is pulled in the middle of 460 days", async () => {
    // Twelve bytes a row: some two hundred of them, behind who the meter is and what it shows.
    loose.pullAfter(2_500);
    await phone.page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(rowsOnPhone, { timeout: 60_000 }).toBeGreaterThan(100);
    await phone.page.getByRole("alert").waitFor({ timeout: 60_000 });
    await phone.page.getByText("What is read so far is kept").waitFor();
    const before = await rowsOnPhone();
    expect(before).toBeLessThan(460);
    // The page itself may go too.
    await phone.page.reload();
    await phone.page.getByText("The meter says").waitFor();
    head.place(right);
    await phone.page.getByRole("button", { name: "Cable" }).click();
    await phone.page.getByText("Kept on this phone").waitFor({ timeout: 60_000 });
    expect(await rowsOnPhone()).toBe(460);
  });

  it("shows the customer the use, and the reader values and info codes in words", async () => {
    const { page } = phone;
    await page.getByRole("img", { name: /^31 bars from/ }).waitFor();
    await page.getByText("Months", { exact: true }).last().click();
    await page.getByRole("img", { name: /^1[234] bars from/ }).waitFor();
    await page.getByText("Heat energy").waitFor();
    shownEnergy = (await page.locator(".door-values dd").first().textContent()) ?? "";
    const codes = page.getByRole("heading", { name: "Info codes" }).locator("xpath=..");
    expect(await codes.textContent()).not.toContain("None");
    const axe = await new AxeBuilder({ page }).analyze();
    expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it("is in the office after Send/Receive: the point read, the reading optical, each day once", async () => {
    await phone.page.getByRole("link", { name: "Back to the round" }).first().click();
    await phone.page.getByRole("button", { name: "Send/Receive" }).click();
    await phone.page.getByText("Last complete exchange").waitFor({ timeout: 60_000 });
    const listed = async () => (await office<WireRounds>("/api/v1/rounds")).rounds;
    await expect
      .poll(async () => (await listed()).find(({ id }) => id === round.id)?.read, { timeout: 60_000 })
      .toBe(1);
    const path = `/api/v1/points/${heat.id}/readings?limit=1000`;
    const optical = async () =>
      (await office<WireReadings>(path)).readings.filter(({ source }) => source === "optical");
    await expect.poll(async () => (await optical()).length, { timeout: 60_000 }).toBeGreaterThan(300);
    // They come in several pieces.
    await resting(async () => (await optical()).length);
    const [newest, ...logged] = await optical();
    const value = newest?.values.find(({ register }) => register === "E1")?.value;
    expect(shownEnergy.replaceAll(/\D/g, "")).toBe(value);
    expect(newest?.status).toContain("t1-above-range");
    expect(parseMeterKey(newest?.meterKey ?? "")?.id).toBe(heat.meter?.serial);
    const days = logged.map(({ atMs }) => atMs);
    expect(new Set(days).size).toBe(days.length);
    expect(days.every((atMs) => (atMs + 3_600_000) % 86_400_000 === 0)).toBe(true);
    expect(days.length).toBeGreaterThan(300);
  });

  it("is found again among what is read, for what else the meter remembers", async () => {
    const { page } = phone;
    await page.keyboard.press("Escape");
    await page.locator(".segment").getByText("Read", { exact: true }).click();
    await page.getByRole("button", { name: heat.address }).first().click();
    await page.getByText("The meter says").waitFor();
    await page.getByRole("checkbox", { name: /^Months/ }).check();
    await page.getByRole("button", { name: "Cable" }).click();
    await page.getByText("Kept on this phone").waitFor({ timeout: 60_000 });
    expect(await rowsOnPhone()).toBe(460 + 36);
  });

  describe("an older meter", () => {
    let place: WirePoint;
    let older: TextMeter;
    const olderAt = (number: string): TextMeter =>
      new TextMeter({ speaks: "iec", number, energyKwh: 65_432, volumeHundredths: 98_765 });

    it("is asked in text once somebody says so, and says who it is when it is another one", async () => {
      const { page } = phone;
      const { points } = await office<WirePointList>("/api/v1/points");
      const found = points.filter(({ medium, meter }) => medium === "heat" && meter)[1];
      if (!found?.meter) throw new Error("no second heat meter in the demo");
      place = found;
      older = olderAt("12345678");
      takeHeadOff();
      // A made port has no speed of its own: the meter hears what comes as if it were at its 300 baud.
      takeHeadOff = putHeadOn(line, { take: (bytes) => older.take(bytes, 300) });
      await page.goto(`${server.url}/read/${round.id}/door/${encodeURIComponent(place.id)}`);
      await page.getByText("Older meter").click();
      await page.getByText(/read out in text at 300 baud/).waitFor();
      expect(await page.getByRole("checkbox", { name: /^Days/ }).count()).toBe(0);
      const axe = await new AxeBuilder({ page }).analyze();
      expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      await page.getByRole("button", { name: "Cable" }).click();
      await page.getByRole("alert").getByText("This is meter 12345678").waitFor({ timeout: 60_000 });
    });

    it("says so when it does not answer; a broken answer is asked for again by itself", async () => {
      const { page } = phone;
      older = olderAt(place.meter?.serial ?? "");
      older.isAsleep = true;
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("alert").getByText("The meter does not answer").waitFor({ timeout: 60_000 });
      older.isAsleep = false;
      older.breaksNext = true;
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("Kept on this phone").waitFor({ timeout: 60_000 });
      expect(await page.locator(".door-values").innerText()).toContain("65.432");
    });

    it("is in the office after Send/Receive like any other", async () => {
      const { page } = phone;
      await page.getByRole("link", { name: "Back to the round" }).first().click();
      await page.getByRole("button", { name: "Send/Receive" }).click();
      await page.getByText("Last complete exchange").waitFor({ timeout: 60_000 });
      const path = `/api/v1/points/${place.id}/readings?limit=1000`;
      const optical = async () =>
        (await office<WireReadings>(path)).readings.filter(({ source }) => source === "optical");
      await expect.poll(async () => (await optical()).length, { timeout: 60_000 }).toBe(1);
      const [newest] = await optical();
      expect(newest?.values).toContainEqual({ register: "E1", value: "65.432", unit: "MWh" });
      expect(parseMeterKey(newest?.meterKey ?? "")?.id).toBe(place.meter?.serial);
    });
  });
});
