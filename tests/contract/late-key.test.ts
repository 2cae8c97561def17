import { describe, expect, it } from "vitest";
import { meterKeyOf } from "../../shared/model/meter-id.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { makeDataFolder, removeDataFolder } from "../support/run-server.ts";
import { startHere } from "../support/start-here.ts";

const T0 = Date.parse("2026-11-01T00:00:00Z");
const point = {
  ...{ id: "p1", number: "1001", address: "Engvej 1", postalCode: "5000", city: "Engby", area: "North" },
  ...{ medium: "heat" as const, intervalMinutes: 60, customerNumber: "77", customerName: "A. Jensen" },
};

describe("a key that arrives late", () => {
  it("opens yesterday's telegrams", async () => {
    const meter = meterKeyOf({ manufacturer: "KAM", id: "90000001", version: 0x34, deviceType: 0x04 });
    const fresh = makeDataFolder();
    const { deps, close } = await startHere(fresh);
    const bytes = Uint8Array.from(Buffer.from(vectors["403.full.telegram(no dll crc)"], "hex"));
    await deps.ingest.receive([{ rxAtMs: T0, receiver: "mast", link: "wmbus", bytes }]);
    await deps.ingest.settled();
    expect((await deps.store.readings.heard(10)).map((heard) => heard.outcome)).toEqual(["no-key"]);
    const segment = {
      pointId: "p1",
      meter,
      type: "MULTICAL 403",
      mountedAtMs: T0 - 1,
      startValues: [],
      endValues: [],
    };
    await deps.points.savePoints([point], [segment]);
    await deps.points.saveKeys([{ meter, key: Uint8Array.from(Buffer.from(vectors.key, "hex")) }]);
    expect(await deps.ingest.decodeAgain(meter)).toBe(1);
    expect((await deps.store.readings.newest(meter, T0 + 1, 10)).map((reading) => reading.atMs)).toEqual([
      T0,
    ]);
    expect((await deps.store.readings.heard(10)).map((heard) => heard.outcome)).toEqual(["decoded"]);
    await close();
    removeDataFolder(fresh);
  });

  it("opens what is left of them after a start, where the server ended before it had read all", async () => {
    const meter = meterKeyOf({ manufacturer: "KAM", id: "90000001", version: 0x34, deviceType: 0x04 });
    const folder = makeDataFolder();
    const before = await startHere(folder);
    const bytes = Uint8Array.from(Buffer.from(vectors["403.full.telegram(no dll crc)"], "hex"));
    await before.deps.ingest.receive([{ rxAtMs: T0, receiver: "mast", link: "wmbus", bytes }]);
    await before.deps.ingest.settled();
    const hung = { pointId: "p1", meter, type: "MULTICAL 403", startValues: [], endValues: [] };
    await before.deps.points.savePoints([point], [{ ...hung, mountedAtMs: T0 - 1 }]);
    await before.deps.points.saveKeys([{ meter, key: Uint8Array.from(Buffer.from(vectors.key, "hex")) }]);
    await before.close();
    const { deps, close } = await startHere(folder);
    await expect
      .poll(async () => (await deps.store.readings.newest(meter, T0 + 1, 10)).map(({ atMs }) => atMs))
      .toEqual([T0]);
    expect((await deps.store.readings.heard(10)).map((heard) => heard.outcome)).toEqual(["decoded"]);
    await close();
    removeDataFolder(folder);
  });
});
