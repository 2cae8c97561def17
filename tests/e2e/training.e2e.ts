import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, eventually, given } from "../support/app-driver.ts";
import { databaseNames, readStores } from "../support/browser-stores.ts";

const REAL = "rounds-field";
const OWN = "rounds-training";
/** A telegram of a meter of another town, as the real journal keeps it. */
const FRAME = "56442D2C1700009034048D201162452321C155A529736B1706F0BEF0CE7815DB0B40578B30309A1AA0";

describe("a training round", () => {
  let app: App;
  /** What any page or worker of the browser sent to the server. */
  const sent: string[] = [];
  let before: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    app = await given.aRunningOffice({
      town: { points: 10, days: 1 },
      person: "reader",
      screen: { width: 412, height: 915 },
    });
    const { page } = app;
    await app.when.opens("/read");
    await page.getByText("Starts without network").waitFor();
    // Something real is kept, and waits; without network it goes on waiting.
    await page.context().setOffline(true);
    await page.evaluate(async (hex) => {
      const opened = indexedDB.open("rounds-field");
      await new Promise((resolve) => opened.addEventListener("success", resolve));
      const bytes = Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
      const written = opened.result.transaction("chunks", "readwrite");
      written.objectStore("chunks").add({ frames: [{ atMs: 1_764_000_000_000, bytes, rssiDbm: -70 }] });
      await new Promise((resolve) => written.addEventListener("complete", resolve));
      opened.result.close();
    }, FRAME);
    before = await readStores(page, REAL);
    app.page.context().on("request", (request) => {
      if (request.method() !== "GET") sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
  }, 180_000);
  afterAll(() => app.close());

  const read = async (): Promise<number> => {
    const label = await app.page.getByRole("img", { name: /of 40 read/ }).getAttribute("aria-label");
    return Number(/^\d+/.exec(label ?? "")?.[0]);
  };

  it("starts without network, a round or a receiver, and is marked as training on every screen", async () => {
    const { page } = app;
    await page.getByRole("link", { name: "Training and rehearsal" }).click();
    const isMarked = async (): Promise<void> => {
      await page.getByText("Nothing here is real, nothing is sent.").waitFor();
      await expect.poll(() => page.title()).toContain("Training");
      await page.locator(".training-bar").waitFor();
    };
    await isMarked();
    await page.getByRole("link", { name: "Start the training round" }).click();
    await page.getByRole("heading", { level: 1, name: "Training round" }).waitFor();
    await page.locator(".field-row").first().waitFor();
    expect(await read()).toBe(0);
    await isMarked();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
    await page.getByRole("button", { name: "Set out" }).click();
    await page.getByText("20×").click();
    await page.getByRole("link", { name: "Ride along" }).click();
    await page.locator(".ride-left").waitFor();
    await isMarked();
    await page.getByRole("link", { name: "End the ride" }).click();
  });

  it("is read by driving, and says of what is left why it is", async () => {
    const { page } = app;
    const outcomes = async (): Promise<string> => (await readStores(page, OWN))["heard"] ?? "";
    await eventually(read, (count) => count > 0);
    await eventually(read, (count) => count >= 10);
    // Of all that is heard only one has another key on the phone than its own.
    // The car comes by it when the streets lead there: in a good minute at the latest.
    await expect.poll(outcomes, { timeout: 240_000 }).toContain('"wrong-key"');
    // Four of the forty cannot be read from the car, whatever it does.
    expect(await read()).toBeLessThanOrEqual(36);
    const rows = await readStores(page, OWN);
    const chunks = JSON.parse(rows["chunks"] ?? "[]") as readonly { readonly frames: readonly unknown[] }[];
    expect(chunks.flatMap(({ frames }) => frames).length).toBeGreaterThan(20);
    expect((JSON.parse(rows["reads"] ?? "[]") as readonly unknown[]).length).toBeGreaterThanOrEqual(10);
  }, 400_000);

  it("goes on after a reload, with what was read", async () => {
    const count = await read();
    await app.page.reload();
    await app.page.locator(".field-row").first().waitFor();
    expect(await eventually(read, (now) => now >= count)).toBeLessThanOrEqual(36);
  });

  it("lets an order be asked by radio and carried out, marked as training, with the changes the meter has left", async () => {
    const { page } = app;
    await page.getByText("Orders", { exact: true }).click();
    await page
      .locator(".field-row")
      .filter({ hasText: /Carry out/ })
      .first()
      .click();
    await page.getByText("Nothing here is real, nothing is sent.").waitFor();
    await expect.poll(() => page.title()).toContain("Training");
    await page.getByRole("radio", { name: /Training round/ }).waitFor();
    expect(await page.getByRole("button", { name: "Cable" }).count()).toBe(0);
    await page.getByRole("button", { name: "Ask by radio, from the street" }).click();
    await page.getByText("What would happen").waitFor({ timeout: 90_000 });
    await page.getByText("7 of 25 legal changes left").waitFor();
    await page.getByRole("button", { name: "Carry it out" }).click();
    await page.getByRole("status").getByText("Carried out").waitFor({ timeout: 90_000 });
    await page.getByText("Nothing of it goes to the office.").waitFor();
    await page.getByRole("link", { name: "Back to the round" }).last().click();
    const events = async () =>
      JSON.parse((await readStores(page, OWN))["orderEvents"] ?? "[]") as readonly object[];
    await expect.poll(events).toEqual([expect.objectContaining({ kind: "done", isSent: 0 })]);
  }, 240_000);

  it("takes a visit typed at a door like a real one", async () => {
    const { page } = app;
    await page.locator(".field-row").first().click();
    await page.getByRole("dialog").getByRole("link", { name: "Type a reading" }).click();
    await page.getByText("Nothing here is real, nothing is sent.").waitFor();
    await page.getByText("No reading", { exact: true }).click();
    await page.locator(".reason").first().click();
    await page.getByRole("button", { name: "Keep" }).click();
    await page.getByRole("button", { name: "Take back" }).waitFor();
    await page.getByText(/Nothing of it goes to the office/).waitFor();
  });

  it("ends with a summary that tells what was wrong on purpose", async () => {
    const { page } = app;
    await page.getByRole("link", { name: "End the training" }).click();
    await page.getByRole("heading", { level: 1, name: "Training ended" }).waitFor();
    await page.getByText(/[1-3]\d of 40 read/).waitFor();
    // One of the two orders was carried out.
    await page.getByText("Orders carried out").waitFor();
    await page.getByText("1 of 2", { exact: true }).waitFor();
    await expect
      .poll(() => page.locator(".training-fault").allInnerTexts())
      .toEqual([
        expect.stringContaining("no key for this meter"),
        expect.stringMatching(/not this meter's(.|\n)*(Wrong key|at the door)/),
        expect.stringContaining("was exchanged"),
        expect.stringContaining("sends nothing any more"),
      ]);
  });

  it("is thrown away; the real journal is as it was and the office got not one frame", async () => {
    const { page } = app;
    expect(await databaseNames(page)).toContain(OWN);
    await page.context().setOffline(false);
    // Long enough for the app's own sending beat, had there been anything of the training to send.
    await page.getByRole("button", { name: "Throw the training away" }).click();
    await page.getByRole("heading", { level: 1, name: "Read meters" }).waitFor();
    await expect.poll(() => page.title()).not.toContain("Training");
    await expect
      .poll(async () => (await databaseNames(page)).filter((name) => name.startsWith(OWN)))
      .toEqual([]);
    const after = await readStores(page, REAL);
    expect(after["chunks"]).toBe(before["chunks"]);
    expect(after["reads"]).toBe("[]");
    expect(after["heard"]).toBe(before["heard"]);
    expect(after["visits"]).toBe("[]");
    expect([after["orders"], after["orderEvents"]]).toEqual(["[]", "[]"]);
    await page.getByRole("button", { name: "Send/Receive" }).last().click();
    // The one real telegram goes, alone.
    await eventually(
      () => sent.filter((call) => call.endsWith("/hearings")).length,
      (count) => count > 0,
    );
    await eventually(
      () => app.get.json<{ heard: readonly { readonly id: string }[] }>("/api/v1/heard"),
      ({ heard }) => heard.some(({ id }) => id === "90000017"),
    );
    expect(sent.filter((call) => call.endsWith("/hearings"))).toHaveLength(1);
    expect(sent.filter((call) => call.includes("/visits"))).toEqual([]);
  });
});
