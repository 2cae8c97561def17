import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePoint, WirePointList, WireReadings } from "../../shared/model/wire.ts";
import type { WireVisit } from "../../shared/model/wire-visits.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** A reading a customer told, with the photo they sent, typed in the office. */
let app: App;
let point: WirePoint;
let energy = 0;

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 20, days: 5 }, person: "office" });
  const { points } = await app.get.json<WirePointList>("/api/v1/points");
  const energyOf = (one: WirePoint) => one.latest?.values.find(({ register }) => register === "E1");
  // Of at least four digits, so that a thousand can be written in two ways.
  const found = points.find((one) => one.meter && Number(energyOf(one)?.value) >= 1000);
  if (!found) throw new Error("no heat meter in the town");
  point = found;
  energy = Number(energyOf(found)?.value);
});
afterAll(() => app?.close());

const sheet = () => app.page.getByRole("dialog");
const keep = () => sheet().getByRole("button", { name: "Keep" });
const heat = () => sheet().getByRole("textbox", { name: /Heat energy/ });

describe("a reading that is typed at a desk", () => {
  it("is held against what the meter said, and asked about where it could be two numbers", async () => {
    await app.when.opens(`/points/${point.id}`);
    await app.page.getByRole("button", { name: "Type a reading" }).press("Enter");
    await heat().waitFor();
    await expect.poll(() => keep().isDisabled()).toBe(true);
    await heat().fill(
      `${Math.floor(energy / 1000)},${String(energy % 1000)
        .padStart(3, "0")
        .slice(0, 3)}`,
    );
    await sheet()
      .getByText(/can be read in two ways/)
      .waitFor();
    const isWrong = () => heat().getAttribute("aria-invalid");
    await expect.poll(isWrong).toBe("true");
    await expect.poll(() => keep().isDisabled()).toBe(true);
    await heat().fill(String(energy - 500));
    await sheet().getByText("Less than the meter said before.").waitFor();
    await expect.poll(isWrong).toBe("false");
    const told = () =>
      heat().evaluate((one) =>
        (one.getAttribute("aria-describedby") ?? "")
          .split(" ")
          .map((id) => document.getElementById(id)?.textContent),
      );
    await expect.poll(told).toContain("Less than the meter said before.");
    await expect.poll(() => keep().isDisabled()).toBe(true);
    const { violations } = await new AxeBuilder({ page: app.page }).include("[role=dialog]").analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it("marks a moment that has not been, and says that the meter did not hang there before it was mounted", async () => {
    const when = sheet().getByLabel("Read at", { exact: true });
    const described = () =>
      when.evaluate(
        (box) => document.getElementById(box.getAttribute("aria-describedby") ?? "")?.textContent,
      );
    const now = await when.inputValue();
    await when.fill("2199-01-01T10:00");
    await eventually(described, (said) => said === "Choose a day and a time that is not still to come.");
    await expect.poll(() => when.getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => keep().isDisabled()).toBe(true);
    await when.fill("1990-01-01T10:00");
    await expect.poll(() => when.getAttribute("aria-invalid")).toBe("false");
    // What the meter says today it did not say before that moment: less is no fault then.
    await heat().fill("5");
    await keep().click();
    await sheet()
      .getByText(/^This meter did not hang at this point at that time\./)
      .waitFor();
    await when.fill(now);
  });

  it("becomes a reading by hand with its photo, and stands among the visits", async () => {
    await heat().fill(String(energy + 1));
    const jpeg = await app.page.evaluate(async () => {
      const canvas = new OffscreenCanvas(640, 480);
      canvas.getContext("2d")?.fillRect(0, 0, 320, 240);
      const blob = await canvas.convertToBlob({ type: "image/jpeg" });
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    const file = { name: "display.jpg", mimeType: "image/jpeg", buffer: Buffer.from(jpeg) };
    await sheet().locator('input[type="file"]').setInputFiles(file);
    await sheet().getByRole("img", { name: "The photo of this visit" }).waitFor();
    await sheet().getByLabel("Note").fill("Told by telephone");
    await keep().click();
    await sheet()
      .getByText(/Kept as a reading by hand/)
      .waitFor();
    await app.page.keyboard.press("Escape");
    const { visits } = await app.get.json<{ visits: readonly WireVisit[] }>(
      `/api/v1/points/${point.id}/visits`,
    );
    expect(visits).toMatchObject([{ outcome: "read", note: "Told by telephone", doubts: [] }]);
    expect(visits[0]?.photo).toMatch(/^[0-9a-f]{64}$/);
    const { readings } = await eventually(
      () => app.get.json<WireReadings>(`/api/v1/points/${point.id}/readings?limit=20`),
      (seen) => seen.readings.some(({ source }) => source === "manual"),
    );
    const own = readings.find(({ source }) => source === "manual");
    expect(own?.values).toMatchObject([{ register: "E1", value: String(energy + 1) }]);
    await app.page.getByRole("tab", { name: "Visits" }).click();
    await app.page.getByText("Told by telephone").waitFor();
  });
});
