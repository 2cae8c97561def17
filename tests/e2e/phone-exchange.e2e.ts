import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptPoints } from "../../server/sync/adopt-points.ts";
import type { WireConsumption, WirePointDetail } from "../../shared/model/wire.ts";
import type { WireRoundHead, WireRounds } from "../../shared/model/wire-rounds.ts";
import type { WireVisit } from "../../shared/model/wire-visits.ts";
import { findBrowser } from "../support/find-browser.ts";
import { LABELS, writeLabelVideo } from "../support/label-video.ts";
import { addPerson, addPoint, MASTER_KEY, openPeopleServer, PASSWORD, T0 } from "../support/people-server.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { freePort, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/** Two meters are exchanged at their doors by a phone that has no server, in a browser that is killed in between. */
const PASSPHRASE = "four words on a dashboard";
const NEW = "KAM-69012345-34-04";
const NEW_KEY = "5A".repeat(16);
const HOUR_MS = 3_600_000;

/** A town of two heat meters, the second street's with fewer registers, and one meter in stock. */
async function makeTown(): Promise<string> {
  const server = await openPeopleServer({ utilities: 1 });
  const { town } = server;
  for (const user of ["reader", "second"])
    await addPerson(server, town, { user, role: "user", password: PASSWORD });
  await addPerson(server, town, { user: "office", role: "superuser", password: PASSWORD });
  await addPoint(town, {
    id: "p1",
    area: "North",
    address: "Street 1",
    serial: "60000001",
    more: [
      { register: "V1", unit: "m³", first: 120 },
      { register: "E8", unit: "m³", first: 9000 },
      { register: "E9", unit: "m³", first: 5000 },
    ],
  });
  await addPoint(town, { id: "p2", area: "North", address: "Street 2", serial: "60000002" });
  await town.points.saveKeys([{ meter: NEW as never, key: Uint8Array.from(Buffer.from(NEW_KEY, "hex")) }]);
  await adoptPoints(town.rooms, town.store.points);
  return server.leave();
}

