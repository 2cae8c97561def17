import { describe, expect, it } from "vitest";
import type { WirePointDetail } from "../../shared/model/wire.ts";
import type { WireAudit } from "../../shared/model/wire-people.ts";
import type { WireEdit } from "../../shared/model/wire-review.ts";
import { addPoint, T0 } from "../support/people-server.ts";
import { ada, meter, otto, reading, server, useReviewedTown } from "../support/reviewed-town.ts";

/** Decisions about one value, one after the other, and what is left where they are taken back. */
const HOUR_MS = 3_600_000;
useReviewedTown();

describe("several decisions about one value", () => {
  const hour = 20;
  const at = T0 + hour * HOUR_MS;
  const post = (wish: object): Promise<{ edit: WireEdit }> =>
    otto.json("POST", "/api/v1/points/p1/edits", {
      meter,
      atMs: at,
      source: "radio",
      reason: "Why",
      ...wish,
    });
  const e1 = (value: string) => [{ register: "E1", value, unit: "kWh" }];
  /** Readings of that moment: source, value of E1, marks. */
  async function standing(atMs = at) {
    const found = await server.town.store.readings.newest(meter, atMs + 1, 5);
    return found
      .filter((one) => one.atMs === atMs)
      .map(({ source, values, marks }) => [source, Number(values[0]?.value.digits), marks])
      .sort();
  }

  it("are taken back newest first, and the older one holds again", async () => {
    const { edit: excluded } = await post({ kind: "exclude" });
    const { edit: corrected } = await post({ kind: "correct", values: e1("5021") });
    const both = [
      ["manual", 5021, ["edited"]],
      ["radio", 5020, ["implausible"]],
    ];
    expect(await standing()).toEqual(both);
    expect(await otto.code("DELETE", `/api/v1/edits/${excluded.id}`)).toBe("edit.not-newest");
    expect(await standing()).toEqual(both);
    await otto.json("DELETE", `/api/v1/edits/${corrected.id}`);
    expect(await standing()).toEqual([
      ["manual", 5021, ["edited", "implausible"]],
      ["radio", 5020, ["implausible"]],
    ]);
    await otto.json("DELETE", `/api/v1/edits/${excluded.id}`);
    expect(await standing()).toContainEqual(["radio", 5020, []]);
  });

  it("are refused where no register could show them, and asked about where they cannot be beside their neighbours", async () => {
    const code = (value: string, more: object = {}): Promise<string | number> =>
      otto.code("POST", "/api/v1/points/p1/edits", {
        ...{ meter, atMs: at, source: "radio", reason: "Why", kind: "correct", values: e1(value) },
        ...more,
      });
    expect(await code("99999999999")).toBe("value.beyond-register");
    expect(await code("99999999999", { isSure: true })).toBe("value.beyond-register");
    // An hour before it said 5019, an hour later 5021; at hour 24 it said 5024 last.
    expect(await code("5018")).toBe("value.below-before");
    expect(await code("5022")).toBe("value.above-after");
    const estimate = { atMs: T0 + 25 * HOUR_MS, source: "manual", kind: "estimate" };
    // A MULTICAL 403 counts 5,265 kWh an hour at the most: 30 m³ × 150 K × 1.17.
    expect(await code("10290", estimate)).toBe(200);
    expect(await code("15557", { ...estimate, atMs: T0 + 26 * HOUR_MS })).toBe("value.too-fast");
    expect(await code("5018", { isSure: true })).toBe(200);
    const { edits } = await otto.json<{ edits: WireEdit[] }>("GET", "/api/v1/points/p1/edits");
    const standing = edits.filter(({ revertedAtMs }) => revertedAtMs === undefined);
    expect(standing).toHaveLength(2);
    for (const { id } of standing) await otto.json("DELETE", `/api/v1/edits/${id}`);
  });

  it("goes by the digits the meter tells, not by those somebody typed beside it", async () => {
    const estimate = (hour: number, value: string) =>
      otto.json<{ edit: WireEdit }>("POST", "/api/v1/points/p1/edits", {
        ...{ meter, atMs: T0 + hour * HOUR_MS, source: "manual", reason: "Why", kind: "estimate" },
        ...{ values: e1(value), isSure: true },
      });
    const fine = await estimate(25, "5025.123");
    // In thousandths 2^32 counts were 4,294,967.295 kWh; the meter counts whole ones.
    const large = await estimate(26, "5000000");
    expect((await standing(T0 + 26 * HOUR_MS)).map(([source]) => source)).toEqual(["manual"]);
    const beyond = { meter, atMs: T0 + 27 * HOUR_MS, source: "manual", reason: "Why", kind: "estimate" };
    const wish = { ...beyond, values: e1("4294967296"), isSure: true };
    expect(await otto.code("POST", "/api/v1/points/p1/edits", wish)).toBe("value.beyond-register");
    for (const { edit } of [large, fine]) await otto.json("DELETE", `/api/v1/edits/${edit.id}`);
  });

  it("leave a reading by hand as it was typed, and write over a correction that was taken back", async () => {
    const byHand = T0 + 21.5 * HOUR_MS;
    const { decodedSeq } = server.town.store.readings;
    await server.town.store.readings.commit({
      decodedSeq: await decodedSeq.call(server.town.store.readings),
      readings: [{ ...reading(21.5, 5_021), source: "manual", receiver: "Otto" }],
      outcomes: [],
      formats: [],
    });
    const estimate = { meter, atMs: byHand, kind: "estimate", reason: "Why", values: e1("5022") };
    expect(await otto.code("POST", "/api/v1/points/p1/edits", estimate)).toBe("reading.by-hand");
    const correct = { ...estimate, source: "manual", kind: "correct" };
    const made = await otto.json<{ edit: WireEdit }>("POST", "/api/v1/points/p1/edits", correct);
    // What was typed keeps its value; what holds instead stands beside it.
    expect(await standing(byHand)).toEqual([
      ["corrected", 5022, ["edited"]],
      ["manual", 5021, ["implausible"]],
    ]);
    await otto.json("DELETE", `/api/v1/edits/${made.edit.id}`);
    expect(await standing(byHand)).toEqual([
      ["corrected", 5022, ["edited", "implausible"]],
      ["manual", 5021, []],
    ]);
    const { edit } = await post({ kind: "correct", values: e1("5020") });
    expect((await standing())[0]).toEqual(["manual", 5020, ["edited"]]);
    await otto.json("DELETE", `/api/v1/edits/${edit.id}`);
  });
});

