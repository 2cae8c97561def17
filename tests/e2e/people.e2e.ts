import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { meterKeyOf } from "../../shared/model/meter-id.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { given } from "../support/app-driver.ts";
import { readKept } from "../support/browser-stores.ts";
import { openBrowser } from "../support/open-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/** People of a utility from its first start on, each in a browser of their own. */
const MASTER_KEY = Uint8Array.from(Buffer.from(`${"00".repeat(31)}01`, "hex"));
const ADAS = "seven otters in a drawer";
const NORAS = "lamp posts sing at noon";
/** The feed notices at its next heartbeat at the latest that its session has ended. */
const NOTICED_WITHIN_MS = 60_000;

const dataFolder = makeDataFolder();
let server: RunningServer;
let browser: Browser;
let ada: Page;
let nora: Page;

beforeAll(async () => {
  await addPoint("p-north", "North", "Engvej 1");
  await addPoint("p-south", "South", "Sydvej 2");
  server = await runServer({ dataFolder });
  browser = await openBrowser();
  [ada, nora] = [await openProfile(), await openProfile()];
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  removeDataFolder(dataFolder);
});

async function addPoint(id: string, area: string, address: string): Promise<void> {
  const store = await openUtilityStore({ dataFolder, utility: "utility", masterKey: MASTER_KEY });
  if (!store.ok) throw new Error(store.error.kind);
  const serial = area === "North" ? "90000001" : "90000002";
  const point = {
    id,
    number: id,
    address,
    postalCode: "5000",
    city: "Engby",
    area,
    medium: "heat",
    intervalMinutes: 60,
    customerNumber: "1",
    customerName: "A. Jensen",
  } as const;
  const meter = meterKeyOf({ manufacturer: "KAM", id: serial, version: 0x34, deviceType: 0x04 });
  const segment = {
    pointId: id,
    meter,
    type: "MULTICAL 403",
    mountedAtMs: 0,
    startValues: [],
    endValues: [],
  };
  await store.value.points.save([point], [segment]);
  await store.value.close();
}

async function openProfile(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  return context.newPage();
}

const pathOf = (page: Page): string => new URL(page.url()).pathname;

async function signIn(page: Page, user: string, password: string): Promise<void> {
  await page.getByLabel("User name").fill(user);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Whether the door says how long to wait, and lets nobody press meanwhile: both at one moment. */
const isShutFor = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const press = [...document.querySelectorAll("button")].find((one) => one.textContent === "Sign in");
    return press?.disabled === true && /try again in 0:\d\d/.test(document.body.innerText);
  });

async function expectNothingSerious(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
}

