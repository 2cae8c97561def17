import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePoint, WirePointList, WireReadings } from "../../shared/model/wire.ts";
import type { WireRoundHead } from "../../shared/model/wire-rounds.ts";
import { startOfStep } from "../../shared/model/zoned-time.ts";
import { eventually } from "../support/app-driver.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { findBrowser } from "../support/find-browser.ts";
import { countGoneHeadings, goneHeadings } from "../support/gone-headings.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/** What a customer is shown and given at the door without network and without a head, fetched in the morning. */
const PASSPHRASE = "four words on a dashboard";
const ZONE = "Europe/Copenhagen";
const HOUR_MS = 3_600_000;

describe("use of thirteen months on the phone", () => {
  let dataFolder = "";
  let server: RunningServer;
  let isStopped = false;
  let phone: Phone;
  let round: WireRoundHead;
  let point: WirePoint;
  /** By its meter's own registers: what it used yesterday, at least and at most. */
  let yesterday = { least: 0, most: 0 };
  const profile = makeProfile();

  const office = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const cookie = await signInToDemo(server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    return (await (await fetch(`${server.url}${path}`, { ...init, headers })).json()) as T;
  };
  const page = (): Page => phone.page;
  const stop = async (): Promise<void> => {
    if (!isStopped) await server?.stop();
    isStopped = true;
  };

  /** From an hour at which it was read to another; where it was not read at that one, the readings around it are bounds. */
  async function usedBetween({ id }: WirePoint, fromMs: number, toMs: number) {
    const path = `/api/v1/points/${id}/readings?before=${toMs + HOUR_MS}&limit=60`;
    const energies = async () =>
      (await office<WireReadings>(path)).readings.flatMap(({ atMs, values }) => {
        const energy = values.find(({ register, unit }) => register === "E1" && unit === "kWh");
        return energy ? [{ atMs, value: Number(energy.value) }] : [];
      });
    const from = (await energies()).find(({ atMs }) => atMs === fromMs);
    if (!from) return undefined;
    // In the first hour of a day its midnight was not heard; what is heard since comes in a moment.
    const newestFirst = await eventually(energies, (all) => all.some(({ atMs }) => atMs >= toMs));
    const low = newestFirst.find(({ atMs }) => atMs <= toMs);
    const high = newestFirst.findLast(({ atMs }) => atMs >= toMs);
    return low && high && { least: low.value - from.value, most: high.value - from.value };
  }

  beforeAll(async () => {
    dataFolder = makeDataFolder();
    const args = ["--points", "12", "--days", "430"];
    server = await runServer({ command: "demo", dataFolder, args, readyWithinMs: 170_000 });
    const { points } = await office<WirePointList>("/api/v1/points");
    const today = startOfStep(Date.now(), "day", ZONE);
    const start = startOfStep(today - 1, "day", ZONE);
    for (const one of points.filter(({ medium, meter }) => medium === "heat" && meter)) {
      const used = await usedBetween(one, start, today);
      if (!used) continue;
      point = one;
      yesterday = used;
      break;
    }
    round = await office<WireRoundHead>("/api/v1/rounds", {
      method: "POST",
      body: JSON.stringify({ name: "With its past", pointIds: points.map(({ id }) => id) }),
    });
    phone = await startPhone({ browserPath: findBrowser(), profile });
    await phone.context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "reader" } });
    await page().goto(`${server.url}/read`);
    await page().getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
    await page().getByRole("button", { name: "Pair this phone" }).click();
    await page().getByRole("link", { name: round.name }).waitFor();
    await page().evaluate(() => navigator.serviceWorker.ready);
  }, 240_000);

  afterAll(async () => {
    await phone?.kill();
    await stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  it("is missing in the morning's list until one tap fetches it, beside the frame formats", async () => {
    const line = page().locator(".check").filter({ hasText: "thirteen months" });
    await line.getByText("is not on this phone").waitFor();
    await expect.poll(() => line.getAttribute("data-good")).toBe("false");
    await page()
      .locator(".check[data-good=true]")
      .filter({ hasText: /frame format/i })
      .waitFor();
    await line.getByRole("button", { name: "Fetch" }).click();
    await line.getByText(/^Use of thirteen months of 12 points, up to/).waitFor();
    await expect.poll(() => line.getAttribute("data-good")).toBe("true");
    await page().reload();
    await line.getByText(/^Use of thirteen months of 12 points, up to/).waitFor();
  });

  it("belongs to a point that is found by its address or its meter's number", async () => {
    await page().goto(`${server.url}/read/${round.id}`);
    const rows = page().getByRole("list").getByRole("button");
    await expect.poll(() => rows.count()).toBeGreaterThan(3);
    const find = page().getByRole("searchbox", { name: "Find address, serial number or customer" });
    await find.fill(point.meter?.serial ?? "none");
    await expect.poll(() => rows.count()).toBe(1);
    await page().getByRole("button", { name: point.address }).waitFor();
    await find.fill("no such street");
    await page().getByText("No point of this round matches.").waitFor();
    await page().getByRole("button", { name: "Clear what is looked for" }).click();
    await expect.poll(() => rows.count()).toBeGreaterThan(3);
  });

  it("is shown at the door without a server and without a head", async () => {
    await stop();
    await page().getByRole("button", { name: point.address }).first().click();
    await page().getByRole("link", { name: "Read at the door" }).click();
    const panel = page().locator(".door-panel").filter({ hasText: "From the office, up to" });
    await panel.waitFor();
    await panel.getByText(`It is the use of ${point.customer}.`).waitFor();
    const last = panel.locator(".use-facts div").first().locator("dd");
    const shown = await eventually(
      () => last.innerText(),
      (text) => /^[\d,]+ kWh$/.test(text),
    );
    const used = Number(shown.replace(/\D/g, ""));
    expect(used).toBeGreaterThanOrEqual(yesterday.least);
    expect(used).toBeLessThanOrEqual(yesterday.most);
    expect(yesterday.most - yesterday.least).toBeLessThan(yesterday.most / 4);
    await panel.getByText("Months", { exact: true }).click();
    await expect.poll(() => panel.locator(".use-bar").count()).toBe(13);
    const { violations } = await new AxeBuilder({ page: page() }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it("is looked for while the door stands: nothing on the screen goes and comes", async () => {
    await countGoneHeadings(page());
    await page().reload();
    await page().locator(".door-panel").filter({ hasText: "From the office, up to" }).waitFor();
    expect(await page().locator("h1").innerText()).toBe(point.address);
    expect(await goneHeadings(page())).toBe(0);
  });

  it("is a page the customer keeps: it opens from a file, and says whether it was changed", async () => {
    const coming = page().waitForEvent("download");
    await page().getByRole("button", { name: "Give to the customer" }).click();
    const path = join(dataFolder, "kept.html");
    await (await coming).saveAs(path);
    const verdictOf = async (file: string) => {
      const own = await phone.context.newPage();
      await own.goto(pathToFileURL(file).href);
      const verdict = own.locator("#verdict:not([data-state=checking])");
      await verdict.waitFor();
      const said = [await verdict.getAttribute("data-state"), await own.locator("#content").innerText()];
      await own.close();
      return said;
    };
    const [state, text] = await verdictOf(path);
    expect(state).toBe("genuine");
    expect(text).toContain(point.customer ?? "nobody");
    expect(text).toContain(point.address);
    const html = readFileSync(path, "utf8");
    const signed = /id="signed">([^<]*)</.exec(html)?.[1] ?? "";
    const forged = Buffer.from(
      Buffer.from(signed, "base64").toString("utf8").replaceAll("kWh", "MWh"),
      "utf8",
    ).toString("base64");
    const other = join(dataFolder, "forged.html");
    writeFileSync(other, html.replace(signed, forged));
    expect((await verdictOf(other))[0]).toBe("tampered");
  });
});
