import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, eventually, given } from "../support/app-driver.ts";

const FRAME = "56442D2C1700009034048D201162452321C155A529736B1706F0BEF0CE7815DB0B40578B30309A1AA0";

describe("telegrams on a phone", () => {
  let app: App;

  beforeAll(async () => {
    app = await given.aRunningOffice({
      town: { points: 10, days: 1 },
      person: "reader",
      screen: { width: 412, height: 915 },
    });
  }, 180_000);
  afterAll(() => app.close());

  it("are saved to a file without network and handed over from it by any browser", async () => {
    const { page } = app;
    await app.when.opens("/read");
    await page.getByText("Starts without network").waitFor();
    await page.evaluate(async (hex) => {
      const opened = indexedDB.open("rounds-field");
      await new Promise((resolve) => opened.addEventListener("success", resolve));
      const bytes = Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
      const written = opened.result.transaction("chunks", "readwrite");
      written.objectStore("chunks").add({ frames: [{ atMs: Date.now(), bytes, rssiDbm: -70 }] });
      await new Promise((resolve) => written.addEventListener("complete", resolve));
      opened.result.close();
    }, FRAME);
    await page.context().setOffline(true);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save to a file" }).click();
    const path = await (await download).path();
    await page.getByText("The file is saved.").waitFor();
    const [, telegram = ""] = readFileSync(path, "utf8").split("\n");
    expect(JSON.parse(telegram)).toMatchObject({ raw: FRAME, rssiDbm: -70 });

    await page.context().setOffline(false);
    await page.evaluate(() => indexedDB.deleteDatabase("rounds-field"));
    await page.reload();
    await page.getByLabel("Hand over a file").setInputFiles(path);
    await page.getByText("1 telegram handed over").waitFor();
    // Taken in is not decoded yet.
    await eventually(
      () => app.get.json<{ heard: readonly { readonly id: string }[] }>("/api/v1/heard"),
      ({ heard }) => heard.some(({ id }) => id === "90000017"),
    );

    // Another file is refused with a next step.
    await page
      .getByLabel("Hand over a file")
      .setInputFiles({ name: "x.jsonl", mimeType: "text/plain", buffer: Buffer.from("a;b\n") });
    await page.getByText("This is no file of telegrams from Rounds.").waitFor();
  });
});