describe("people, from the first start on", () => {
  it("nobody can sign in until the printed link is opened, and that makes the first administrator", async () => {
    await ada.goto(`${server.url}/points`);
    await ada.getByText("Nobody can sign in yet").waitFor();
    await expectNothingSerious(ada);
    const token = /\/setup#(\S+)/.exec(server.output())?.[1];
    await ada.goto(`${server.url}/setup#${token}`);
    await ada.getByLabel("Your name").fill("Ada Lind");
    await ada.getByLabel("User name for signing in").fill("ada");
    const password = ada.getByLabel("Password", { exact: true });
    await password.fill("ada lind 2026");
    await ada.getByText("made of your name").waitFor();
    await password.fill(ADAS);
    await ada.getByText("hard to guess").waitFor();
    await expectNothingSerious(ada);
    await ada.getByRole("button", { name: "Create administrator" }).click();
    await ada.getByRole("list", { name: "People of this utility" }).getByText("Ada Lind").waitFor();
    expect(pathOf(ada)).toBe("/admin/users");

    const late = await openProfile();
    await late.goto(`${server.url}/setup#${token}`);
    await late.getByText("This link opens nothing").waitFor();
    await late.context().close();
  });

  it("somebody invited for one area chooses a password and sees that area's points and no pages about people", async () => {
    await ada.getByRole("button", { name: "Invite" }).click();
    await ada.getByLabel("Name", { exact: true }).fill("Nora Holm");
    await ada.getByLabel("User name").fill("nora");
    await ada.getByRole("radio", { name: "Office" }).check();
    await ada.getByRole("radio", { name: "Chosen areas" }).check();
    await ada.getByRole("checkbox", { name: "North" }).check();
    await expectNothingSerious(ada);
    await ada.getByRole("button", { name: "Make the link" }).click();
    const link = await ada.getByText(/\/invitation#/).textContent();
    await ada.getByRole("button", { name: "Done" }).click();

    await nora.goto(link ?? "");
    await nora.getByRole("heading", { name: "Welcome, Nora Holm" }).waitFor();
    await expectNothingSerious(nora);
    await nora.getByLabel("New password").fill(NORAS);
    await nora.getByRole("button", { name: "Choose password and sign in" }).click();
    await nora.getByText("Engvej 1").first().waitFor();
    expect(await nora.getByText("Sydvej 2").count()).toBe(0);
    expect(await nora.getByRole("link", { name: "Administration" }).count()).toBe(0);
    expect((await nora.request.get(`${server.url}/api/v1/points/p-south`)).status()).toBe(404);
    expect((await nora.request.get(`${server.url}/api/v1/users`)).status()).toBe(403);
    await nora.goto(`${server.url}/admin/users`);
    await nora.getByText("This page is not for your role").waitFor();
  });

  it("a session that ended leads to sign-in and back to the same place, in a known browser even while strangers guess", async () => {
    await nora.goto(`${server.url}/points/p-north`);
    await nora.getByRole("heading", { level: 1, name: "Engvej 1" }).waitFor();
    await ada.getByRole("button", { name: "Nora Holm" }).click();
    await ada.getByRole("button", { name: "Sign out everywhere" }).click();
    await nora.getByText("Your session has ended").waitFor({ timeout: NOTICED_WITHIN_MS });
    expect(pathOf(nora)).toBe("/points/p-north");
    await expect
      .poll(() => nora.getByText("Engvej 1").count(), { message: "nothing of it stays in the page" })
      .toBe(0);

    const stranger = await openProfile();
    await stranger.goto(server.url);
    // The first pause is a second and each is twice as long: guess on until one is looked at before it is over.
    const pause = stranger.getByText(/You can try again in 0:\d\d/);
    const wrong = stranger.getByText("is not right");
    let isShut = false;
    for (let tries = 0; tries < 15 && !isShut; tries++) {
      await signIn(stranger, "nora", `guess number ${tries}`);
      await wrong.or(pause).first().waitFor();
      isShut = await isShutFor(stranger);
    }
    expect(isShut).toBe(true);
    await stranger.context().close();

    await signIn(nora, "nora", NORAS);
    await nora.getByRole("heading", { level: 1, name: "Engvej 1" }).waitFor();
    expect(pathOf(nora)).toBe("/points/p-north");
  });

  it("somebody deactivated is out at once and cannot come back", async () => {
    await ada.getByRole("button", { name: "Deactivate" }).click();
    await ada.getByRole("button", { name: "Activate", exact: true }).waitFor();
    await nora.getByRole("button", { name: "Sign in" }).waitFor({ timeout: NOTICED_WITHIN_MS });
    await signIn(nora, "nora", NORAS);
    await nora.getByText("is not right").waitFor();
    await ada.keyboard.press("Escape");
  });

  it("the last administrator stays one", async () => {
    await ada.getByRole("button", { name: "Ada Lind" }).last().click();
    await ada.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
    await ada.getByText("last administrator").waitFor();
    await ada.keyboard.press("Escape");
  });

  it("the administrator changes what a role may do, and the audit log tells of it, whole", async () => {
    await ada.getByRole("link", { name: "Roles" }).click();
    const cell = ada.getByRole("combobox", { name: "Reader: Groups" });
    await cell.selectOption("Nothing");
    await ada.getByText("Saved").waitFor();
    expect(await ada.getByRole("combobox").count(), "five areas of two roles").toBe(10);
    await expectNothingSerious(ada);
    await ada.getByRole("link", { name: "Audit log" }).click();
    await ada.getByText("Changed what a role may do").click();
    const change = await ada.getByRole("row", { name: "group-management" }).textContent();
    expect(change).toBe("group-managementreadnone");
    await ada.getByRole("button", { name: "Check the chain" }).click();
    await ada.getByText("The log is whole").waitFor();
    await expectNothingSerious(ada);
  });

  it("a password is changed by whoever knows the old one, and signing out lets nobody back", async () => {
    await ada.goto(`${server.url}/account`);
    await ada.getByLabel("Current password").fill("not this one");
    await ada.getByLabel("New password").fill("four green kettles hum");
    await ada.getByRole("button", { name: "Change password" }).click();
    await ada.getByText("The current password is not right").waitFor();
    await ada.getByLabel("Current password").fill(ADAS);
    await ada.getByRole("button", { name: "Change password" }).click();
    await ada.getByText("The password was changed").waitFor();
    await expectNothingSerious(ada);
    await ada.getByRole("button", { name: "Sign out", exact: true }).click();
    await ada.getByLabel("User name").waitFor();
    await ada.goto(`${server.url}/admin/users`);
    await signIn(ada, "ada", "four green kettles hum");
    await ada.getByRole("list", { name: "People of this utility" }).waitFor();
  });

  it("who is signed in stays so while the server is gone", async () => {
    // A list is there without a server once this browser has shown it.
    await ada.getByRole("link", { name: "Metering points" }).click();
    await ada.getByText("Sydvej 2").first().waitFor();
    await expect
      .poll(async () => (await readKept(ada, "rounds-points-", "packs")).length)
      .toBeGreaterThan("[]".length);
    await ada.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await ada.goto(`${server.url}/account`);
    await ada.getByRole("button", { name: /Ada Lind/ }).waitFor();
    await server.stop();
    await ada
      .getByText(/Reconnecting/)
      .first()
      .waitFor();
    expect(await ada.getByLabel("User name").count()).toBe(0);
    await ada.getByRole("link", { name: "Metering points" }).click();
    await ada.getByText("Sydvej 2").first().waitFor();
    await ada.getByRole("button", { name: /Ada Lind/ }).click();
    await ada.getByRole("menuitem", { name: "Sign out" }).click();
    await ada.getByRole("alert").getByText("The server does not answer").first().waitFor();
    expect(pathOf(ada)).toBe("/account");
    // A browser that is not signed in says what it lacks, once it notices.
    await nora.evaluate(() => dispatchEvent(new Event("online")));
    await nora.getByText("Signing in needs the network").waitFor();
    await expectNothingSerious(nora);
  });
});

describe("the demonstration", () => {
  it("asks who one wants to be, and a deep link leads on to where it pointed", async () => {
    const app = await given.aRunningOffice({
      telegrams: [{ telegram: vectors["403.full.frameB"], key: vectors.key }],
      person: "nobody",
    });
    try {
      await app.when.opens("/heard?from=readme");
      await app.page.getByRole("button", { name: /Reader/ }).waitFor();
      await expectNothingSerious(app.page);
      await app.page.getByRole("button", { name: /Reader/ }).click();
      await app.page.getByRole("heading", { level: 1, name: "Heard" }).waitFor();
      await expect.poll(() => app.page.url()).toBe(`${app.server.url}/heard?from=readme`);
      expect(await app.page.getByRole("link", { name: "Administration" }).count()).toBe(0);
      await app.page.getByRole("button", { name: /Rikke Reader/ }).click();
      await app.page.getByRole("menuitem", { name: "Be somebody else" }).click();
      await app.page.getByRole("button", { name: /Administrator/ }).click();
      await app.page.getByRole("link", { name: "Administration" }).waitFor();
    } finally {
      await app.close();
    }
  });
});
