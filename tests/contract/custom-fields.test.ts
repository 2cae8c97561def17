import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptPoints } from "../../server/sync/adopt-points.ts";
import { changePoint } from "../../server/sync/write-points.ts";
import type { WireCustomFields, WireFieldValues } from "../../shared/model/custom-field.ts";
import type { WirePointDetail } from "../../shared/model/wire.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

let server: PeopleServer;
const PIPE = { id: "pipe", name: "Pipe", kind: "choice", choices: ["copper", "steel"], unit: "" };
const FLOW = { id: "flow", name: "Max. flow", kind: "number", choices: [], unit: "l/h" };

async function browserOf(role: "user" | "superuser", user: string = role): Promise<TestBrowser> {
  const id = await addPerson(server, server.town, { user, role });
  return signedInBrowser(server, id);
}

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPoint(server.town, { id: "p1", area: "North", address: "Ærøvej 3", serial: "61000004" });
});
afterAll(() => server.close());

describe("fields of the utility's own", () => {
  it("are made by whoever configures, read by everybody, and written down", async () => {
    const [looks, configures] = [await browserOf("user"), await browserOf("superuser")];
    expect(await looks.json("GET", "/api/v1/custom-fields")).toEqual({ fields: [] });
    expect(await looks.code("PUT", "/api/v1/custom-fields", { fields: [PIPE] })).toBe("access.denied");
    const saved = await configures.json<WireCustomFields>("PUT", "/api/v1/custom-fields", {
      fields: [PIPE, FLOW],
    });
    expect(saved.fields.map(({ id, uses }) => [id, uses])).toEqual([
      ["pipe", 0],
      ["flow", 0],
    ]);
    expect(await looks.json("GET", "/api/v1/custom-fields")).toEqual(saved);
    for (const fields of [undefined, [{ ...PIPE, choices: [] }], [PIPE, PIPE], "pipe"])
      expect(await configures.code("PUT", "/api/v1/custom-fields", { fields })).toBe("custom-fields.invalid");
    const [entry] = await server.town.store.audit.list({ fromMs: 0, toMs: 9e15, beforeSeq: 9e15, limit: 1 });
    expect(entry).toMatchObject({ event: "custom-fields.changed", before: [], after: [PIPE, FLOW] });
  });

  it("come with the point, empty where nobody said anything", async () => {
    const browser = await browserOf("superuser", "other");
    const detail = await browser.json<WirePointDetail>("GET", "/api/v1/points/p1");
    expect(detail.custom).toEqual({});
  });

  it("are told of all points at once, each text once, to whom may see them, and not again while they stay", async () => {
    await addPoint(server.town, { id: "p2", area: "South", address: "Ærøvej 5", serial: "61000005" });
    await adoptPoints(server.town.rooms, server.town.store.points);
    await server.town.points.load();
    const by = { name: "test", address: "", computer: "" };
    for (const [id, pipe] of [
      ["p1", "steel"],
      ["p2", "steel"],
    ] as const)
      await changePoint(server.town.rooms, id, { fields: { "custom:pipe": pipe, "custom:pipes": "4" }, by });
    const all = await browserOf("superuser", "sees-all");
    const valuesOf = (browser: TestBrowser, id = "pipe") =>
      browser.json<WireFieldValues>("GET", `/api/v1/custom-fields/${id}/values`);
    await expect
      .poll(() => valuesOf(all))
      .toEqual({ texts: ["steel"], points: ["p1", "p2"], places: [0, 0] });
    const north = await addPerson(server, server.town, { user: "north", role: "user", areas: ["North"] });
    const seen = await valuesOf(await signedInBrowser(server, north));
    expect(seen).toEqual({ texts: ["steel"], points: ["p1"], places: [0] });
    for (const gone of ["pipes", "x'); DROP TABLE points; --", "%22pipe%22"])
      expect(await valuesOf(all, encodeURIComponent(gone))).toEqual({ texts: [], points: [], places: [] });
    const path = "/api/v1/custom-fields/pipe/values";
    const first = await all.request("GET", path);
    const etag = first.headers.get("etag") ?? "";
    expect((await all.request("GET", path, undefined, { "if-none-match": etag })).status).toBe(304);
    await changePoint(server.town.rooms, "p2", { fields: { "custom:pipe": "copper" }, by });
    await expect
      .poll(async () => (await all.request("GET", path, undefined, { "if-none-match": etag })).status)
      .toBe(200);
  });
});
