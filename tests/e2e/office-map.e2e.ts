import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MapSettings, NO_MAP } from "../../shared/model/map-settings.ts";
import type { WirePoint, WirePointList } from "../../shared/model/wire.ts";
import { type App, eventually, given } from "../support/app-driver.ts";

/** The map of a small town in two parts: streets in the east, one street far in the west. */
let app: App;
let points: readonly WirePoint[];

beforeAll(async () => {
  app = await given.aRunningOffice({ town: { points: 200, days: 2 } });
  ({ points } = await app.get.json<WirePointList>("/api/v1/points"));
});
afterAll(() => app?.close());

const map = () => app.page.getByRole("region", { name: "Map of metering points" });
const press = (name: string): Promise<void> => map().getByRole("button", { name }).click();
const legend = async (): Promise<string> =>
  (await map().getByRole("list", { name: "Legend" }).locator("li").allInnerTexts()).join(" · ");
/** What it says once it has been drawn. */
const saysLegend = (isThere: (text: string) => boolean): Promise<string> => eventually(legend, isThere);
const picked = (): Promise<string> => app.page.locator(".selection-bar-count").innerText();

/** The face of a choice is what is pressed. */
const choosesLayout = (name: string): Promise<void> =>
  app.page.getByRole("radiogroup", { name: "Layout" }).locator(`label[data-tip="${name}"]`).click();

async function opensMap(): Promise<void> {
  await app.when.opens("/points");
  await choosesLayout("Map");
  await map().locator("canvas").first().waitFor();
  await press("Show all results");
}

async function drawsRing(ring: readonly (readonly [x: number, y: number])[]): Promise<void> {
  const ground = await map().locator(".map-ground").boundingBox();
  if (!ground) throw new Error("the map has no size");
  await press("Draw a ring round points");
  const at = ([x, y]: readonly [number, number]) =>
    [ground.x + x * ground.width, ground.y + y * ground.height] as const;
  for (const [n, place] of ring.entries()) {
    await app.page.mouse.move(...at(place), { steps: 4 });
    if (n === 0) await app.page.mouse.down();
  }
  await app.page.mouse.up();
}

const savesMap = async (settings: MapSettings): Promise<number> =>
  (await app.page.request.put(`${app.server.url}/api/v1/map`, { data: settings })).status();

describe("the map of metering points", () => {
  it("is coloured by kind of meter, each kind with a shape of its own in the legend", async () => {
    await opensMap();
    await saysLegend((text) => text.includes("All well"));
    await press("Colour by kind of meter");
    const kinds = "Kamstrup water · Kamstrup heat and cooling · Kamstrup electricity · Other meters";
    await saysLegend((text) => text === kinds);
    const shapes = await map()
      .locator(".map-kind path")
      .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
    expect(new Set(shapes).size).toBe(4);
    await press("Colour by state");
    await saysLegend((text) => text.includes("All well"));
  });

  it("picks what a ring is drawn round, and nothing else", async () => {
    await opensMap();
    const lons = points.flatMap(({ lon }) => (lon === undefined ? [] : [lon]));
    const middle = (Math.min(...lons) + Math.max(...lons)) / 2;
    const east = lons.filter((lon) => lon > middle).length;
    expect(east).toBeGreaterThan(0);
    expect(east).toBeLessThan(lons.length);
    await drawsRing([
      [0.5, 0.02],
      [0.98, 0.02],
      [0.98, 0.98],
      [0.5, 0.98],
    ]);
    await eventually(picked, (seen) => seen === `${east} points picked`);
    await press("Pick all points in sight");
    await eventually(picked, (seen) => seen === `${lons.length} points picked`);
    await app.page.getByRole("button", { name: "Pick none" }).click();
  });

  it("says that a ring was drawn round no point, and that none is in sight; what was picked stays", async () => {
    await opensMap();
    await press("Pick all points in sight");
    await app.page.locator(".selection-bar-count").waitFor();
    const before = await picked();
    await drawsRing([
      [0.4, 0.004],
      [0.402, 0.004],
      [0.402, 0.006],
    ]);
    const none = map().getByText("There is no point inside the ring. What was picked stays.", {
      exact: true,
    });
    await none.waitFor();
    expect(await picked()).toBe(before);
    const ground = map().locator(".map-ground");
    const size = await ground.boundingBox();
    if (!size) throw new Error("the map has no size");
    const far = { x: size.width - 40, y: size.height / 2 };
    for (let n = 0; n < 3; n++) {
      await app.page.mouse.move(size.x + far.x, size.y + far.y);
      await app.page.mouse.down();
      await app.page.mouse.move(size.x + 20, size.y + far.y, { steps: 8 });
      await app.page.mouse.up();
    }
    await none.waitFor({ state: "detached" });
    await press("Pick all points in sight");
    await map().getByText("There is no point in sight. What was picked stays.", { exact: true }).waitFor();
    expect(await picked()).toBe(before);
    await app.page.getByRole("button", { name: "Pick none" }).click();
  });

  it("gives a ring up on Escape", async () => {
    await opensMap();
    await press("Draw a ring round points");
    await map().getByText("Drag a ring round the points. Esc stops.").waitFor();
    await app.page.keyboard.press("Escape");
    await map().getByRole("button", { name: "Draw a ring round points" }).waitFor();
    await map().getByText("Drag a ring").waitFor({ state: "detached" });
  });

  it("links a point's card to the view from its street", async () => {
    const placed = points.find(({ lat }) => lat !== undefined);
    await app.when.opens(`/points?q=${encodeURIComponent(placed?.meter?.serial ?? "")}`);
    await choosesLayout("List and map");
    await eventually(
      () => app.page.locator(".toolbar-count").innerText(),
      (count) => count === "1 of 200",
    );
    await app.page.locator("tbody tr").first().click();
    const link = map().getByRole("link", { name: "Street view" });
    await expect
      .poll(() => link.getAttribute("href"))
      .toBe(`https://www.google.com/maps/@?api=1&map_action=pano&viewpoint=${placed?.lat},${placed?.lon}`);
    expect(await link.getAttribute("rel")).toContain("noopener");
  });
});

