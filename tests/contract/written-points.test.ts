import { describe, expect, it } from "vitest";
import { changePoint, importPoints, movePoint } from "../../server/sync/write-points.ts";
import { viewOf } from "../../shared/rooms/overlay.ts";
import {
  Client,
  edit,
  events,
  person,
  pointOf,
  relay,
  SHARD,
  seed,
  stateOf,
  store,
  system,
  useRelay,
} from "../support/relay-world.ts";

useRelay();

describe("imports and the API", () => {
  it("write the same rows and rooms as people do, and identical imports write nothing", async () => {
    expect(await seed(2_500)).toBe(2_500);
    expect(await store.rooms.shards()).toEqual([
      { room: "town/north/points/1", points: 1000 },
      { room: "town/north/points/2", points: 1000 },
      { room: "town/north/points/3", points: 500 },
    ]);
    const before = await stateOf();
    const cursor = (await store.rooms.since(0, 10)).cursor;
    for (let day = 0; day < 5; day++) expect(await seed(2_500)).toBe(0);
    expect(await stateOf()).toEqual(before);
    expect((await store.rooms.since(cursor, 10)).entries).toEqual([]);
    expect(await store.points.list()).toHaveLength(2_500);
    expect(relay.openRooms()).toBe(0);
  });

  it("change a point through the same commit, all fields or none", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    const by = { personId: "api", name: "Billing", address: "", computer: "" };
    expect(await changePoint(relay, "p-1", { fields: { city: "Viborg", position: [56, 10] }, by })).toEqual({
      ok: true,
      value: undefined,
    });
    await anna.next("put");
    expect(viewOf(anna.doc).get("p-1")?.record).toMatchObject({ city: "Viborg", lat: 56, lon: 10 });
    expect(await changePoint(relay, "p-1", { fields: { city: "Randers", medium: "lava" }, by })).toEqual({
      ok: false,
      error: "point.invalid-field",
    });
    expect(await changePoint(relay, "p-77", { fields: {}, by })).toEqual({
      ok: false,
      error: "point.not-found",
    });
    expect(await store.points.find("p-1")).toMatchObject({ city: "Viborg", lat: 56 });
    expect((await events())[0]).toMatchObject({ event: "point.edited", by: "Billing", target: "p-1" });
  });

  it("take no e-mail address that is none: all else of an import is taken, and a person sees what was said", async () => {
    const imported = (more: Partial<ReturnType<typeof pointOf>>) =>
      importPoints(relay, { source: "billing", records: [{ ...pointOf(1), ...more }], by: system });
    const stands = async () => (await store.rooms.conflicts(100)).map(({ key, other }) => [key, other]);
    await imported({ customerEmail: "ada@example.org" });
    await imported({ customerEmail: "not a mail", city: "Randers" });
    expect(await store.points.find("p-1")).toMatchObject({ city: "Randers" });
    expect(await store.points.customerEmail("p-1")).toBe("ada@example.org");
    const said = [["p-1/customerEmail", "not a mail"]];
    expect(await stands()).toEqual(said);
    // The same again says nothing new; the source puts it right, and nobody is asked.
    await imported({ customerEmail: "not a mail", city: "Viborg" });
    await imported({ customerEmail: "bo@example.org", city: "Viborg" });
    expect(await store.points.customerEmail("p-1")).toBe("bo@example.org");
    expect(await stands()).toEqual(said);
    const by = { personId: "api", name: "Billing", address: "", computer: "" };
    const change = (customerEmail: string) => changePoint(relay, "p-1", { fields: { customerEmail }, by });
    expect(await change("not a mail")).toEqual({ ok: false, error: "point.invalid-field" });
    expect(await change("ida@example.org")).toMatchObject({ ok: true });
  });

  it("move a point to another area with what people said about it", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    await anna.say(edit("anna", "ring"));
    await movePoint(relay, "p-1", { area: "south", by: system });
    expect(await store.points.find("p-1")).toMatchObject({ area: "south" });
    expect(await store.rooms.placesOf(["p-1"])).toEqual(new Map([["p-1", "town/south/points/1"]]));
    await anna.next("put");
    expect([...viewOf(anna.doc).keys()]).toEqual(["p-2", "p-3"]);
    const south = new Client(person("anna"));
    await south.open("town/south/points/1");
    expect(viewOf(south.doc).get("p-1")?.record).toMatchObject({ area: "south", accessNote: "ring" });
    expect(await store.points.list()).toHaveLength(3);
  });

  it("that change what people changed show up in the work list", async () => {
    await seed();
    const anna = new Client(person("anna"));
    await anna.open(SHARD);
    await anna.say(edit("anna", "Jensen", "customerName"));
    await seed(1, { customerName: "Jessen" });
    expect(await store.rooms.conflicts(10)).toMatchObject([
      { kind: "base", key: "p-1/customerName", stands: "Jensen", other: "Jessen" },
    ]);
    expect((await store.points.find("p-1"))?.customerName).toBe("Jensen");
  });
});
