import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import type { WirePointList } from "../../shared/model/wire.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { type FakeBridge, openFakeBridge, whyNoBluez } from "../support/fake-bluez.ts";
import { findBrowser } from "../support/find-browser.ts";
import { hearTown, type StickFrame } from "../support/heard-town.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

const TOWN = { points: 60, days: 1 };
const why = whyNoBluez();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(why !== undefined)(`a phone reads over Bluetooth${why ? ` (skipped: ${why})` : ""}`, () => {
  const profile = makeProfile();
  const dataFolder = makeDataFolder();
  let server: RunningServer;
  let bridge: FakeBridge;
  let phone: Phone;

  beforeAll(async () => {
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", `${TOWN.points}`, "--days", `${TOWN.days}`],
      readyWithinMs: 120_000,
    });
    bridge = await openFakeBridge();
    phone = await startPhone({
      browserPath: findBrowser(),
      profile,
      env: bridge.env,
      flags: ["--enable-features=WebBluetooth,WebBluetoothNewPermissionsBackend"],
    });
  }, 180_000);
  afterAll(async () => {
    await phone.kill();
    bridge.close();
    await server.stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  const left = async (): Promise<number> => Number(await phone.page.locator(".ring-left").textContent());

  /** Bridges cut what they carry into pieces of twenty bytes. */
  async function drive(frames: readonly StickFrame[]): Promise<void> {
    for (const { line } of frames) {
      for (let at = 0; at < line.length; at += 20) {
        bridge.notify(line.subarray(at, at + 20));
        await pause(4);
      }
    }
  }

  async function openRound(): Promise<number> {
    const cookie = await signInToDemo(server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    const list = (await (await fetch(`${server.url}/api/v1/points`, { headers })).json()) as WirePointList;
    const body = JSON.stringify({ name: "By air", pointIds: list.points.map(({ id }) => id) });
    await fetch(`${server.url}/api/v1/rounds`, { method: "POST", headers, body });
    await phone.context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "reader" } });
    await phone.page.goto(`${server.url}/read`);
    await phone.page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await phone.page.getByRole("button", { name: "Pair this phone" }).click();
    await phone.page.getByRole("link", { name: "By air" }).click();
    return list.points.length;
  }

  /** Taps the first bridge in the browser's own list. */
  async function chooseBridge(): Promise<void> {
    const session = await phone.context.newCDPSession(phone.page);
    await session.send("DeviceAccess.enable");
    let isChosen = false;
    session.on("DeviceAccess.deviceRequestPrompted", ({ id, devices }) => {
      const [first] = devices;
      if (!first || isChosen) return;
      isChosen = true;
      void session.send("DeviceAccess.selectPrompt", { id, deviceId: first.id });
    });
    await phone.page.getByRole("button", { name: "Bluetooth" }).click();
  }

  it("hears through a bridge, sets the stick behind it, and takes a broken link up again", async () => {
    const total = await openRound();
    await chooseBridge();
    await phone.page.getByText("Connected, nothing heard yet").waitFor();
    await expect.poll(() => formatHex(Uint8Array.from(bridge.written))).toContain("A501030600020A300100");
    await expect.poll(left).toBe(total);
    // Full frames: a compact one tells nothing until somebody has heard its format.
    const frames = hearTown(TOWN, 1);
    const half = Math.ceil(frames.length / 2);
    await drive(frames.slice(0, half));
    await phone.page.getByText("Hearing").waitFor();
    await expect.poll(left, { timeout: 60_000 }).toBe(total - half);
    const greetings = bridge.written.length;
    bridge.drop();
    await expect.poll(() => bridge.written.length, { timeout: 60_000 }).toBeGreaterThan(greetings);
    await drive(frames.slice(half));
    const heardMeters = new Set(frames.map(({ meter }) => meter)).size;
    await expect.poll(left, { timeout: 60_000 }).toBe(total - heardMeters);
  });
});
