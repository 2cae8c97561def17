import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { type App, eventually, given } from "../support/app-driver.ts";

/** Two meters of one office: one with its key, one whose key nobody knows. */
const TELEGRAMS = [
  { telegram: vectors["403.full.frameB"], key: vectors.key },
  { telegram: vectors["m5.telegram"].replace("01000090", "02000090") },
];
const START_JS_LIMIT_KB = 150;

let app: App;

beforeAll(async () => {
  app = await given.aRunningOffice({ telegrams: TELEGRAMS });
});

afterAll(() => app?.close());

describe("the office, with a file of telegrams", () => {
  it("shows the meter with its product, its serial number and its value as soon as it is heard", async () => {
    await app.when.opens("/points");
    await app.when.waitsUntilThePointSays("90000001", "12,345 kWh");
    expect(await app.get.pointRow("90000001")).toMatch(/MULTICAL 403/);
    expect(app.get.path()).toBe("/points");
  });

  it("lists a meter whose key nobody knows, without a value", async () => {
    expect(await app.get.pointRow("90000002")).not.toMatch(/kWh/);
  });

  it("finds a point by its meter's serial number", async () => {
    await app.when.searchesFor("90000001");
    await app.page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
    expect(await app.get.pointRow("90000001")).toContain("12,345");
    await app.when.searchesFor("");
  });

  it("loads at most 150 kB of JavaScript to show the list, map and charts apart", () => {
    const scripts = app.loaded.filter(({ type, path }) => type === "script" && !/map|chart/.test(path));
    // Once each: a page that is looked at again loads nothing anew.
    const each = new Map(scripts.map(({ path, bytes }) => [path, bytes]));
    const bytes = [...each.values()].reduce((sum, one) => sum + one, 0);
    expect(bytes).toBeGreaterThan(10_000);
    const list = [...each].map(([path, size]) => `${path} ${size}`).join("\n");
    expect(bytes / 1024, list).toBeLessThanOrEqual(START_JS_LIMIT_KB);
  });

  it("opens the point, and says every value of the meter and its info codes in words", async () => {
    await app.when.opensPoint("90000001");
    await eventually(app.get.path, (seen) => /^\/points\/./.test(seen));
    await eventually(app.get.text, (seen) => /Readings.*Consumption.*Meters/.test(seen));
    const values = ["12,345", "987.65", "900,123", "600,456", "73.12", "41.20", "0.330"];
    const text = await eventually(app.get.text, (seen) => values.every((value) => seen.includes(value)));
    expect(text).not.toMatch(/t1-above-range|v1-wrong-direction/);
  });

  it("lays open the telegram behind the reading: its bytes, its layers and what each record says", async () => {
    await app.when.opensNewestTelegram();
    const said = ["KAM 90000001", "kamstrup-multical-403", "Decrypted", "12,345", "04FF07", "2026"];
    await eventually(app.get.telegram, (seen) => said.every((text) => seen.includes(text)));
    await app.when.closesTelegram();
  });

  it("asks no other origin for anything and makes the browser complain of nothing", () => {
    expect(app.complaints).toEqual([]);
  });

  it("runs under a strict content security policy", async () => {
    const policy = (await fetch(app.server.url)).headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it.each(["/points", "/heard"])(
    "is usable without sight or colour: axe finds nothing serious on %s",
    async (path) => {
      await app.when.opens(path);
      await app.page.waitForTimeout(500);
      const { violations } = await new AxeBuilder({ page: app.page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
    },
  );
});
