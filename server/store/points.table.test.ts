import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { MeteringPoint, Segment } from "../../shared/model/metering-point.ts";
import { openStoreCore } from "./open-store-core.ts";
import type { StoreCore } from "./store-rpc.ts";

let dataFolder = "";
let store: StoreCore;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-points-"));
  const opened = openStoreCore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
  if (!opened.ok) throw new Error(opened.error.kind);
  store = opened.value;
});
afterEach(() => {
  store.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const POINT: MeteringPoint = {
  id: "p1",
  number: "0001",
  address: "Åboulevarden 3",
  postalCode: "8000",
  city: "Aarhus",
  area: "north",
  lat: 56.15,
  lon: 10.2,
  medium: "heat",
  intervalMinutes: 60,
  customerNumber: "C-1",
  customerName: "Søren Æbelø",
};
const SEGMENT: Segment = {
  pointId: "p1",
  meter: "KAM-90000001-34-04" as MeterKey,
  type: "MULTICAL 403",
  mountedAtMs: 1000,
  startValues: [{ register: "E1", unit: "kWh", value: { digits: 2n ** 60n, exponent: -3 } }],
  endValues: [],
};

describe("metering points", () => {
  it("come back as they were saved, with a position or without", () => {
    const { lat: _lat, lon: _lon, ...nowhere } = POINT;
    store.points.save([POINT, { ...nowhere, id: "p2", number: "0000" }], []);
    expect(store.points.list()).toEqual([{ ...nowhere, id: "p2", number: "0000" }, POINT]);
    expect(store.points.find("p1")).toEqual(POINT);
    expect(store.points.find("p9")).toBeUndefined();
  });

  it("are replaced when saved again", () => {
    store.points.save([POINT], []);
    store.points.save([{ ...POINT, area: "south" }], []);
    expect(store.points.list()).toEqual([{ ...POINT, area: "south" }]);
  });

  it("have meters one after another, and know which is mounted now", () => {
    const removed: Segment = { ...SEGMENT, removedAtMs: 5000, endValues: SEGMENT.startValues };
    const next: Segment = { ...SEGMENT, meter: "KAM-90000002-34-04" as MeterKey, mountedAtMs: 5000 };
    store.points.save([POINT], [next, removed]);
    expect(store.points.segments("p1")).toEqual([removed, next]);
    expect(store.points.segments()).toEqual([removed, next]);
    expect(store.points.mountedSegment(next.meter)).toEqual(next);
    expect(store.points.mountedSegment(removed.meter)).toBeUndefined();
  });
});