describe("an exchange at the door, without a server", () => {
  const profile = makeProfile();
  const videos = mkdtempSync(join(tmpdir(), "rounds-labels-"));
  let dataFolder = "";
  let port = 0;
  let server: RunningServer;
  let phone: Phone;
  let round: WireRoundHead;
  let printed = "";

  const startsServer = async (): Promise<void> => {
    server = await runServer({
      dataFolder,
      args: ["--utility", "town", "--port", `${port}`],
      env: { ROUNDS_MASTER_KEY: Buffer.from(MASTER_KEY).toString("hex") },
    });
  };
  const stopsServer = async (): Promise<void> => {
    printed += server.output();
    await server.stop();
  };
  const looksAt = async (label: "old" | "new"): Promise<void> => {
    const video = join(videos, `${label}.y4m`);
    writeLabelVideo(video, LABELS[label]);
    phone = await startPhone({
      browserPath: findBrowser(),
      profile,
      flags: [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        `--use-file-for-fake-video-capture=${video}`,
      ],
    });
  };
  const page = (): Page => phone.page;
  const origin = (): string => `http://localhost:${port}`;
  const press = (name: string | RegExp) => page().getByRole("button", { name }).click();
  const sees = (text: string | RegExp) => page().getByText(text).first().waitFor();
  const field = (name: string) => page().getByRole("textbox", { name });
  const at = (n: 1 | 2): string => `${origin()}/read/${round.id}/exchange/p${n}`;
  const cookieOf = async (user: string): Promise<string> => {
    const answer = await fetch(`${origin()}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ user, password: PASSWORD }),
    });
    return answer.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
  };
  const asks = async <T>(user: string, path: string, body?: object): Promise<T> => {
    const headers = {
      cookie: await cookieOf(user),
      "content-type": "application/json",
      "sec-fetch-site": "same-origin",
    };
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    return (await (await fetch(`${origin()}${path}`, { ...init, headers })).json()) as T;
  };

  beforeAll(async () => {
    [dataFolder, port] = [await makeTown(), await freePort()];
    await startsServer();
    round = await asks<WireRoundHead>("office", "/api/v1/rounds", {
      name: "Exchanges",
      pointIds: ["p1", "p2"],
    });
    await looksAt("old");
    await phone.context.request.post(`${origin()}/api/v1/session`, {
      data: { user: "reader", password: PASSWORD },
      headers: { "sec-fetch-site": "same-origin" },
      failOnStatusCode: true,
    });
    await page().goto(`${origin()}/read`);
    await page().getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
    await press("Pair this phone");
    await page().getByText(round.name).click();
    await page().evaluate(() => navigator.serviceWorker.ready);
    await page().locator(".ring-left").getByText("2", { exact: true }).waitFor();
    await stopsServer();
  }, 240_000);

  afterAll(async () => {
    await phone?.kill();
    await server?.stop();
    removeProfile(profile);
    rmSync(videos, { recursive: true, force: true });
    removeDataFolder(dataFolder);
  });

  it("knows the old meter by the bars on its label, and does not go on with another number unasked", async () => {
    await page().getByRole("button", { name: "Street 1" }).click();
    await page().getByRole("link", { name: "Exchange the meter" }).click();
    await field("Meter number").fill("60000009");
    await sees("The round says that meter 60000001 hangs here");
    expect(await page().getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
    await press("Scan the label");
    await sees("60000001: this is the meter of this point");
    expect(await page().getByRole("dialog").count()).toBe(0);
    await press("Next");
  }, 60_000);

  it("takes the old meter's last registers, held against what it said before, with a photo", async () => {
    await page().getByRole("heading", { name: "Its last values" }).waitFor();
    // Heard at the end of its first day: 5024 kWh, 144 m³, E8 9024 and E9 5024.
    await field("Heat energy").fill("5023");
    await page().getByRole("alert").getByText("5,023 kWh is less than the 5,024 kWh").waitFor();
    expect(await page().getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
    await field("Heat energy").fill("5200");
    await field("Volume").first().fill("150,5");
    for (const [name, value] of [
      [/E8|inlet/i, "9100"],
      [/E9|outlet/i, "5050"],
    ] as const)
      await page().getByRole("textbox", { name }).fill(value);
    await page().locator('.photo-field input[type="file"]').setInputFiles(LABELS.old);
    await page().getByRole("img", { name: "The photo of this visit" }).waitFor();
    const axe = await new AxeBuilder({ page: page() }).analyze();
    expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await smallTargets(page())).toEqual([]);
    await press("Next");
    await page().getByRole("heading", { name: "New meter" }).waitFor();
  }, 60_000);

  it("is where it was after a kill, and finds the new meter by its label in the stock of this morning", async () => {
    await expect.poll(() => draftStep(page())).toBe("new");
    await phone.kill();
    await looksAt("new");
    await page().goto(at(1));
    await page().getByRole("heading", { name: "New meter" }).waitFor();
    await field("Meter number").fill("60000002");
    await sees("This meter hangs at Street 2 already");
    await field("Meter number").fill("690");
    await page()
      .getByRole("button", { name: /69012345/ })
      .waitFor();
    await press("Scan the label");
    await sees("69012345, MULTICAL 403: in the office's stock");
    await press("Next");
    await field("Heat energy").fill("6000");
    await page().getByRole("alert").getByText("is more than the 5,200 kWh the old meter ended at").waitFor();
    expect(await page().getByRole("button", { name: "Keep the exchange" }).isDisabled()).toBe(true);
    await field("Heat energy").fill("7");
    for (const name of [/^Volume/, /E8|inlet/i, /E9|outlet/i])
      await page().getByRole("textbox", { name }).first().fill("0");
    await sees("60000001 comes down, MULTICAL 403 69012345 is put up.");
    expect(await smallTargets(page())).toEqual([]);
    await press("Keep the exchange");
    await sees("Meter exchanged");
    await sees(/Kept on this phone/);
  }, 60_000);

  it("is taken back while it is here only, with everything still told", async () => {
    await press("Take back");
    await page().getByRole("heading", { name: "Its first values" }).waitFor();
    expect(await field("Heat energy").inputValue()).toBe("7");
    await press("Keep the exchange");
    await sees("Meter exchanged");
    await page().getByRole("link", { name: "Back to the round" }).last().click();
    await page().locator(".ring-left").getByText("1", { exact: true }).waitFor();
  }, 60_000);

  it("may put up a meter nobody told of, once that is confirmed", async () => {
    await page().goto(at(2));
    await field("Meter number").fill("60000002");
    await press("Next");
    await field("Heat energy").fill("5100");
    await press("Next");
    await field("Meter number").fill("60000002");
    await sees("This is the number of the old meter");
    await field("Meter number").fill("70000001");
    expect(await page().getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
    await page().getByLabel("The number is on the label: go on").check();
    await press("Next");
    await press("All of them show 0");
    await press("Keep the exchange");
    await sees("Meter exchanged");
  }, 60_000);

  it("goes with Send/Receive: carried out once, read in the round; the one somebody else made first is told", async () => {
    await startsServer();
    const other = {
      id: "second-exchange",
      pointId: "p2",
      meter: "KAM-60000002-34-04",
      atMs: Date.now() - HOUR_MS,
      outcome: "exchanged",
      values: [{ register: "E1", value: "5099", unit: "kWh" }],
      exchange: {
        meter: "KAM-70000002-34-04",
        type: "",
        startValues: [{ register: "E1", value: "1", unit: "kWh" }],
      },
      doubts: [],
      note: "",
    };
    expect(await asks("second", "/api/v1/visits", other)).toEqual({ isNew: true });
    await phone.context.request.post(`${origin()}/api/v1/session`, {
      data: { user: "reader", password: PASSWORD },
      headers: { "sec-fetch-site": "same-origin" },
      failOnStatusCode: true,
    });
    await page().goto(`${origin()}/read/${round.id}`);
    await press("Send/Receive");
    await page().getByRole("dialog", { name: "Summary" }).getByText("Last complete exchange").waitFor();
    await page().keyboard.press("Escape");
    await page().goto(at(2));
    await sees("Exchange not carried out");
    await sees(/Somebody else exchanged this meter before/);
    await press("Understood");
    await page().getByRole("heading", { name: "Old meter" }).waitFor();
    await page().goto(at(1));
    await sees(/The office has it\.$/);
    expect(await page().getByRole("button", { name: "Take back" }).count()).toBe(0);
    const { segments } = await asks<WirePointDetail>("office", "/api/v1/points/p1");
    expect(
      segments.map(({ meterKey, endValues, startValues }) => [
        meterKey,
        endValues[0]?.value,
        startValues[0]?.value,
      ]),
    ).toEqual([
      ["KAM-60000001-34-04", "5200", undefined],
      [NEW, undefined, "7"],
    ]);
    expect(segments[0]?.endValues.map(({ register, value }) => [register, value])).toEqual([
      ["E1", "5200"],
      ["V1", "150.5"],
      ["E8", "9100"],
      ["E9", "5050"],
    ]);
    expect((await asks<WirePointDetail>("office", "/api/v1/points/p2")).segments[1]?.meterKey).toBe(
      "KAM-70000002-34-04",
    );
    await expect
      .poll(
        async () =>
          (await asks<WireRounds>("office", "/api/v1/rounds")).rounds.find(({ id }) => id === round.id)?.read,
      )
      .toBe(1);
  }, 90_000);

  it("makes no jump in the office: both meters are told, and what they counted adds up", async () => {
    const now = { meter: NEW, pointId: "p1", outcome: "read", doubts: [], note: "" };
    const values = [{ register: "E1", value: "27", unit: "kWh" }];
    await asks("reader", "/api/v1/visits", { ...now, id: "after-exchange", atMs: Date.now(), values });
    const [from, to] = [T0 + 23 * HOUR_MS, Date.now() + HOUR_MS];
    const { total, events, intervals } = await asks<WireConsumption>(
      "office",
      `/api/v1/points/p1/consumption?register=E1&step=day&from=${from}&to=${to}`,
    );
    // From 5023, heard at the first midnight, to 5200 on the old meter, from 7 to 27 on the new one: 177 + 20,
    // some 6 a day and 20 more today.
    expect(Number(total)).toBe(197);
    const days = intervals.map(({ value }) => Number(value));
    expect(days.length).toBeGreaterThan(20);
    expect(days.filter((value) => value < 0 || value > 27)).toEqual([]);
    expect(days.filter((value) => value > 8).length).toBeLessThanOrEqual(1);
    expect(events.map(({ kind }) => kind)).toEqual(["exchange"]);
    const { visits } = await asks<{ visits: readonly WireVisit[] }>("office", "/api/v1/points/p2/visits");
    expect(visits.map(({ by, conflict, doubts }) => [by, conflict, doubts])).toEqual([
      ["Name of reader", "exchange.other-meter", ["unknown-meter"]],
      ["Name of second", undefined, []],
    ]);
    const desk = await phone.context.newPage();
    await desk.setViewportSize({ width: 1440, height: 900 });
    await desk.goto(`${origin()}/points/p1`);
    await desk.getByRole("tab", { name: "Meters" }).click();
    await desk.getByRole("cell", { name: "69012345" }).waitFor();
    await desk.getByRole("cell", { name: "60000001" }).waitFor();
    await desk.close();
  }, 60_000);

  it("leaves the new meter's key nowhere it could be read", async () => {
    const audit = await asks<object>("office", "/api/v1/audit");
    const said = [
      printed,
      server.output(),
      JSON.stringify(audit),
      await page().evaluate(() => document.body.innerHTML),
    ];
    expect(said.filter((text) => text.toUpperCase().includes(NEW_KEY))).toEqual([]);
  });
});

const draftStep = (page: Page): Promise<string | undefined> =>
  page.evaluate(async () => {
    const opened = indexedDB.open("rounds-drafts");
    await new Promise((resolve) => opened.addEventListener("success", resolve));
    const asked = opened.result.transaction("exchanges").objectStore("exchanges").getAll();
    await new Promise((resolve) => asked.addEventListener("success", resolve));
    opened.result.close();
    return asked.result[0]?.step;
  });

const smallTargets = (page: Page): Promise<readonly (string | null)[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        ".road a, .road button, .road label:has(input), .road select, .road input[type=text], .road textarea",
      ),
    ]
      .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 48 || box.width < 48)
      .map(({ text }) => text),
  );
