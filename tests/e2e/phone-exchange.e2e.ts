import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireConsumption, WirePointDetail } from "../../shared/model/wire.ts";
import type { WireRounds } from "../../shared/model/wire-rounds.ts";
import type { WireVisit } from "../../shared/model/wire-visits.ts";
import { draftStep, ExchangeDoors, NEW, NEW_KEY, smallTargets } from "../support/exchange-doors.ts";
import { LABELS } from "../support/label-video.ts";
import { T0 } from "../support/people-server.ts";

/** Two meters are exchanged at their doors by a phone that has no server, in a browser that is killed in between. */
const HOUR_MS = 3_600_000;

describe("an exchange at the door, without a server", () => {
  const doors = new ExchangeDoors();
  beforeAll(() => doors.open(), 240_000);
  afterAll(() => doors.close());

  it("knows the old meter by the bars on its label, and does not go on with another number unasked", async () => {
    await doors.page.getByRole("button", { name: "Street 1" }).click();
    await doors.page.getByRole("link", { name: "Exchange the meter" }).click();
    await doors.sees("Key at number 3");
    await doors.field("Meter number").fill("60000009");
    await doors.sees("The round says that meter 60000001 hangs here");
    await expect.poll(() => doors.page.getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
    await doors.press("Scan the label");
    await doors.sees("60000001: this is the meter of this point");
    await doors.page.getByRole("dialog").waitFor({ state: "detached" });
    await doors.press("Next");
  });

  it("takes the old meter's last registers, held against what it said before, with a photo", async () => {
    await doors.page.getByRole("heading", { name: "Its last values" }).waitFor();
    // Heard at the end of its first day: 5024 kWh, 144 m³, E8 9024 and E9 5024.
    await doors.field("Heat energy").fill("5023");
    await doors.page.getByRole("alert").getByText("5,023 kWh is less than the 5,024 kWh").waitFor();
    await expect.poll(() => doors.page.getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
    await doors.field("Heat energy").fill("5200");
    await doors.field("Volume").first().fill("150,5");
    for (const [name, value] of [
      [/E8|inlet/i, "9100"],
      [/E9|outlet/i, "5050"],
    ] as const)
      await doors.page.getByRole("textbox", { name }).fill(value);
    await doors.page.locator('.photo-field input[type="file"]').setInputFiles(LABELS.old);
    await doors.page.getByRole("img", { name: "The photo of this visit" }).waitFor();
    const axe = await new AxeBuilder({ page: doors.page }).analyze();
    expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await smallTargets(doors.page)).toEqual([]);
    await doors.press("Next");
    await doors.page.getByRole("heading", { name: "New meter" }).waitFor();
  });

  it("is where it was after a kill, and finds the new meter by its label in the stock of this morning", async () => {
    await expect.poll(() => draftStep(doors.page)).toBe("new");
    await doors.phone.kill();
    await doors.looksAt("new");
    await doors.page.goto(doors.at(1));
    await doors.page.getByRole("heading", { name: "New meter" }).waitFor();
    await doors.field("Meter number").fill("60000002");
    await doors.sees("This meter hangs at Street 2 already");
    await doors.field("Meter number").fill("690");
    await doors.page.getByRole("button", { name: /69012345/ }).waitFor();
    await doors.sees("A meter’s number has four to eight digits.");
    await doors.press("Scan the label");
    await doors.sees("69012345, MULTICAL 403: in the office's stock");
    await doors.press("Next");
    await doors.field("Heat energy").fill("6000");
    await doors.page
      .getByRole("alert")
      .getByText("is more than the 5,200 kWh the old meter ended at")
      .waitFor();
    await expect
      .poll(() => doors.page.getByRole("button", { name: "Keep the exchange" }).isDisabled())
      .toBe(true);
    await doors.field("Heat energy").fill("7");
    for (const name of [/^Volume/, /E8|inlet/i, /E9|outlet/i])
      await doors.page.getByRole("textbox", { name }).first().fill("0");
    await doors.sees("60000001 comes down, MULTICAL 403 69012345 is put up.");
    expect(await smallTargets(doors.page)).toEqual([]);
    await doors.press("Keep the exchange");
    await doors.sees("Meter exchanged");
    await doors.sees(/Kept on this phone/);
  });

  it("is taken back while it is here only, with everything still told", async () => {
    await doors.press("Take back");
    await doors.page.getByRole("heading", { name: "Its first values" }).waitFor();
    await expect.poll(() => doors.field("Heat energy").inputValue()).toBe("7");
    await doors.press("Keep the exchange");
    await doors.sees("Meter exchanged");
    await doors.page.getByRole("link", { name: "Back to the round" }).last().click();
    await doors.page.locator(".ring-left").getByText("1", { exact: true }).waitFor();
  });

  it("may put up a meter nobody told of, once that is confirmed", async () => {
    await doors.page.goto(doors.at(2));
    await doors.field("Meter number").fill("60000002");
    await doors.press("Next");
    await doors.field("Heat energy").fill("5100");
    await doors.press("Next");
    await doors.field("Meter number").fill("60000002");
    await doors.sees("This is the number of the old meter");
    await doors.field("Meter number").fill("70000001");
    await expect.poll(() => doors.page.getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
    await doors.page.getByLabel("The number is on the label: go on").check();
    await doors.press("Next");
    await doors.press("All of them show 0");
    await doors.press("Keep the exchange");
    await doors.sees("Meter exchanged");
  });

  it("goes with Send/Receive: carried out once, read in the round; the one somebody else made first is told", async () => {
    await doors.startServer();
    const other = {
      id: "second-exchange",
      pointId: "p2",
      meter: "KAM-60000002-34-04",
      atMs: Date.now() - HOUR_MS,
      outcome: "exchanged",
      values: [{ register: "E1", value: "5099", unit: "kWh" }],
      exchange: {
        meter: "KAM-70000002-34-04",
        type: "",
        startValues: [{ register: "E1", value: "1", unit: "kWh" }],
      },
      doubts: [],
      note: "",
    };
    expect(await doors.asks("second", "/api/v1/visits", other)).toEqual({ isNew: true });
    await doors.signIn();
    await doors.page.goto(`${doors.origin}/read/${doors.round.id}`);
    await doors.press("Send/Receive");
    await doors.page.getByRole("dialog", { name: "Summary" }).getByText("Last complete exchange").waitFor();
    await doors.page.keyboard.press("Escape");
    // Whoever only looks at the round is led to it.
    await doors.sees(/1 entry was not accepted: look in its round, under Read/);
    const strip = doors.page.locator(".sync-strip");
    await strip.and(doors.page.locator("[data-kind=waiting]")).waitFor();
    expect(await strip.locator(".lucide-check").count()).toBe(0);
    // What is said breaks beside the button, which stays at its side.
    const gap = () =>
      strip.evaluate((one) => {
        const [said, button] = [".sync-text", "button"].map((part) => one.querySelector(part));
        return (button?.getBoundingClientRect().left ?? 0) - (said?.getBoundingClientRect().right ?? 999);
      });
    await expect.poll(gap).toBeGreaterThanOrEqual(0);
    await doors.page.getByText("Read", { exact: true }).click();
    const alarms = doors.page.locator(".field-row-note.is-alarm");
    await expect.poll(() => alarms.allInnerTexts()).toEqual(["Not accepted"]);
    await doors.page.goto(doors.at(2));
    await doors.sees("Exchange not carried out");
    await doors.sees(/Somebody else exchanged this meter before/);
    await doors.press("Understood");
    await doors.page.getByRole("heading", { name: "Old meter" }).waitFor();
    await doors.page.goto(doors.at(1));
    await doors.sees(/The office has it\.$/);
    expect(await doors.page.getByRole("button", { name: "Take back" }).count()).toBe(0);
    const { segments } = await doors.asks<WirePointDetail>("office", "/api/v1/points/p1");
    expect(
      segments.map(({ meterKey, endValues, startValues }) => [
        meterKey,
        endValues[0]?.value,
        startValues[0]?.value,
      ]),
    ).toEqual([
      ["KAM-60000001-34-04", "5200", undefined],
      [NEW, undefined, "7"],
    ]);
    expect(segments[0]?.endValues.map(({ register, value }) => [register, value])).toEqual([
      ["E1", "5200"],
      ["V1", "150.5"],
      ["E8", "9100"],
      ["E9", "5050"],
    ]);
    expect((await doors.asks<WirePointDetail>("office", "/api/v1/points/p2")).segments[1]?.meterKey).toBe(
      "KAM-70000002-34-04",
    );
    await expect
      .poll(
        async () =>
          (await doors.asks<WireRounds>("office", "/api/v1/rounds")).rounds.find(
            ({ id }) => id === doors.round.id,
          )?.read,
      )
      .toBe(1);
  });

  it("makes no jump in the office: both meters are told, and what they counted adds up", async () => {
    const now = { meter: NEW, pointId: "p1", outcome: "read", doubts: [], note: "" };
    const values = [{ register: "E1", value: "27", unit: "kWh" }];
    await doors.asks("reader", "/api/v1/visits", { ...now, id: "after-exchange", atMs: Date.now(), values });
    const [from, to] = [T0 + 23 * HOUR_MS, Date.now() + HOUR_MS];
    const { total, events, intervals } = await doors.asks<WireConsumption>(
      "office",
      `/api/v1/points/p1/consumption?register=E1&step=day&from=${from}&to=${to}`,
    );
    // From 5023, heard at the first midnight, to 5200 on the old meter, from 7 to 27 on the new one: 177 + 20,
    // some 6 a day and 20 more today.
    expect(Number(total)).toBe(197);
    const days = intervals.map(({ value }) => Number(value));
    expect(days.length).toBeGreaterThan(20);
    expect(days.filter((value) => value < 0 || value > 27)).toEqual([]);
    expect(days.filter((value) => value > 8).length).toBeLessThanOrEqual(1);
    expect(events.map(({ kind }) => kind)).toEqual(["exchange"]);
    const { visits } = await doors.asks<{ visits: readonly WireVisit[] }>(
      "office",
      "/api/v1/points/p2/visits",
    );
    expect(visits.map(({ by, conflict, doubts }) => [by, conflict, doubts])).toEqual([
      ["Name of reader", "exchange.other-meter", ["unknown-meter"]],
      ["Name of second", undefined, []],
    ]);
    const desk = await doors.phone.context.newPage();
    await desk.setViewportSize({ width: 1440, height: 900 });
    await desk.goto(`${doors.origin}/points/p1`);
    await desk.getByRole("tab", { name: "Meters" }).click();
    await desk.getByRole("cell", { name: "69012345" }).waitFor();
    await desk.getByRole("cell", { name: "60000001" }).waitFor();
    await desk.close();
  });

  it("leaves the new meter's key nowhere it could be read", async () => {
    const audit = await doors.asks<object>("office", "/api/v1/audit");
    const said = [
      doors.printed,
      doors.server.output(),
      JSON.stringify(audit),
      await doors.page.evaluate(() => document.body.innerHTML),
    ];
    expect(said.filter((text) => text.toUpperCase().includes(NEW_KEY))).toEqual([]);
  });
});
