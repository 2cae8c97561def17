import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { type App, given } from "../support/app-driver.ts";
import { type CutLine, openCutLine } from "../support/cut-line.ts";
import { fetchAnew, signInToDemo } from "../support/demo-sign-in.ts";
import { storedPhone } from "../support/stored-phone.ts";

/** What goes wrong on the road: one sentence with a next step each, and nothing heard is lost. */
const PASSPHRASE = "four words on a dashboard";
const FRAME = "56442D2C0900009034048D201162452321C155A529736B1706F0BEF0CE7815DB0B40578B30309A1AA0";

describe("trouble on the road", () => {
  let app: App;
  let way: CutLine;
  let office: { readonly cookie: string; readonly "content-type": string };

  const sees = (text: string | RegExp, page: Page = app.page) => page.getByText(text).first().waitFor();
  const press = (name: string, page: Page = app.page) =>
    page.getByRole("button", { name, exact: true }).click();

  async function makeRound(name: string): Promise<void> {
    const list = await fetchAnew(`${app.server.url}/api/v1/points`, { headers: office });
    const { points } = (await list.json()) as WirePointList;
    const body = JSON.stringify({ name, pointIds: points.map(({ id }) => id) });
    const answer = await fetch(`${app.server.url}/api/v1/rounds`, { method: "POST", headers: office, body });
    expect(answer.status).toBe(201);
  }

  /** Send/Receive on a round ends with its summary. */
  async function exchange(): Promise<void> {
    await press("Send/Receive");
    await app.page.getByRole("dialog", { name: "Summary" }).waitFor();
    await press("Close");
  }

  /** As if the receiver had heard these frames: straight into the phone's journal. */
  const putFrames = (numbers: readonly number[]) =>
    app.page.evaluate(
      async ([hex, all]) => {
        const opened = indexedDB.open("rounds-field");
        await new Promise((resolve) => opened.addEventListener("success", resolve));
        const written = opened.result.transaction("chunks", "readwrite");
        const frames = (all as number[]).map((n) => {
          const bytes = Uint8Array.from(String(hex).match(/../g) ?? [], (two) => Number.parseInt(two, 16));
          bytes[4] = n;
          return { atMs: Date.now() + n, bytes, rssiDbm: -70 };
        });
        written.objectStore("chunks").add({ frames });
        await new Promise((resolve) => written.addEventListener("complete", resolve));
        opened.result.close();
      },
      [FRAME, numbers] as const,
    );

  /** How many telegrams the server has from phones. */
  /** What was handed over is there once it is decoded, a moment later. */
  const heardOf = async (ids: readonly string[]): Promise<readonly string[]> => {
    const answer = await fetchAnew(`${app.server.url}/api/v1/heard`, { headers: office });
    const { heard } = (await answer.json()) as { heard: readonly { readonly id: string }[] };
    return heard.map(({ id }) => id).filter((id) => ids.includes(id));
  };

  const storedRoomBytes = () =>
    app.page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
      const opened = indexedDB.open(names.find((name) => name.startsWith("rounds-rooms-")) ?? "");
      await new Promise((resolve) => opened.addEventListener("success", resolve));
      const asked = opened.result.transaction("rooms").objectStore("rooms").getAll();
      await new Promise((resolve) => asked.addEventListener("success", resolve));
      opened.result.close();
      return asked.result.reduce((most, { state }) => Math.max(most, state.length), 0);
    });

  async function signIn(): Promise<void> {
    const answer = await app.page.request.post(`${way.url}/api/v1/demo-session`, {
      data: { person: "reader" },
    });
    expect(answer.ok()).toBe(true);
  }

  beforeAll(async () => {
    app = await given.aRunningOffice({
      town: { points: 20, days: 1 },
      person: "reader",
      screen: { width: 412, height: 915 },
    });
    office = {
      cookie: await signInToDemo(app.server.url, "office"),
      "content-type": "application/json",
    };
    way = await openCutLine(app.server.url);
    await makeRound("By the harbour");
    await signIn();
    await app.page.goto(`${way.url}/read`);
    await app.page.getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
    await press("Pair this phone");
    await sees("By the harbour");
    await sees("Starts without network");
  }, 180_000);
  afterAll(async () => {
    await way.close();
    await app.close();
  });

  it("two tabs: one hears, the other says so and takes over, and is asked for it again by itself", async () => {
    const second = await app.page.context().newPage();
    await second.goto(`${way.url}/read`);
    await sees("Rounds is open in another tab", second);
    await press("Read in this tab", second);
    await sees("By the harbour", second);
    await sees("Rounds is open in another tab");
    await second.close();
    await sees("By the harbour");
  });

  it("a session that ended: the round stays, the telegrams wait, and go after signing in", async () => {
    await app.page.getByRole("link", { name: "By the harbour" }).click();
    await app.page.locator(".field-row").first().waitFor();
    way.cut();
    await putFrames([0x11]);
    await app.page.context().clearCookies();
    await app.page.reload();
    await sees(/telegrams? and 0 reads wait/);
    way.mend();
    await exchange();
    await sees("You are signed out. What was heard is kept here");
    await app.page.getByRole("heading", { name: "By the harbour" }).waitFor();
    expect(await heardOf(["90000011"])).toEqual([]);
    await signIn();
    await exchange();
    await expect.poll(() => heardOf(["90000011"])).toEqual(["90000011"]);
  });

  it("a wrong passphrase on a round that is read: it is said, and the right one opens it", async () => {
    const typed = app.page.getByLabel("Passphrase, at least 8 characters");
    await press("Lock");
    await typed.fill("three words on it");
    await press("Unlock");
    await sees("That is not the passphrase.");
    await typed.fill(PASSPHRASE);
    await press("Unlock");
    await typed.waitFor({ state: "detached" });
  });

  it("a server that is newer: nothing is sent until the app is, and nothing is lost", async () => {
    way.twist(/rounds-protocol: 1/i, "rounds-protocol: 2");
    await putFrames([0x12]);
    await app.page.reload();
    await sees(/The server is newer than this app\. What was heard is kept here/);
    way.twist();
    await exchange();
  });

  it("a clock that is a year behind: it is said, and the telegrams come with the right time", async () => {
    const year = new Date().getUTCFullYear();
    way.twist(new RegExp(`(date: \\w+, \\d+ \\w+ )${year}`, "i"), `$1${year + 1}`);
    await app.page.reload();
    await exchange();
    await sees(/The phone's clock is 36[56] days behind\. Set it right/);
    way.twist();
    await exchange();
    await expect.poll(() => app.page.getByText("The phone's clock is").count()).toBe(0);
  });

  it("rounds that can no longer be read are fetched again, and what waits is not touched", async () => {
    way.cut();
    await putFrames([0x13]);
    const damaged = await app.page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
      const opened = indexedDB.open(names.find((name) => name.startsWith("rounds-rooms-")) ?? "");
      await new Promise((resolve) => opened.addEventListener("success", resolve));
      const written = opened.result.transaction("rooms", "readwrite");
      const rooms = written.objectStore("rooms");
      const asked = rooms.getAll();
      await new Promise((resolve) => asked.addEventListener("success", resolve));
      for (const row of asked.result) rooms.put({ ...row, state: Uint8Array.of(9, 9, 9, 9, 9) });
      await new Promise((resolve) => written.addEventListener("complete", resolve));
      opened.result.close();
      return asked.result.length;
    });
    expect(damaged).toBeGreaterThan(0);
    await app.page.reload();
    // What stood on the screen last is still there to be read by.
    await expect.poll(() => app.page.locator(".field-row").count()).toBeGreaterThan(3);
    way.mend();
    await exchange();
    await sees("All sent");
    await expect.poll(() => heardOf(["90000013"])).toEqual(["90000013"]);
    // What was fetched is kept again for a start without network.
    await expect.poll(storedRoomBytes, { timeout: 60_000 }).toBeGreaterThan(500);
  });

  it("a phone that was revoked: its keys are wiped, and what it heard is handed over", async () => {
    way.cut();
    await putFrames([0x14]);
    await app.page.reload();
    await sees(/telegrams? and 0 reads wait/);
    const cookie = await signInToDemo(app.server.url, "admin");
    const phones = await fetch(`${app.server.url}/api/v1/phones`, { headers: { cookie } });
    const list = (await phones.json()) as { phones: readonly { id: string }[] };
    for (const { id } of list.phones)
      await fetch(`${app.server.url}/api/v1/phones/${id}`, { method: "DELETE", headers: { cookie } });
    way.mend();
    await exchange();
    await app.page.goto(`${way.url}/read`);
    await sees("This phone was revoked and its keys are gone. What it heard can still be sent.");
    // None would come with Send/Receive: it is not asked for.
    await sees("Before you drive off");
    expect(await app.page.getByText("No keys yet").count()).toBe(0);
    await expect.poll(() => heardOf(["90000014"])).toEqual(["90000014"]);
    const keys = async () =>
      Object.keys(await storedPhone(app.page)).filter((name) => ["lease", "unlocked"].includes(name));
    await expect.poll(keys).toEqual([]);
  });
});
