import { readFileSync } from "node:fs";
import type { Locator } from "playwright";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireConsumption, WirePoint, WirePointList, WireReadings } from "../../shared/model/wire.ts";
import { startOfLocalDay } from "../../shared/model/zoned-time.ts";
import { type App, eventually, given } from "../support/app-driver.ts";
import { isKeptInRoom, readKept } from "../support/browser-stores.ts";
import { type CutLine, openCutLine } from "../support/cut-line.ts";
import { attachmentsOf, type MailServer, openMailServer } from "../support/mail-server.ts";

/**
 * A day at a desk, in the order it happens: search, filter, group, compare, take a spike out, move a
 * customer out in the middle of a month, lock the month, report it, mail it; then the same pages without a
 * network. The month is the last one that is over, in Copenhagen's time, and the day of the move its tenth.
 */
const ACCOUNT = { user: "rounds@engby.example", password: "kun til prøver" };
const ZONE = "Europe/Copenhagen";
const month = lastMonth();

let app: App;
let line: CutLine;
let post: MailServer;
let point: WirePoint;
let used: WireConsumption;

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 120, days: 75 } });
  line = await openCutLine(app.server.url);
  post = await openMailServer(ACCOUNT);
  await app.page.request.post(`${line.url}/api/v1/demo-session`, { data: { person: "admin" } });
  const { points } = await app.get.json<WirePointList>("/api/v1/points");
  const heat = points.filter(({ medium, latest }) => medium === "heat" && latest !== undefined);
  const [someone] = heat.filter(({ customer }) => customer !== "");
  if (!someone) throw new Error("the town has no heat customer");
  point = someone;
  used = await useOf();
}, 180_000);
afterAll(async () => {
  await app?.close();
  await line?.close();
  await post?.close();
});

const button = (name: string | RegExp, exact = false): Locator =>
  app.page.getByRole("button", { name, exact });
const opens = (path: string) => app.page.goto(line.url + path);

/** The month that is over, as the days of its clock. */
function lastMonth(): { readonly first: string; readonly tenth: string; readonly last: string } {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(new Date());
  const [year = 0, now = 0] = today.split("-").map(Number);
  const day = (of: number): string => new Date(Date.UTC(year, now - 2, of)).toISOString().slice(0, 10);
  const last = new Date(Date.UTC(year, now - 1, 0)).toISOString().slice(0, 10);
  return { first: day(1), tenth: day(10), last };
}

/** What the point used in the month up to its tenth: right after its end nobody knows yet what the whole of it was. */
async function useOf(): Promise<WireConsumption> {
  const [year = 0, number = 0] = month.first.split("-").map(Number);
  const from = startOfLocalDay(year, number, 1, ZONE);
  const to = startOfLocalDay(year, number, 10, ZONE);
  return app.get.json<WireConsumption>(
    `/api/v1/points/${encodeURIComponent(point.id)}/consumption?register=E1&step=day&from=${from}&to=${to}`,
  );
}

/** A reading by hand, as a phone sends it: ten times too high at noon of the third. */
async function typeSpike(): Promise<string> {
  const atMs = Date.parse(`${month.first.slice(0, 8)}03T11:30:00Z`);
  const { readings } = await app.get.json<WireReadings>(
    `/api/v1/points/${encodeURIComponent(point.id)}/readings?limit=1&before=${atMs}`,
  );
  const right = readings[0]?.values.find(({ register }) => register === "E1");
  if (!right) throw new Error("nothing was read before the spike");
  const wrong = String(Number(right.value) * 10);
  const answer = await app.page.request.post(`${line.url}/api/v1/visits`, {
    data: {
      id: "visit-spike",
      pointId: point.id,
      meter: readings[0]?.meterKey,
      atMs,
      outcome: "read",
      values: [{ ...right, value: wrong }],
      doubts: [],
      note: "",
    },
  });
  expect([answer.status(), await answer.text()]).toEqual([200, expect.any(String)]);
  return wrong;
}

