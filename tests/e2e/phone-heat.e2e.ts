import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { eventually, resting } from "../support/app-driver.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { hearTown } from "../support/heard-town.ts";
import { makeProfile, type Phone, removeProfile } from "../support/phone-browser.ts";
import { readJournal } from "../support/phone-journal.ts";
import { openBluetoothPhone, type PhoneLine, whyNoBluetooth } from "../support/phone-lines.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/** Heat meters heard from the car, and what their telegrams say of the water behind them, in flight mode. */
const TOWN = { points: 60, days: 2 };
const noBluetooth = whyNoBluetooth();

describe.skipIf(noBluetooth !== undefined)(`heat in the car${noBluetooth ?? ""}`, () => {
  let dataFolder = "";
  let server: RunningServer;
  let line: PhoneLine;
  let phone: Phone;
  const profile = makeProfile();
  const tab = (name: string) => phone.page.locator(".field-view .segment", { hasText: name });
  const number = (text: string): number => Number(text.replace(/[^\d.-]/g, ""));

  beforeAll(async () => {
    dataFolder = makeDataFolder();
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", `${TOWN.points}`, "--days", `${TOWN.days}`],
      readyWithinMs: 120_000,
    });
    line = await openBluetoothPhone();
    phone = await line.start({ profile });
    const cookie = await signInToDemo(server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    const list = await fetch(`${server.url}/api/v1/points`, { headers });
    const { points } = (await list.json()) as WirePointList;
    const body = JSON.stringify({ name: "Heat", pointIds: points.map(({ id }) => id) });
    await fetch(`${server.url}/api/v1/rounds`, { method: "POST", headers, body });
    const { page, context } = phone;
    await context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "reader" } });
    await page.goto(`${server.url}/read`);
    await page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await page.getByRole("button", { name: "Pair this phone" }).click();
    await page.getByText("Starts without network").waitFor();
    await page.getByText("Heat").first().click();
    await line.connect(phone);
    await page.getByText("Connected, nothing heard yet").waitFor();
    await server.stop();
  }, 180_000);
  afterAll(async () => {
    await phone?.kill();
    await line?.close();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  it("ranks the customers heard by the water to be gained, with what their meters complain of", async () => {
    const { page } = phone;
    const frames = hearTown(TOWN, 3);
    for (const frame of frames) await line.send(frame);
    // All of it: what comes later would move the rows while they are looked at.
    await expect.poll(async () => (await readJournal(phone)).frames.length).toBe(frames.length);
    await tab("Heat").click();
    const rows = page.locator(".heat-row");
    await expect.poll(() => rows.count(), { timeout: 60_000 }).toBeGreaterThan(10);
    const excesses = page.locator(".heat-excess[data-over='true']");
    await excesses.first().waitFor();
    const over = await resting(async () => (await excesses.allInnerTexts()).join("\n\n"));
    const volumes = over.split("\n\n").map((text) => number(text.split("m³")[0] ?? ""));
    expect(volumes).toEqual([...volumes].sort((a, b) => b - a));
    await expect.poll(() => rows.first().innerText()).toMatch(/Return \d+\.\d °C, cooling -?\d+\.\d K/);
    await tab("Read").click();
    // Only what is on the screen stands in the page: the list is moved until a meter that complains comes.
    await page.locator(".field-row").first().hover();
    await eventually(
      async () => {
        await page.mouse.wheel(0, 200);
        return page.locator(".field-row .status-mark").count();
      },
      (count) => count > 0,
    );
  });

  it("measures against the return the utility asks for, and refuses nonsense", async () => {
    const { page } = phone;
    await tab("Heat").click();
    const over = () => page.locator(".heat-excess[data-over='true']").count();
    // What was heard last is reckoned with a moment later.
    await eventually(over, (count) => count > 0);
    const before = await resting(over);
    const target = page.getByLabel("Return temperature aimed at, °C");
    await target.fill("60");
    await expect.poll(over).toBeLessThan(before);
    await target.fill("warm");
    await page.getByText("Type a temperature between 5 and 90 °C.").waitFor();
    await target.fill("30");
    await expect.poll(over).toBe(before);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
});
