import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { type App, eventually, given } from "../support/app-driver.ts";

const HEARD = vectors["403.full.frameB"];
const OTHER_KEY = "FF".repeat(16);

let app: App;

beforeAll(async () => {
  app = await given.aRunningOffice({ telegrams: [{ telegram: HEARD, key: vectors.key }] });
});

afterAll(() => app?.close());

const paste = (text: string) => app.page.getByLabel("Telegrams in hexadecimal").fill(text);
const tryKey = (text: string) => app.page.getByLabel("AES key").fill(text);
const result = async (): Promise<string> =>
  (await app.page.getByRole("region", { name: "What the telegram says" }).textContent()) ?? "";
const untilResultSays = (pattern: RegExp): Promise<string> =>
  eventually(result, (seen) => pattern.test(seen));

describe("the telegram inspector", () => {
  it("is one step from every screen of the office", async () => {
    await app.when.opens("/points");
    await app.page.getByRole("link", { name: "Telegram inspector" }).click();
    await eventually(app.get.heading, (heading) => heading === "Telegram inspector");
  });

  it("says whose telegram was pasted, and that a key is needed to read on", async () => {
    await paste(HEARD);
    const text = await untilResultSays(/No key/);
    expect(text).toContain("KAM 90000001");
    expect(text).toContain("frame format B");
    expect(text).toContain("Type the meter's key above");
  });

  it("makes a wrong key and a key that is none obvious", async () => {
    await tryKey(OTHER_KEY);
    expect(await untilResultSays(/Wrong key/)).toContain("This key does not open the telegram");
    await tryKey(OTHER_KEY.slice(1));
    await app.page.getByText("These are 31 characters").waitFor();
    await untilResultSays(/No key/);
  });

  it("reads every value with the right key, whose digits stay hidden until asked for", async () => {
    await tryKey(vectors.key);
    const text = await untilResultSays(/Decrypted/);
    for (const value of ["12,345", "987.65", "900,123", "600,456", "73.12", "41.20", "0.330"]) {
      expect(text).toContain(value);
    }
    expect(await app.page.getByLabel("AES key").getAttribute("type")).toBe("password");
    await app.page.getByRole("button", { name: "Show the key" }).click();
    await expect.poll(() => app.page.getByLabel("AES key").getAttribute("type")).toBe("text");
  });

  it("explains a byte by pointing at it or walking to it", async () => {
    const first = app.page.locator(".hex-byte").first();
    await first.focus();
    expect(await first.getAttribute("aria-label")).toBe("Byte 0 56, Length of what follows");
    await untilResultSays(/Link layer: Length of what follows \(EN 13757-4\)/);
    await app.page.keyboard.press("ArrowDown");
    await app.page.keyboard.press("ArrowDown");
    // Byte 32 is the last one of the second record, E8, which begins at byte 26.
    await untilResultSays(/Data records: Forward energy \(EN 13757-3/);
  });

  it("reads several telegrams, and lets the full one teach the compact one", async () => {
    await paste(`${HEARD}\n${vectors["403.compact.frameA"]}\n${vectors["mbus.rsp_ud"]}`);
    const list = app.page.getByRole("navigation", { name: "Telegrams" });
    await eventually(
      () => list.getByRole("button").count(),
      (count) => count === 3,
    );
    await list.getByRole("button", { name: "Line 2" }).click();
    expect(await untilResultSays(/Which record format/)).toContain("12,345");
    await list.getByRole("button", { name: "Line 3" }).click();
    await untilResultSays(/wired M-Bus/);
  });

  it("says in a sentence what is wrong with junk", async () => {
    await paste("This is no telegram");
    await untilResultSays(/“T” at character 1 is not a hexadecimal digit/);
    await paste(HEARD.slice(1));
    await untilResultSays(/half a byte is missing/);
    await paste(HEARD.slice(0, 60));
    await untilResultSays(/Cut short: Link layer, from byte \d+ on/);
    await paste(`${"AB".repeat(32_768)}`);
    await untilResultSays(/could not be read/);
    expect(await app.page.locator(".hex-byte").count()).toBeLessThanOrEqual(1024);
  });

  it("works without network, makers' own formats included, and shows an example", async () => {
    await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await app.page.context().setOffline(true);
    await app.when.opens("/inspector");
    await app.page.getByRole("button", { name: "Show an example" }).click();
    await untilResultSays(/Decrypted/);
    // A smoke detector's own format, whose codec is a file of its own; the alarm of 31 December 2019.
    await paste("0F4468501122334476F0A0019F278229");
    await untilResultSays(/Prev date.*2019-12-31/);
    await app.page.context().setOffline(false);
  });

  it("opens the telegram behind a reading, without its key", async () => {
    await app.when.opens("/points");
    await app.when.opensPoint("90000001");
    await app.when.opensNewestTelegram();
    await app.page.getByRole("link", { name: "Open in inspector" }).click();
    expect(await untilResultSays(/KAM 90000001/)).toContain("No key");
  });

  it("has kept neither telegram nor key when one comes back, and sent them nowhere", async () => {
    await app.when.opens("/inspector");
    expect(await app.page.getByLabel("AES key").inputValue()).toBe("");
    expect(await app.page.getByLabel("Telegrams in hexadecimal").inputValue()).toBe("");
    const kept = await app.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(kept).not.toContain(vectors.key);
    expect(app.complaints.filter((line) => !line.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  });

  it.each(["light", "dark"] as const)(
    "is usable without sight: axe finds nothing serious (%s)",
    async (theme) => {
      await app.when.looksFrom({ width: 412, height: 915 }, theme);
      await app.when.opens("/inspector");
      await app.page.getByRole("button", { name: "Show an example" }).click();
      await untilResultSays(/Decrypted/);
      const { violations } = await new AxeBuilder({ page: app.page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
      const width = await app.page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(412);
    },
  );
});