describe("a utility's own base map", () => {
  const address = "/maps/{z}/{x}/{y}.png";

  it("is set on a page of its own, with its licence's words and the collection units", async () => {
    const picture = readFileSync(new URL("../../web/public/icon-192.png", import.meta.url));
    const asked: string[] = [];
    await app.page.route("**/maps/**", (route) => {
      asked.push(new URL(route.request().url()).pathname);
      return route.fulfill({ body: picture, contentType: "image/png" });
    });
    await app.when.opens("/map-settings");
    await app.page.getByLabel("Base map").selectOption({ label: "Map pictures (XYZ)" });
    await app.page.getByLabel("Address", { exact: true }).fill(address);
    await app.page.getByLabel("Attribution").fill("© Town Hall");
    await app.page.getByLabel("Collection units").fill("Church\nMast; 55,40; 10,40");
    await app.page.getByRole("button", { name: "Save" }).click();
    await app.page.getByText("Line 1 of the collection units is not").waitFor();
    await app.page.getByLabel("Collection units").fill("Mast; 55,40; 10,40");
    // Which of the fields is wrong, and how it should be.
    await app.page.getByLabel("Address", { exact: true }).fill("http://tiles.example/{z}/{x}/{y}.png");
    await app.page.getByRole("button", { name: "Save" }).click();
    await app.page.getByText(/^The address is none of a map: it begins with https/).waitFor();
    await app.page.getByLabel("Address", { exact: true }).fill(address);
    await app.page.getByLabel("Street view link").fill("https://streets.example/");
    await app.page.getByRole("button", { name: "Save" }).click();
    await app.page.getByText(/^The street view link begins with https/).waitFor();
    await app.page.getByLabel("Street view link").fill("");
    await app.page.getByRole("button", { name: "Save" }).click();
    await app.page.getByText("Saved.").waitFor();
    await opensMap();
    await map().getByText("© Town Hall").waitFor();
    await saysLegend((text) => text.includes("Collection unit"));
    await eventually(
      async () => asked.length,
      (tiles) => tiles > 0,
    );
    expect(asked.every((path) => /^\/maps\/\d+\/\d+\/\d+\.png$/.test(path))).toBe(true);
    await app.page.unroute("**/maps/**");
  });

  it("is asked for again by hand where the server did not say what stands; until then nothing is typed", async () => {
    await app.page.route("**/api/v1/map", (route) => route.fulfill({ status: 503, body: "{}" }));
    await app.when.opens("/map-settings");
    await app.page.getByText("The map could not be loaded").waitFor();
    await expect.poll(() => app.page.getByLabel("Collection units").isDisabled()).toBe(true);
    await app.page.unroute("**/api/v1/map");
    await app.page.getByRole("button", { name: "Try again" }).click();
    await eventually(
      () => app.page.getByLabel("Collection units").isEnabled(),
      (isOpen) => isOpen,
    );
    expect(await app.page.getByText("The map could not be loaded").count()).toBe(0);
  });

  it("that does not answer is said to be missing, and the points stay", async () => {
    await app.page.route("**/maps/**", (route) => route.fulfill({ status: 404 }));
    await opensMap();
    await map().getByText("The base map cannot be loaded").waitFor();
    await press("Pick all points in sight");
    await eventually(picked, (seen) => /^[1-9]\d* points picked$/.test(seen));
    await app.page.unroute("**/maps/**");
  });

  it("of another server is the only other place the page's policy names", async () => {
    const policy = async (): Promise<string> =>
      (await app.page.request.get(`${app.server.url}/points`)).headers()["content-security-policy"] ?? "";
    const url = "https://tiles.example.org/{z}/{x}/{y}.png";
    expect(await policy()).not.toContain("https:");
    expect(await savesMap({ ...NO_MAP, base: "xyz", url })).toBe(200);
    expect((await policy()).match(/https:\S+?(?=;|\s|$)/g)).toEqual([
      "https://tiles.example.org",
      "https://tiles.example.org",
    ]);
    expect(await savesMap({ ...NO_MAP, base: "xyz", url: "http://tiles.example.org/" })).toBe(400);
    expect(await savesMap(NO_MAP)).toBe(200);
    expect(await policy()).not.toContain("https:");
  });
});
