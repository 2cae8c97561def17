import { existsSync, readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { findBrowser } from "../support/find-browser.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/**
 * A battery that dies while the browser writes leaves half a record at the end of its store. Chromium passes over
 * it once, writes on behind it, and throws everything away when it is started once more.
 */
const ROUND = "Torn in two";

describe("a browser that was killed while it wrote", () => {
  const profile = makeProfile();
  const dataFolder = makeDataFolder();
  let server: RunningServer;
  let phone: Phone;

  const sees = (text: string) => phone.page.getByText(text).first().waitFor();
  const press = (name: string) => phone.page.getByRole("button", { name, exact: true }).click();

  /** The log the browser's store of this app is written to. */
  function logFile(): string {
    const root = join(profile, "Default/IndexedDB");
    const store = readdirSync(root).find((name) => name.endsWith(".indexeddb.leveldb")) ?? "";
    const logs = readdirSync(join(root, store)).filter((name) => name.endsWith(".log"));
    return join(root, store, logs.sort().at(-1) ?? "none");
  }

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
    await phone.kill();
    const torn = logFile();
    truncateSync(torn, statSync(torn).size - 7);

    await start();
    await phone.page.getByText(ROUND).click();
    await press("Send/Receive");
    await phone.page.getByRole("dialog", { name: "Summary" }).waitFor();
    for (let n = 0; n < 50 && existsSync(torn); n++) await new Promise((go) => setTimeout(go, 100));
    await phone.kill();

    await start();
    await sees(ROUND);
    expect(await phone.page.getByRole("button", { name: "Pair this phone" }).count()).toBe(0);
  }, 120_000);
});
