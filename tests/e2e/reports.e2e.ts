import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { strFromU8, unzipSync } from "fflate";
import type { Locator } from "playwright";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, eventually, given } from "../support/app-driver.ts";
import { holdLastLine } from "../support/held-run.ts";
import { attachmentsOf, type MailServer, openMailServer } from "../support/mail-server.ts";

const ACCOUNT = { user: "rounds@engby.example", password: "kun til prøver" };

let app: App;
let post: MailServer;
let folder: string;
beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 120, days: 70 }, person: "office" });
  post = await openMailServer(ACCOUNT);
  folder = await mkdtemp(join(tmpdir(), "rounds-reports-"));
});
afterAll(async () => {
  await app?.close();
  await post?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const button = (name: string | RegExp, exact = false): Locator =>
  app.page.getByRole("button", { name, exact });
const grid = (): Locator => app.page.locator(".report-grid");

/** Until the day before its last: in the first hour of a month nobody has heard yet what stood at its end. */
async function asksForLastMonth(): Promise<void> {
  await button("Last month").click();
  const last = app.page.getByLabel("To and including");
  await eventually(
    () => last.inputValue(),
    (text) => /^\d{4}-\d\d-\d\d$/.test(text),
  );
  const end = Date.parse(await last.inputValue());
  await last.fill(new Date(end - 86_400_000).toISOString().slice(0, 10));
}

async function runs(): Promise<void> {
  await button("Run report").click();
  await app.page.locator(".report-count").waitFor();
  await button("Run report").waitFor();
}

async function savedBy(press: Locator): Promise<Buffer> {
  const [download] = await Promise.all([app.page.waitForEvent("download"), press.click()]);
  return readFileSync(await download.path());
}

async function accessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

describe("a month in the office", () => {
  it("is lit in the navigation, by its short address too", async () => {
    for (const path of ["/reports", "/reports/consumption"]) {
      await app.when.opens(path);
      const lit = await eventually(
        () => app.page.locator(".rail-nav a[aria-current=page]").first().getAttribute("href"),
        (href) => href !== null,
      );
      expect(lit).toBe("/reports/consumption");
    }
  });

  it("runs a month's report of the whole town, and adds it up", async () => {
    await app.when.opens("/reports/consumption");
    await button("Run report").waitFor();
    await accessible();
    await asksForLastMonth();
    await runs();
    expect(await app.page.locator(".report-count").textContent()).toMatch(
      /^1\d\d rows · 120 metering points asked/,
    );
    expect(await grid().locator("tfoot").textContent()).toMatch(/^Total[\d,.]+/);
    await accessible();
  });

  it("leads by keys alone from a row's number and from a total to the registers behind them", async () => {
    await grid().locator("tbody a").first().focus();
    await app.page.keyboard.press("ArrowRight");
    await app.page.keyboard.press("ArrowDown");
    await app.page.keyboard.press("Enter");
    const sheet = app.page.getByRole("dialog");
    await sheet.getByText("Reckoned anew from the registers: the same.").waitFor();
    await sheet.getByText("Register at the end").first().waitFor();
    await accessible();
    // A town's history is imported: its telegrams were never heard here, and it says so.
    await sheet.getByText("no telegram kept").first().waitFor();
    await app.page.keyboard.press("Escape");
    await eventually(
      () => app.page.evaluate(() => document.activeElement?.className),
      (name) => name === "proof-button",
    );
    await grid().locator("tfoot .proof-button").first().press("Enter");
    await sheet.getByText("The lines add up to it, to the last digit.").waitFor();
    await accessible();
    await sheet.locator(".proof-lines button").first().press("Enter");
    await sheet.getByText("Reckoned anew").waitFor();
    await sheet.getByRole("button", { name: "Back" }).press("Enter");
    await sheet.getByText("The lines add up").waitFor();
    await app.page.keyboard.press("Escape");
  });

  it("says without network what is missing for a proof, and shows what is kept", async () => {
    await app.page.route("**/api/v1/report-runs", (route) => route.abort());
    await grid().locator("tbody .proof-button").first().click();
    const sheet = app.page.getByRole("dialog");
    await sheet.getByText("The proof could not be loaded").waitFor();
    await app.page.keyboard.press("Escape");
    await app.page.unroute("**/api/v1/report-runs");
  });

  it("says what is wrong with days that are none", async () => {
    await app.page.getByLabel("From", { exact: true }).fill("2031-01-01");
    await button("Run report").click();
    await app.page.getByText("ends before it begins").waitFor();
    await asksForLastMonth();
  });

  it("finds those who use nothing, and says so when nobody does", async () => {
    await app.page.getByLabel("Show rows").selectOption("zero");
    await runs();
    const zeros = async (): Promise<readonly string[]> => {
      if (await app.page.getByText("No row is left").isVisible()) return ["0"];
      const values = await grid().locator("tbody tr td:nth-child(3)").allTextContents();
      return values.filter((text) => text !== "");
    };
    // The rows of the run before may stand a moment longer.
    await eventually(
      zeros,
      (values) => values.length > 0 && values.every((value) => Number.parseFloat(value) === 0),
    );
    await app.page.getByLabel("Show rows").selectOption("all");
    await runs();
  });

  it("saves XLSX with columns of one's own, which another program reads", async () => {
    await button("Save as").click();
    await app.page.getByRole("checkbox", { name: "Covered (%)" }).uncheck();
    await button("Move Customer up").click();
    await accessible();
    const files = unzipSync(await savedBy(button("Save", true)));
    const sheet = strFromU8(files["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    const rows = [...sheet.matchAll(/<row r="\d+">(.*?)<\/row>/g)].map(([, cells = ""]) => cells);
    const heading = [...(rows[0] ?? "").matchAll(/<t[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(heading.slice(0, 3)).toEqual(["Customer", "Address", "Heat energy (kWh)"]);
    expect(heading).not.toContain("Covered (%)");
    const shown = Number(
      /^(\d+) rows/.exec((await app.page.locator(".report-count").textContent()) ?? "")?.[1],
    );
    expect(rows).toHaveLength(shown + 2);
  });

  it("saves a PDF of the same rows", async () => {
    await button("Save as").click();
    await app.page.getByText("PDF", { exact: true }).click();
    const bytes = new Uint8Array(await savedBy(button("Save", true)));
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    expect(text).toContain("Consumption report");
    expect(text).toMatch(/Rundkøbing/);
    expect(text).toMatch(/Page 1 of \d/);
  });

  it("puts the points of its rows into a group", async () => {
    await button("Groups …").click();
    const sheet = app.page.getByRole("dialog", { name: "Groups of these points" });
    await sheet.getByText(/^1\d\d points$/).waitFor();
    await sheet.getByLabel("Name").fill("In the report");
    await sheet.getByLabel("Name").press("Enter");
    await sheet.getByText("All are in it").waitFor();
    await accessible();
    await app.page.keyboard.press("Escape");
  });

  it("shows its rows as they come, without sums, and what stood before when it is given up then", async () => {
    const whole = await app.page.locator(".report-count").textContent();
    const held = await holdLastLine(app.server.url);
    await app.page.route("**/api/v1/report-runs", (route) => route.continue({ url: held.url }));
    try {
      for (const end of ["given up", "whole"]) {
        await button("Run report").click();
        await app.page.getByText(/^1\d\d rows so far$/).waitFor();
        await grid().locator("tbody tr").nth(9).waitFor();
        expect(await grid().locator("tfoot").count()).toBe(0);
        await expect.poll(() => button("Save as").isDisabled()).toBe(true);
        await app.page.getByRole("progressbar").waitFor();
        await accessible();
        if (end === "given up") await button("Cancel", true).click();
        else held.release();
        await button("Run report").waitFor();
        await expect.poll(() => app.page.locator(".report-count").textContent()).toBe(whole);
        await expect.poll(() => grid().locator("tfoot").textContent()).toMatch(/^Total[\d,.]+/);
      }
    } finally {
      await app.page.unroute("**/api/v1/report-runs");
      await held.close();
    }
  });

  it("is cancelled while it runs", async () => {
    await app.page.route("**/api/v1/report-runs", () => undefined);
    await button("Run report").click();
    await app.page.getByRole("progressbar").waitFor();
    await button("Cancel", true).click();
    await button("Run report").waitFor();
    await app.page.unroute("**/api/v1/report-runs");
  });

  it("keeps what was asked for everybody", async () => {
    await button("Saved").click();
    await app.page.getByLabel("Name").fill("The whole town");
    await button("Save what is asked now").click();
    await app.page.getByText("The whole town").waitFor();
    await app.page.getByLabel("Runs by itself").selectOption("1");
    await app.page.getByText(/^next/).waitFor();
    await accessible();
    await app.page.keyboard.press("Escape");
  });

  it("leads from a row to that point's charts", async () => {
    await grid().locator("tbody a").first().click();
    await app.page.waitForURL(/\/points\/[^?]+\?.*register=E1/);
    await button("Report for the customer").waitFor();
  });
});

describe("one click to the customer", () => {
  it("makes a PDF that can be read and a page that checks itself", async () => {
    await button("Report for the customer").click();
    await app.page.getByText("Signed with the key").waitFor();
    await accessible();
    const pdf = new Uint8Array(await savedBy(button("Save PDF")));
    const { text } = await extractText(await getDocumentProxy(pdf), { mergePages: true });
    expect(text).toContain("Your consumption");
    expect(text).toContain("kWh");
    const page = (await savedBy(button("Save page"))).toString("utf8");
    expect(await verdictOf("genuine.html", page)).toMatchObject({
      state: "genuine",
      heading: "Your consumption",
    });
    const signed = /id="signed">([^<]*)</.exec(page)?.[1] ?? "";
    const forged = Buffer.from(signed, "base64")
      .toString("utf8")
      .replace(/"total":"\d/, '"total":"9');
    const changed = page.replace(signed, Buffer.from(forged, "utf8").toString("base64"));
    expect(await verdictOf("changed.html", changed)).toEqual({ state: "tampered", heading: undefined });
  });

  it("says what to do for a customer without an address, and while mail is not set up", async () => {
    await app.page.getByText("This customer has no e-mail address").waitFor();
    await app.page.getByLabel("E-mail address").fill("ida@example.org");
    await button("Send by mail").click();
    await app.page.getByText("Mail is not set up yet").waitFor();
    await app.page.keyboard.press("Escape");
  });

  it("sends it once the mail server is known", async () => {
    await app.when.opens("/mail");
    await app.page.getByLabel("Mail server").fill("127.0.0.1");
    await app.page.getByText("None", { exact: true }).click();
    await app.page.getByLabel("Port").fill(String(post.port));
    await app.page.getByLabel("From address").fill(ACCOUNT.user);
    await app.page.getByLabel("User name").fill(ACCOUNT.user);
    await app.page.getByLabel("Password", { exact: true }).fill(ACCOUNT.password);
    await button("Save", true).click();
    await app.page.getByText("Saved.").waitFor();
    await accessible();
    await app.page.goBack();
    await button("Report for the customer").click();
    await app.page.getByText("Signed with the key").waitFor();
    await app.page.getByLabel("E-mail address").fill("ida@example.org");
    await button("Send by mail").click();
    await app.page.getByText("Sent to ida@example.org.").waitFor();
    const [message] = post.received;
    expect(message?.to).toEqual(["ida@example.org"]);
    expect(message && [...attachmentsOf(message).keys()].sort()).toEqual([
      "Your consumption.html",
      "Your consumption.pdf",
    ]);
    expect(app.complaints.filter((text) => !/409|400|ERR_FAILED/.test(text))).toEqual([]);
  });
});

describe("a limit that can be read in two ways", () => {
  it("is asked about before anything is run by it", async () => {
    await app.when.opens("/reports/consumption");
    await app.page.getByLabel("Show rows").selectOption({ label: "above a limit" });
    const limit = app.page.getByLabel("Limit", { exact: true });
    await limit.fill("1,234");
    await app.page.getByText("“1,234” can be read in two ways. Type 1234 or 1.234.").waitFor();
    expect(await limit.getAttribute("aria-invalid")).toBe("true");
    await accessible();
    await button("Run report").click();
    await eventually(
      () => limit.evaluate((one) => document.activeElement === one),
      (isThere) => isThere,
    );
    expect(await grid().count()).toBe(0);
    await limit.fill("1234");
    await expect.poll(() => limit.getAttribute("aria-invalid")).toBe("false");
    await runs();
  });
});

/** What a page says of itself, opened as a file, without any server. */
async function verdictOf(
  name: string,
  html: string,
): Promise<{ state: string | undefined; heading: string | undefined }> {
  const path = join(folder, name);
  await writeFile(path, html);
  const page = await app.page.context().newPage();
  try {
    await page.goto(`file://${path}`);
    await page.waitForFunction(() => document.getElementById("verdict")?.dataset["state"] !== "checking");
    return await page.evaluate(() => ({
      state: document.getElementById("verdict")?.dataset["state"],
      heading: document.querySelector("h1")?.textContent ?? undefined,
    }));
  } finally {
    await page.close();
  }
}