describe("a day in the office", () => {
  it("begins with a customer who calls: found by name, with the month's use", async () => {
    await opens("/today");
    await app.page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await app.page.keyboard.press("Control+k");
    await app.page.getByRole("combobox", { name: "Search everything" }).fill(point.customer);
    await app.page.getByRole("option").filter({ hasText: point.address }).first().click();
    await eventually(app.get.path, (seen) => seen === `/points/${point.id}`);
    await opens(`/points/${point.id}?step=month&at=${month.tenth}`);
    await app.page.locator(".consumption-total").waitFor();
  });

  it("filters heat, and puts three of them into a group", async () => {
    await opens("/points");
    await app.page.locator(".filter-button").filter({ hasText: "Medium" }).click();
    await app.page
      .getByRole("menuitemcheckbox", { name: /^Heat\b/ })
      .first()
      .click();
    await app.page.keyboard.press("Escape");
    await eventually(
      () => app.page.locator(".toolbar-count").innerText(),
      (count) => count.endsWith(" of 120"),
    );
    const boxes = app.page.locator("tbody").getByRole("checkbox");
    for (let n = 0; n < 3; n++) await boxes.nth(n).click();
    await app.page
      .getByRole("region", { name: "Picked points" })
      .getByRole("button", { name: "Groups" })
      .click();
    const sheet = app.page.getByRole("dialog");
    await sheet.getByLabel("Name").fill("Call back");
    await sheet.getByRole("button", { name: "Make the group" }).click();
    await sheet.getByText("Call back was made").waitFor();
  });

  it("compares the customer's heat with the volume that carried it", async () => {
    await opens(`/compare?s=${point.id}~E1,${point.id}~V1&step=day&from=${month.first}&to=${month.last}`);
    const legend = app.page.getByRole("region", { name: "What the lines are" });
    await eventually(
      () => legend.getByRole("row").count(),
      (rows) => rows >= 3,
    );
  });

  it("leaves a spike out, with a reason, and the month is what it was", async () => {
    const wrong = await typeSpike();
    await opens("/review");
    await app.page
      .locator(".account-session")
      .filter({ hasText: point.address })
      .getByRole("button")
      .first()
      .click();
    const sheet = app.page.getByRole("dialog");
    await sheet.getByText("this reading").waitFor();
    await sheet.getByText(Number(wrong).toLocaleString("en-GB")).first().waitFor();
    await sheet.getByLabel("Reason").fill("A nought too many");
    await sheet.getByRole("button", { name: "Leave it out" }).click();
    await app.page.getByText("Nothing to review").waitFor();
    await expect.poll(async () => (await useOf()).total).toBe(used.total);
    const { readings } = await app.get.json<WireReadings>(
      `/api/v1/points/${encodeURIComponent(point.id)}/readings?limit=300&before=${Date.parse(month.tenth)}`,
    );
    const spike = readings.find(({ source }) => source === "manual");
    expect(spike?.values.find(({ register }) => register === "E1")?.value).toBe(wrong);
  });

  it("moves the customer out on the tenth, with the register of that midnight", async () => {
    await opens(`/points/${point.id}`);
    await button("Edit", true).click();
    const sheet = app.page.getByRole("dialog");
    await sheet.getByRole("button", { name: /Move out or in/ }).click();
    await sheet.getByLabel("On", { exact: true }).fill(month.tenth);
    await sheet.getByText("measured").first().waitFor();
    const form = sheet.locator("form");
    await form.getByLabel("Name", { exact: true }).fill("Ida Nylund");
    await form.getByRole("button", { name: "Write down the move" }).click();
    await form.waitFor({ state: "detached" });
    await sheet.getByText(/End: E1 /).waitFor();
  });

  it("locks the month, after which no value in it is changed", async () => {
    await opens("/period-lock");
    await button(/^Lock through/).click();
    await app.page.getByText(/^The period is locked through/).waitFor();
    const answer = await app.page.request.post(
      `${line.url}/api/v1/points/${encodeURIComponent(point.id)}/edits`,
      {
        data: {
          meter: point.meter?.key,
          atMs: Date.parse(`${month.first}T12:00:00Z`),
          source: "radio",
          kind: "exclude",
          reason: "Too late",
        },
      },
    );
    expect(await answer.text()).toContain("period.locked");
  });

  it("reports the month to PDF: each customer until and from the day of the move", async () => {
    await opens("/reports/consumption");
    await button("Last month").click();
    await button("Run report").click();
    await app.page.locator(".report-count").waitFor();
    await button("Run report").waitFor();
    const rows = app.page.locator(".report-grid tbody tr").filter({ hasText: point.address });
    await eventually(
      () => rows.allInnerTexts(),
      (texts) => texts.some((text) => text.includes("Ida Nylund")) && texts.length >= 2,
    );
    await button("Save as").click();
    await app.page.getByText("PDF", { exact: true }).click();
    const [download] = await Promise.all([app.page.waitForEvent("download"), button("Save", true).click()]);
    const bytes = new Uint8Array(readFileSync(await download.path()));
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    for (const said of ["Consumption report", "Ida Nylund", point.customer, "Total"])
      expect(text).toContain(said);
  });

  it("mails the new customer their own", async () => {
    await opens("/mail");
    await app.page.getByLabel("Mail server").fill("127.0.0.1");
    await app.page.getByText("None", { exact: true }).click();
    await app.page.getByLabel("Port").fill(String(post.port));
    await app.page.getByLabel("From address").fill(ACCOUNT.user);
    await app.page.getByLabel("User name").fill(ACCOUNT.user);
    await app.page.getByLabel("Password", { exact: true }).fill(ACCOUNT.password);
    await button("Save", true).click();
    await app.page.getByText("Saved.").waitFor();
    await opens(`/points/${point.id}?step=month&at=${month.tenth}`);
    await button("Report for the customer").click();
    await app.page.getByText("Signed with the key").waitFor();
    await app.page.getByLabel("E-mail address").fill("ida@example.org");
    await button("Send by mail").click();
    await app.page.getByText("Sent to ida@example.org.").waitFor();
    const [message] = post.received;
    expect(message && [...attachmentsOf(message).keys()]).toContain("Your consumption.pdf");
  });

  it("ends without a network: the same pages, from what was looked at, each with its age", async () => {
    const total = () =>
      app.page
        .locator(".consumption-total")
        .innerText({ timeout: 1000 })
        .catch(() => "");
    const path = `/points/${point.id}?step=month&at=${month.tenth}`;
    await opens(path);
    const seen = await eventually(total, (text) => /\d/.test(text));
    await opens("/points");
    await app.page.locator("tbody tr .point-link").first().waitFor();
    await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await eventually(
      () => readKept(app.page, "rounds-points-", "packs"),
      (packs) => packs.length > "[]".length,
    );
    await eventually(
      () => isKeptInRoom(app.page, "Call back"),
      (isKept) => isKept,
    );
    line.cut();
    await opens("/points");
    await app.page.locator("tbody tr .point-link").first().waitFor();
    await app.page
      .getByText(/^As of /)
      .first()
      .waitFor();
    await opens(path);
    expect(await eventually(total, (text) => /\d/.test(text))).toBe(seen);
    await app.page
      .getByText(/^As of /)
      .first()
      .waitFor();
    await opens("/groups");
    await app.page.getByRole("link", { name: "Call back", exact: true }).waitFor();
    for (const page of ["/review", "/reports/consumption", "/period-lock", "/compare", "/mail"]) {
      await opens(page);
      await app.page.locator("h1").first().waitFor();
      expect(await app.page.locator("main").innerText()).not.toBe("");
    }
  });
});
