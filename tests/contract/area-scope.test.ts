import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireHeardMeter, WirePointList } from "../../shared/model/wire.ts";
import type { WireRounds } from "../../shared/model/wire-rounds.ts";
import {
  addPerson,
  addPoint,
  hear,
  openPeopleServer,
  PASSWORD,
  type PeopleServer,
  T0,
} from "../support/people-server.ts";
import { signIn } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** A superuser of the area "North" against one of all areas, on the same data. */
const SPAN = `from=${T0}&to=${T0 + 86_400_000}`;
let server: PeopleServer;
let frames: { north: number; south: number; unknown: number; broken: number };
let north: TestBrowser;
let all: TestBrowser;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, {
    user: "nora",
    role: "superuser",
    areas: ["North"],
    password: PASSWORD,
  });
  await addPerson(server, server.town, { user: "otto", role: "superuser", password: PASSWORD });
  await addPoint(server.town, { id: "n1", area: "North", address: "North Street 1", serial: "80000001" });
  await addPoint(server.town, { id: "s1", area: "South", address: "South Street 1", serial: "80000002" });
  frames = {
    north: await hear(server.town, "80000001", T0 + 1000),
    south: await hear(server.town, "80000002", T0 + 2000),
    unknown: await hear(server.town, "80000099", T0 + 3000),
    broken: (
      await server.town.ingest.receive([
        { rxAtMs: T0 + 4000, receiver: "mast", link: "wmbus", bytes: new Uint8Array([1, 2, 3]) },
      ])
    ).lastSeq,
  };
  north = await signIn(server, "nora");
  all = await signIn(server, "otto");
});
afterAll(() => server.close());

const idsSeenBy = async (browser: TestBrowser): Promise<readonly string[]> =>
  (await browser.json<WirePointList>("GET", "/api/v1/points")).points.map(({ id }) => id);

describe("a superuser of one area", () => {
  it("is not told of a round elsewhere", async () => {
    const round = { name: "South", pointIds: ["s1"] };
    const { id } = await all.json<{ id: string }>("POST", "/api/v1/rounds", round);
    const idsOf = async (browser: TestBrowser) =>
      (await browser.json<WireRounds>("GET", "/api/v1/rounds")).rounds.map((one) => one.id);
    expect(await idsOf(all)).toEqual([id]);
    expect(await idsOf(north)).toEqual([]);
  });

  it("sees the points of that area in the list, and no other", async () => {
    expect(await idsSeenBy(north)).toEqual(["n1"]);
    expect(await idsSeenBy(all)).toEqual(["n1", "s1"]);
  });

  it.each(["", `/consumption?register=E1&step=day&${SPAN}`, "/readings", `/series?registers=t1&${SPAN}`])(
    "gets of a point elsewhere what one gets of no point at all: /points/:id%s",
    async (rest) => {
      expect(await north.code("GET", `/api/v1/points/n1${rest}`)).toBe(200);
      expect(await all.code("GET", `/api/v1/points/s1${rest}`)).toBe(200);
      const elsewhere = await north.request("GET", `/api/v1/points/s1${rest}`);
      const nowhere = await north.request("GET", `/api/v1/points/x1${rest}`);
      expect(elsewhere.status).toBe(404);
      expect((await elsewhere.text()).replace("s1", "x1")).toBe(await nowhere.text());
    },
  );

  it("sees the telegrams of its own meters only; strangers' and broken ones are for those who see all", async () => {
    const seen = async (browser: TestBrowser) => {
      const codes = Object.entries(frames).map(async ([name, seq]) =>
        (await browser.code("GET", `/api/v1/telegrams/${seq}`)) === 200 ? name : "",
      );
      return (await Promise.all(codes)).filter((name) => name !== "");
    };
    expect(await seen(north)).toEqual(["north"]);
    expect(await seen(all)).toEqual(["north", "south", "unknown", "broken"]);
  });

  it("sees the telegrams a meter sent while it hung in its area, also after it moved away", async () => {
    const { points } = server.town;
    const key = await addPoint(server.town, {
      id: "n2",
      area: "North",
      address: "North Street 2",
      serial: "80000003",
    });
    const before = await hear(server.town, "80000003", T0 + 5000);
    const segment = { meter: key, type: "MULTICAL 403", startValues: [], endValues: [] };
    const movedAtMs = T0 + 10_000;
    await points.savePoints([], [{ ...segment, pointId: "n2", mountedAtMs: 0, removedAtMs: movedAtMs }]);
    await points.savePoints([], [{ ...segment, pointId: "s1", mountedAtMs: movedAtMs }]);
    const after = await hear(server.town, "80000003", T0 + 20_000);
    expect(await north.code("GET", `/api/v1/telegrams/${before}`)).toBe(200);
    expect(await north.code("GET", `/api/v1/telegrams/${after}`)).toBe("telegram.not-found");
    expect(await all.code("GET", `/api/v1/telegrams/${after}`)).toBe(200);
  });

  it("is told of no meters that belong to no point: nobody knows whose they are", async () => {
    const heardBy = async (browser: TestBrowser) =>
      (await browser.json<{ heard: WireHeardMeter[] }>("GET", "/api/v1/heard")).heard.map(({ id }) => id);
    expect(await heardBy(north)).toEqual([]);
    expect(await heardBy(all)).toContain("80000099");
  });

  it("hears of changes in that area only", async () => {
    const watches = [await watch(north), await watch(all)] as const;
    for (const id of ["s1", "n1"]) {
      server.town.changes.publish({
        kind: "reading",
        pointId: id,
        latest: { atMs: T0, values: [], status: [] },
      });
      const row = server.town.points.find(id)?.row;
      if (row) server.town.changes.publish({ kind: "point", point: row });
    }
    server.town.changes.flush();
    const [inNorth, everywhere] = [
      await watches[0].upTo("North Street 1"),
      await watches[1].upTo("North Street 1"),
    ];
    expect(inNorth).not.toMatch(/s1|South Street/);
    expect(everywhere).toMatch(/"pointId":"s1"[\s\S]*South Street/);
    for (const one of watches) await one.stop();
  });

  it("stops hearing within a second of being signed out, or given other areas", async () => {
    const [browser, moved] = [await signIn(server, "nora"), await signIn(server, "nora")];
    const watches = [await watch(browser), await watch(moved)] as const;
    await browser.request("DELETE", "/api/v1/session");
    const note = { atMs: 0, event: "person.changed", by: { name: "test", address: "", computer: "" } };
    await server.town.store.people.change("id-nora", { areas: ["South"] }, note);
    server.clock.nowMs += 1000;
    server.town.changes.publish({
      kind: "reading",
      pointId: "n1",
      latest: { atMs: T0, values: [], status: [] },
    });
    server.town.changes.flush();
    for (const one of watches) expect(await one.upTo("never")).toBe("");
    expect(await idsSeenBy(moved)).toEqual(["s1"]);
  });
});

/** Reads the change feed until this text came, or the server ended it. */
async function watch(browser: TestBrowser) {
  const answer = await browser.request("GET", "/api/v1/changes");
  const reader = answer.body?.getReader();
  if (!reader) throw new Error("the feed has no body");
  const decoder = new TextDecoder();
  return {
    upTo: async (text: string): Promise<string> => {
      let heard = "";
      while (!heard.includes(text)) {
        const { done, value } = await reader.read();
        if (done) break;
        heard += decoder.decode(value);
      }
      return heard;
    },
    stop: () => reader.cancel(),
  };
}
