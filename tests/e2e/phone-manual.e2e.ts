import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePoint, WirePointList, WireReadings } from "../../shared/model/wire.ts";
import type { WireRoundHead, WireRounds } from "../../shared/model/wire-rounds.ts";
import type { WireVisit } from "../../shared/model/wire-visits.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { findBrowser } from "../support/find-browser.ts";
import { makeProfile, type Phone, removeProfile, startPhone } from "../support/phone-browser.ts";
import { makeDataFolder, type RunningServer, removeDataFolder, runServer } from "../support/run-server.ts";

/** A reader without a radio: types what displays say, offline, with a browser that is killed in between. */
const PASSPHRASE = "four words on a dashboard";

describe("a reading that is typed at the door", () => {
  let dataFolder = "";
  let server: RunningServer;
  let phone: Phone;
  let round: WireRoundHead;
  let points: readonly WirePoint[] = [];
  const profile = makeProfile();

  const office = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const cookie = await signInToDemo(server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    return (await (await fetch(`${server.url}${path}`, { ...init, headers })).json()) as T;
  };
  const pointAt = (n: number): WirePoint => {
    const point = points[n];
    if (!point?.latest) throw new Error("no such point in the demo");
    return point;
  };
  const page = (): Page => phone.page;
  const press = (name: string | RegExp) => page().getByRole("button", { name }).click();
  const sees = (text: string | RegExp) => page().getByText(text).first().waitFor();
  const opensRound = () => page().goto(`${server.url}/read/${round.id}`);
  const opensTyping = async ({ address }: WirePoint): Promise<void> => {
    await page().getByRole("button", { name: address }).first().click();
    await page().getByRole("link", { name: "Type a reading" }).click();
    await page().getByRole("button", { name: "Keep" }).waitFor();
  };
  const visitsOf = async ({ id }: WirePoint) =>
    (await office<{ visits: readonly WireVisit[] }>(`/api/v1/points/${id}/visits`)).visits;

  /** A picture as a phone's camera makes it: larger than anybody needs. */
  const takePhoto = async (): Promise<void> => {
    const large = await page().evaluate(async () => {
      const canvas = new OffscreenCanvas(3200, 2400);
      const draw = canvas.getContext("2d");
      for (let at = 0; at < 3200; at += 40) {
        if (!draw) break;
        draw.fillStyle = `hsl(${at / 9} 70% 50%)`;
        draw.fillRect(at, 0, 40, 2400);
      }
      const jpeg = await canvas.convertToBlob({ type: "image/jpeg" });
      return [...new Uint8Array(await jpeg.arrayBuffer())];
    });
    const file = { name: "display.jpg", mimeType: "image/jpeg", buffer: Buffer.from(large) };
    await page().locator('input[type="file"]').setInputFiles(file);
    await page().getByRole("img", { name: "The photo of this visit" }).waitFor();
  };

  beforeAll(async () => {
    dataFolder = makeDataFolder();
    server = await runServer({
      command: "demo",
      dataFolder,
      args: ["--points", "12", "--days", "40"],
      readyWithinMs: 170_000,
    });
    const list = await office<WirePointList>("/api/v1/points");
    points = list.points.filter(({ medium, meter, latest }) => medium === "heat" && meter && latest);
    round = await office<WireRoundHead>("/api/v1/rounds", {
      method: "POST",
      body: JSON.stringify({ name: "By hand", pointIds: list.points.map(({ id }) => id) }),
    });
    phone = await startPhone({ browserPath: findBrowser(), profile });
    await phone.context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "reader" } });
    await page().goto(`${server.url}/read`);
    await page().getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
    await press("Pair this phone");
    await page().getByRole("link", { name: round.name }).click();
    await page().evaluate(() => navigator.serviceWorker.ready);
  }, 240_000);

  afterAll(async () => {
    await phone?.kill();
    await server?.stop();
    removeProfile(profile);
    removeDataFolder(dataFolder);
  });

  it("proposes what the meter should say, and asks again before it takes what cannot be", async () => {
    const point = pointAt(0);
    const last = Number(point.latest?.values.find(({ register }) => register === "E1")?.value);
    await opensTyping(point);
    await page()
      .getByRole("button", { name: /^Expected [\d,]+ kWh$/ })
      .click();
    const field = page().getByRole("textbox", { name: "Heat energy" });
    await expect.poll(async () => Number(await field.inputValue())).toBeGreaterThanOrEqual(last);
    const keep = (disabled: boolean) => page().getByRole("button", { name: "Keep", disabled }).waitFor();
    await keep(false);
    await field.fill(String(last - 1));
    await page()
      .getByRole("alert")
      .getByText(/is less than the/)
      .waitFor();
    await keep(true);
    await field.fill(`${last}0`);
    await page()
      .getByRole("alert")
      .getByText(/is far more than the/)
      .waitFor();
    await keep(true);
    await page().getByLabel("I looked again: it is right").check();
    await keep(false);
    await field.fill("1,250");
    await sees("“1,250” can be read in two ways. Type 1250 or 1.250.");
    await keep(true);
    await press("1250 kWh");
    await expect.poll(() => field.inputValue()).toBe("1250");
    // By keys: the choice goes, and what is pressed next is still about this register.
    await field.fill("1,250");
    await page().getByRole("button", { name: "1.250 kWh", exact: true }).press("Enter");
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
    await expect.poll(() => field.inputValue()).toBe("1.250");
    await field.fill("12x");
    await sees("Type digits");
    await keep(true);
    const axe = await new AxeBuilder({ page: page() }).analyze();
    expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    const small = await page().evaluate(() =>
      [
        ...document.querySelectorAll(
          ".road a, .road button, .road label:has(input), .road select, .road input[type=text]",
        ),
      ]
        .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 48 || box.width < 48)
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
  });

  it("is still there, half typed and with its photo, when the browser is killed offline", async () => {
    const point = pointAt(0);
    const last = point.latest?.values.find(({ register }) => register === "E1")?.value ?? "";
    await phone.context.setOffline(true);
    await page().getByRole("textbox", { name: "Heat energy" }).fill(last);
    await page().getByLabel("Note").fill("Behind the shelf");
    await takePhoto();
    // What is typed is durable a moment later.
    await expect
      .poll(() =>
        page().evaluate(async () => {
          const opened = indexedDB.open("rounds-drafts");
          await new Promise((resolve) => opened.addEventListener("success", resolve));
          const asked = opened.result.transaction("drafts").objectStore("drafts").getAll();
          await new Promise((resolve) => asked.addEventListener("success", resolve));
          opened.result.close();
          return asked.result.some(({ photo, note }) => photo?.length > 1000 && note !== "");
        }),
      )
      .toBe(true);
    await phone.kill();
    phone = await startPhone({ browserPath: findBrowser(), profile });
    await phone.context.setOffline(true);
    await page().goto(`${server.url}/read/${round.id}/type/${point.id}`);
    await page().getByRole("img", { name: "The photo of this visit" }).waitFor();
    await expect.poll(() => page().getByRole("textbox", { name: "Heat energy" }).inputValue()).toBe(last);
    await press("Keep");
    await sees("Reading kept");
    await sees(/Kept on this phone/);
  });

  it("is taken back as long as it is here only, and leaves what is left to read when it is kept", async () => {
    const point = pointAt(0);
    // As if the office had not taken it: no tick, and why.
    await page().evaluate(async () => {
      const opened = indexedDB.open("rounds-field");
      await new Promise((resolve) => opened.addEventListener("success", resolve));
      const visits = opened.result.transaction("visits", "readwrite").objectStore("visits");
      const asked = visits.getAll();
      await new Promise((resolve) => asked.addEventListener("success", resolve));
      for (const visit of asked.result) visits.put({ ...visit, refused: "period.locked" });
      await new Promise((resolve) => visits.transaction.addEventListener("complete", resolve));
      opened.result.close();
    });
    await page().reload();
    await sees(/The office did not take it/);
    expect(await page().locator(".kept-visit-line").getAttribute("data-tone")).toBe("alarm");
    await press("Take back");
    await page().getByRole("button", { name: "Keep" }).waitFor();
    const last = point.latest?.values.find(({ register }) => register === "E1")?.value ?? "";
    await page().getByRole("textbox", { name: "Heat energy" }).fill(last);
    await takePhoto();
    await press("Keep");
    await sees("Reading kept");
    await page().getByRole("link", { name: "Back to the round" }).last().click();
    await page().locator(".ring-left").getByText("11", { exact: true }).waitFor();
    expect(await page().getByRole("button", { name: point.address }).count()).toBe(0);
    await opensTyping(pointAt(1));
    await page().getByText("No reading", { exact: true }).click();
    await expect.poll(() => page().getByRole("button", { name: "Keep" }).isDisabled()).toBe(true);
    await page().getByLabel("Dog").check();
    await page().getByLabel("Note").fill("Brown and large");
    await press("Keep");
    await sees(/Kept on this phone/);
    // Killed with everything kept and nothing sent.
    await phone.kill();
    phone = await startPhone({ browserPath: findBrowser(), profile });
    await phone.context.setOffline(true);
    await opensRound();
    await page().locator(".ring-left").getByText("10", { exact: true }).waitFor();
    expect(await visitsOf(point)).toEqual([]);
  });

  it("goes with Send/Receive: one reading by hand, its photo small, the round's point read, the dog told", async () => {
    const [read, dog] = [pointAt(0), pointAt(1)];
    await phone.context.setOffline(false);
    // A browser that is killed may not have written its session down yet.
    await phone.context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "reader" } });
    // The browser takes a moment to be on the network again: until then Send/Receive says it is not.
    await expect
      .poll(
        async () => {
          await press("Send/Receive");
          await page().getByRole("dialog", { name: "Summary" }).waitFor();
          const isDone = await page().getByText("Last complete exchange").isVisible();
          const text = await page().locator(".sync-text").textContent();
          await page().keyboard.press("Escape");
          return [isDone, text];
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toEqual([true, expect.stringContaining("All sent")]);
    const [visit, ...others] = await visitsOf(read);
    expect(others).toEqual([]);
    expect(visit).toMatchObject({ outcome: "read", by: "Rikke Reader" });
    const last = read.latest?.values.find(({ register }) => register === "E1");
    expect(visit?.values).toEqual([{ register: "E1", value: last?.value, unit: last?.unit }]);
    const { readings } = await office<WireReadings>(`/api/v1/points/${read.id}/readings?limit=500`);
    expect(readings.filter(({ source }) => source === "manual")).toMatchObject([
      { receiver: "Rikke Reader", values: [{ register: "E1", value: last?.value }] },
    ]);
    const size = await page().evaluate(async (path) => {
      const picture = await createImageBitmap(await (await fetch(path)).blob());
      return [picture.width, picture.height];
    }, `/api/v1/points/${read.id}/photos/${visit?.photo}`);
    expect(size).toEqual([1600, 1200]);
    expect(await visitsOf(dog)).toMatchObject([{ outcome: "dog", note: "Brown and large", values: [] }]);
    await expect
      .poll(
        async () =>
          (await office<WireRounds>("/api/v1/rounds")).rounds.find(({ id }) => id === round.id)?.read,
      )
      .toBe(1);
    await page().locator(".segment").getByText("Read", { exact: true }).click();
    await page().getByRole("button", { name: dog.address }).getByText("Dog").waitFor();
  });

  it("stands at the point in the office, with its photo and its reason", async () => {
    const desk = await phone.context.newPage();
    await desk.setViewportSize({ width: 1440, height: 900 });
    await phone.context.request.post(`${server.url}/api/v1/demo-session`, { data: { person: "office" } });
    await desk.goto(`${server.url}/points/${pointAt(0).id}`);
    await desk.getByRole("tab", { name: "Visits" }).click();
    await desk.getByRole("link", { name: /^Open the photo/ }).waitFor();
    await expect
      .poll(() => desk.locator(".visit-photo img").evaluate((one) => (one as HTMLImageElement).naturalWidth))
      .toBe(1600);
    const axe = await new AxeBuilder({ page: desk }).analyze();
    expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await desk.goto(`${server.url}/points/${pointAt(1).id}`);
    await desk.getByRole("tab", { name: "Visits" }).click();
    await desk.getByText("Brown and large").waitFor();
  });
});
