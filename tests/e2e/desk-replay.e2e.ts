import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { type App, given } from "../support/app-driver.ts";
import { hearTown } from "../support/heard-town.ts";

const TOWN = { points: 10, days: 1 } as const;
/** Before anything the demo's town has said: nothing stands there. */
const LONG_AGO = Date.UTC(2025, 10, 24);

/** A phone's file, run again in the office with the office's own keys and drivers. */
describe("a recorded drive at a desk", () => {
  let app: App;
  let recording = "";
  let meters = 0;

  const show = (name: string, text: string) =>
    app.page
      .getByLabel("A phone's file")
      .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  const readings = async (): Promise<string> =>
    JSON.stringify((await app.get.json<WirePointList>("/api/v1/points")).points.map(({ id }) => id)) +
    (await app.get.json<{ last?: unknown }>("/api/v1/redecoding")).last;

  beforeAll(async () => {
    app = await given.aRunningOffice({ town: TOWN, screen: { width: 1440, height: 900 } });
    const frames = hearTown(TOWN, 3);
    meters = new Set(frames.map(({ meter }) => meter)).size;
    const lines = frames.map(({ hex }, n) => JSON.stringify({ rxAt: LONG_AGO + n * 1000, raw: hex }));
    recording = ['{"journal":"rounds 1","phone":"phone-0001"}', ...lines, "half a li"].join("\n");
  }, 180_000);
  afterAll(() => app.close());

  it("lists what would be read now, with the telegram behind it, and changes nothing by itself", async () => {
    const { page } = app;
    const before = await readings();
    await app.when.opens("/admin/replay");
    await show("monday.jsonl", recording);
    await page.getByRole("heading", { name: "monday.jsonl: replayed" }).waitFor();
    await page.getByText("1 line of the file left out: no telegram.").waitFor();
    await page.getByText("Telegrams are understood now that no reading stands for.").waitFor();
    const all = page.locator(".desk-replay-meter");
    expect(await all.count()).toBeGreaterThan(5);
    expect(await all.count()).toBeLessThanOrEqual(meters);
    await all.first().locator("summary").click();
    expect(await all.first().locator("code").first().innerText()).toMatch(/^Telegram [0-9A-F]{40,}$/);
    const rows = await all.first().locator("tbody tr").allInnerTexts();
    expect(rows.some((row) => /^(E1|V1|A\+)\s+–\s+[\d.,]+ (kWh|MWh|GJ|m³)/.test(row))).toBe(true);
    expect(await readings()).toBe(before);
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds (%s)", async (theme) => {
    for (const size of [
      { width: 412, height: 915 },
      { width: 1440, height: 900 },
    ]) {
      await app.when.looksFrom(size, theme);
      const { violations } = await new AxeBuilder({ page: app.page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
    }
  });

  it("is taken over when somebody asks, and then stands", async () => {
    const { page } = app;
    await page.getByRole("button", { name: /^Take over \d+ meters$/ }).click();
    await page.getByText("monday.jsonl was read anew").waitFor();
    await show("again.jsonl", recording);
    await page.getByRole("heading", { name: "again.jsonl: replayed" }).waitFor();
    await page.getByText("Nothing would change").waitFor();
  });

  it.each([
    ["notes.txt", "a;b\n", "This is no recording of a phone."],
    ["empty.jsonl", '{"journal":"rounds 1","phone":"phone-0001"}\n', "There is no telegram in it."],
    [
      "theirs.jsonl",
      `{"journal":"rounds 1","phone":"phone-0001"}\n{"rxAt":${LONG_AGO},"raw":"2E442D2C9999999934047A2A0000000000"}\n`,
      "None of the meters heard hangs at one of your points",
    ],
  ])("is refused with a next step: %s", async (name, text, sentence) => {
    await show(name, text);
    await app.page.getByText(sentence).waitFor();
  });
});
