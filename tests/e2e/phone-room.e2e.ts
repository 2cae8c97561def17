import { readFileSync } from "node:fs";
import type { CDPSession, Locator } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readStores } from "../support/browser-stores.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { findBrowser } from "../support/find-browser.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

const FRAME = "56442D2C1700009034048D201162452321C155A529736B1706F0BEF0CE7815DB0B40578B30309A1AA0";
/** A look at the room comes every 20 seconds, and Chromium remembers half a minute how much there was. */
const LOOKS_MS = 90_000;

/**
 * The browser tells of 10 GiB whatever there is; the room it really has is put small by the browser's own tool. It has
 * a profile on the disk: one that is in memory only has no bounds.
 */
describe("a phone whose room gets short", () => {
  const profile = makeProfile();
  const dataFolder = makeDataFolder();
  let server: RunningServer;
  let phone: Phone;
  let devtools: CDPSession;
  const warning = (): Locator => phone.page.getByRole("region", { name: "Room for telegrams" });
  const usage = async (): Promise<number> =>
    (await phone.page.evaluate(() => navigator.storage.estimate())).usage ?? 0;
  const giveRoom = (quotaSize?: number) =>
    devtools.send("Storage.overrideQuotaForOrigin", {
      origin: new URL(phone.page.url()).origin,
      ...(quotaSize === undefined ? {} : { quotaSize }),
    });
  const chunks = async (): Promise<string> => (await readStores(phone.page, "rounds-field"))["chunks"] ?? "";

  /** As the phone's journal keeps them, each chunk a telegram of its own. */
  const hear = (times: readonly number[]): Promise<void> =>
    phone.page.evaluate(
      async ([hex, at]) => {
        const opened = indexedDB.open("rounds-field");
        await new Promise((resolve) => opened.addEventListener("success", resolve));
        const bytes = Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
        const written = opened.result.transaction("chunks", "readwrite");
        for (const atMs of at) written.objectStore("chunks").add({ frames: [{ atMs, bytes, rssiDbm: -70 }] });
        await new Promise((resolve) => written.addEventListener("complete", resolve));
        opened.result.close();
      },
      [FRAME, times] as const,
    );

  beforeAll(async () => {
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", "10", "--days", "1"],
      readyWithinMs: 120_000,
    });
    phone = await startPhone({ browserPath: findBrowser(), profile });
    await phone.context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "reader" } });
    await phone.page.goto(`${server.url}/read`);
    await phone.page.getByText("Starts without network").waitFor();
    devtools = await phone.context.newCDPSession(phone.page);
  }, 180_000);
  afterAll(async () => {
    await phone.kill();
    await server.stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  it("says for how many hours there is still room, before a day's telegrams have none", async () => {
    expect(await warning().count()).toBe(0);
    // Twelve hours take 80 MB: 30 MB are four hours and a half, less the megabyte it is exact to.
    await giveRoom((await usage()) + 30_000_000);
    await warning()
      .getByText(/There is room for about 4 hours of telegrams/)
      .waitFor({ timeout: LOOKS_MS });
  });

  it("says at eighty percent how full it is, and what to do", async () => {
    await giveRoom(Math.floor((await usage()) / 0.85));
    await warning()
      .getByText(/storage is (8[0-9]|9[0-9]) % full\. There is room for .* All telegrams are sent/)
      .waitFor({ timeout: LOOKS_MS });
  });

  it("is left by a file: what lies in it is taken off the phone, what was heard since is not", async () => {
    await phone.context.setOffline(true);
    await hear([1000, 2000, 3000]);
    const download = phone.page.waitForEvent("download");
    await warning().getByRole("button", { name: "Save to a file" }).click();
    const path = await (await download).path();
    expect(readFileSync(path, "utf8").trim().split("\n").length).toBe(4);
    await hear([4_000_000]);
    await warning().getByLabel("Take them off this phone").setInputFiles(path);
    await warning().getByText("3 telegrams taken off this phone.").waitFor();
    const left = await chunks();
    expect(left).toContain('"atMs":4000000');
    expect(left).not.toContain('"atMs":1000,');
    expect(left).not.toContain('"atMs":3000,');
    await phone.context.setOffline(false);
  });

  it("is left by sending: the office has it", async () => {
    await warning().getByRole("button", { name: "Send/Receive" }).click();
    const heard = async (): Promise<readonly string[]> => {
      const cookie = await signInToDemo(server.url, "office");
      const answer = await fetch(`${server.url}/api/v1/heard`, { headers: { cookie } });
      const { heard: all } = (await answer.json()) as { heard: readonly { readonly id: string }[] };
      return all.map(({ id }) => id);
    };
    await expect.poll(heard, { timeout: 60_000 }).toContain("90000017");
  });

  it("says nothing more once there is room", async () => {
    await giveRoom();
    await warning().waitFor({ state: "detached", timeout: LOOKS_MS });
  });
});