describe("an edit that is taken back", () => {
  const at = T0 + 22 * HOUR_MS;
  const post = (wish: object) =>
    otto.json<{ edit: WireEdit }>("POST", "/api/v1/points/p1/edits", {
      ...{ meter, atMs: at, source: "radio", reason: "Why" },
      ...wish,
    });
  const marksAt = async (source: string) =>
    (await server.town.store.readings.newest(meter, at + 1, 5)).find(
      (one) => one.atMs === at && one.source === source,
    )?.marks;

  it("leaves the reading as it was: what was plausible stays so, and what was not as well", async () => {
    const { edit: accepted } = await post({ kind: "accept" });
    await otto.json("DELETE", `/api/v1/edits/${accepted.id}`);
    expect(await marksAt("radio")).toEqual([]);
    const { decodedSeq } = server.town.store.readings;
    await server.town.store.readings.commit({
      decodedSeq: await decodedSeq.call(server.town.store.readings),
      readings: [{ ...reading(22, 900_000), marks: ["implausible"] }],
      outcomes: [],
      formats: [],
    });
    const { edit: excluded } = await post({ kind: "exclude" });
    await otto.json("DELETE", `/api/v1/edits/${excluded.id}`);
    expect(await marksAt("radio")).toEqual(["implausible"]);
  });

  it("says why, and what is left of it is not to be brought back by another decision", async () => {
    const values = [{ register: "E1", value: "5022", unit: "kWh" }];
    const { edit } = await post({ kind: "correct", values });
    await otto.json("DELETE", `/api/v1/edits/${edit.id}`, { reason: "Wrong meter" });
    for (const kind of ["accept", "exclude", "correct"]) {
      const wish = { meter, atMs: at, source: "manual", reason: "Why", kind, values };
      expect(await otto.code("POST", "/api/v1/points/p1/edits", wish)).toBe("reading.taken-back");
    }
    expect(await marksAt("manual")).toEqual(["edited", "implausible"]);
    const { entries } = await ada.json<WireAudit>("GET", "/api/v1/audit?from=0&limit=1");
    expect(entries).toMatchObject([{ event: "value.reverted", after: { reason: "Wrong meter" } }]);
  });

  it("is decided one after the other: of two at once the second sees what the first did", async () => {
    const correct = (value: string) =>
      otto.code("POST", "/api/v1/points/p1/edits", {
        ...{ meter, atMs: at, source: "radio", reason: "Why", kind: "correct" },
        values: [{ register: "E1", value, unit: "kWh" }],
      });
    const codes = await Promise.all([correct("5022"), correct("5023")]);
    expect(codes.toSorted()).toEqual([200, "reading.by-hand"]);
  });
});

describe("what a point is shown to have said last", () => {
  it("follows the decision, and those who watch are told to look again", async () => {
    const own = await addPoint(server.town, {
      id: "p5",
      area: "South",
      address: "South 5",
      serial: "80000005",
    });
    const shownHour = async () => {
      const { point } = await otto.json<WirePointDetail>("GET", "/api/v1/points/p5");
      return ((point.latest?.atMs ?? Number.NaN) - T0) / HOUR_MS;
    };
    const etag = async () => (await otto.request("GET", "/api/v1/latest")).headers.get("etag");
    expect(await shownHour()).toBe(24);
    const [cursor, before] = [server.town.changes.cursor(), await etag()];
    const wish = { meter: own, atMs: T0 + 24 * HOUR_MS, source: "radio", kind: "exclude", reason: "Odd" };
    const { edit } = await otto.json<{ edit: WireEdit }>("POST", "/api/v1/points/p5/edits", wish);
    expect(await shownHour()).toBe(23);
    expect(await etag()).not.toBe(before);
    expect(server.town.changes.after(cursor)).toBeUndefined();
    await otto.json("DELETE", `/api/v1/edits/${edit.id}`);
    expect(await shownHour()).toBe(24);
    expect(await etag()).toBe(before);
  });
});
