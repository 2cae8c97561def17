import { existsSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { isKeptInRoom } from "../support/browser-stores.ts";
import { type CutLine, openCutLine } from "../support/cut-line.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { findBrowser } from "../support/find-browser.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";
import { logFile } from "../support/store-log.ts";

/**
 * A battery that dies while the browser writes leaves half a record at the end of its store. Chromium passes over
 * it once, writes on behind it, and throws everything away when it is started once more.
 */
const ROUND = "Torn in two";

/** One, or two where the browser was killed before it noted that the last one was sent. */
const WAITING = /\d changes? waiting/;

/** Leaves half a record at the end of it. */
function tearLog(profile: string): string {
  const torn = logFile(profile);
  truncateSync(torn, statSync(torn).size - 7);
  return torn;
}

/** The browser has begun another log. */
const isGone = (file: string) => expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(false);

/** Something that nobody needs, as the last of what the browser writes. */
function writeLast(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("torn", 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore("rows"));
    request.addEventListener("error", () => reject(request.error));
    request.addEventListener("success", () => {
      const transaction = request.result.transaction("rows", "readwrite", { durability: "strict" });
      transaction.objectStore("rows").put("x".repeat(1000), 1);
      transaction.addEventListener("complete", () => resolve(request.result.close()));
    });
  });
}

describe("a browser that was killed while it wrote", () => {
  const profile = makeProfile();
  const dataFolder = makeDataFolder();
  let server: RunningServer;
  let phone: Phone;

  const sees = (text: string) => phone.page.getByText(text).first().waitFor();
  const press = (name: string) => phone.page.getByRole("button", { name, exact: true }).click();

  async function start(): Promise<void> {
    phone = await startPhone({ browserPath: findBrowser(), profile });
    await phone.context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "reader" } });
    await phone.page.goto(`${server.url}/read`);
  }

  beforeAll(async () => {
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", "20", "--days", "1", "--rate", "1"],
      readyWithinMs: 120_000,
    });
    const cookie = await signInToDemo(server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    const list = (await (await fetch(`${server.url}/api/v1/points`, { headers })).json()) as WirePointList;
    const body = JSON.stringify({ name: ROUND, pointIds: list.points.map(({ id }) => id) });
    expect((await fetch(`${server.url}/api/v1/rounds`, { method: "POST", headers, body })).status).toBe(201);
    await start();
    await phone.page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await press("Pair this phone");
    await sees(ROUND);
  }, 240_000);
  afterAll(async () => {
    await phone?.kill();
    await server?.stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  it("has its rounds and its keys after the next start, and after the one behind it", async () => {
    await phone.page.evaluate(writeLast);
    await phone.kill();
    const torn = tearLog(profile);

    await start();
    await phone.page.getByRole("link", { name: ROUND }).click();
    // The start page has a button of that name too.
    await phone.page.getByRole("link", { name: "All rounds" }).waitFor();
    await press("Send/Receive");
    await phone.page.getByRole("dialog", { name: "Summary" }).waitFor();
    await isGone(torn);
    await phone.kill();

    await start();
    await sees(ROUND);
    expect(await phone.page.getByRole("button", { name: "Pair this phone" }).count()).toBe(0);
  });
});

describe("an office's browser that was killed while it wrote, with an edit that was not sent", () => {
  const profile = makeProfile();
  const dataFolder = makeDataFolder();
  let server: RunningServer;
  let line: CutLine;
  let desk: Phone;
  let pointId = "";

  async function opens(path: string): Promise<void> {
    desk = await startPhone({ browserPath: findBrowser(), profile });
    await desk.page.setViewportSize({ width: 1440, height: 900 });
    await desk.page.goto(line.url + path);
  }
  async function openEditor() {
    await desk.page.getByRole("button", { name: "Edit", exact: true }).click();
    const sheet = desk.page.getByRole("dialog");
    await sheet.getByLabel("Address", { exact: true }).waitFor();
    return sheet;
  }

  beforeAll(async () => {
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", "20", "--days", "1", "--rate", "1"],
      readyWithinMs: 120_000,
    });
    line = await openCutLine(server.url);
    const cookie = await signInToDemo(server.url, "office");
    const answer = await fetch(`${server.url}/api/v1/points`, { headers: { cookie } });
    pointId = ((await answer.json()) as WirePointList).points[0]?.id ?? "";
  }, 240_000);
  afterAll(async () => {
    await desk?.kill();
    await line?.close();
    await server?.stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  it.each([
    { page: "the point it is of", path: () => `/points/${pointId}`, note: "Code 4711" },
    { page: "the list, which opens no room", path: () => "/points", note: "Code 4712" },
    { page: "the list, without a note of who was in", path: () => "/points", note: "Code 4713", isOut: true },
  ])(
    "still has it two starts later, where only $page was looked at between",
    async ({ path, note, isOut }) => {
      line.mend();
      await opens(`/points/${pointId}`);
      await desk.context.request.post(`${line.url}/api/v1/demo-session`, { data: { person: "office" } });
      await desk.page.reload();
      await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      const sheet = await openEditor();
      await sheet.getByText(/Offline since/).waitFor({ state: "detached" });
      line.cut();
      await sheet.getByText(/Offline since/).waitFor();
      await sheet.getByLabel(/Key, code, dog/).fill(note);
      await sheet.getByLabel(/Key, code, dog/).blur();
      await sheet.getByText(WAITING).waitFor();
      // Kept a second later than the edit itself; what is torn is something written after both.
      await expect.poll(() => isKeptInRoom(desk.page, note)).toBe(true);
      await desk.page.evaluate(writeLast);
      await desk.kill();
      const torn = tearLog(profile);
      // The browser throws that away too where it died while it wrote there.
      if (isOut) rmSync(join(profile, "Default/Local Storage"), { recursive: true });

      await opens(path());
      await desk.page.getByRole("heading").first().waitFor();
      await isGone(torn);
      await desk.kill();

      await opens(`/points/${pointId}`);
      const again = await openEditor();
      await expect.poll(() => again.getByLabel(/Key, code, dog/).inputValue()).toBe(note);
      await again.getByText(WAITING).waitFor();
      line.mend();
      await again.getByText(WAITING).waitFor({ state: "detached" });
      await desk.kill();
    },
    180_000,
  );
});
