import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { billedNamesOf, moveBilledNames } from "./billed-names.ts";
import { migrations } from "./migrations/index.ts";
import { savePoint, saveSegment } from "./points.table.ts";
import { Sql } from "./sql.ts";

const LOCK = Date.UTC(2026, 9, 31, 23);
const DAY_MS = 86_400_000;

let folder = "";
let sql: Sql;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rounds-billed-names-"));
  sql = new Sql(join(folder, "any.db"));
});
afterEach(() => {
  sql.close();
  rmSync(folder, { recursive: true, force: true });
});

const upTo = (name: string, isWith: boolean): void => {
  const at = migrations.findIndex((one) => one.name === name);
  for (const { sql: text } of migrations.slice(0, isWith ? at + 1 : at)) sql.exec(text);
};

function listed(
  id: string,
  customerName: string,
  { area = "north", mountedAtMs = LOCK - DAY_MS } = {},
): void {
  const place = { id, number: id, address: "", postalCode: "", city: "", area };
  savePoint(sql, { ...place, medium: "heat", intervalMinutes: 60, customerNumber: "7", customerName });
  const meter = `KAM-9000000${id}-34-04` as MeterKey;
  saveSegment(sql, { pointId: id, meter, type: "", mountedAtMs, startValues: [], endValues: [] });
}

const names = (...ids: readonly string[]): unknown => {
  const found = billedNamesOf(sql, ids);
  return ids.map((id) => found.get(id)?.get("7"));
};

describe("the names bills were written to", () => {
  it("are those that stand when an older store is opened whose period is locked, in an area or everywhere", () => {
    upTo("billed-names", false);
    listed("1", "Ada");
    listed("2", "Bo", { area: "south" });
    listed("3", "Carl", { mountedAtMs: LOCK });
    sql.run("INSERT INTO settings VALUES ('period-locked-areas', ?)", [JSON.stringify({ north: LOCK })]);
    sql.exec(migrations.find(({ name }) => name === "billed-names")?.sql ?? "");
    // Carl's meter hangs there since the lock; the south is not locked.
    expect(names("1", "2", "3")).toEqual(["Ada", undefined, undefined]);
  });

  it("stay as they were first billed, and go with the lock", () => {
    upTo("billed-names", true);
    const none = { beforeMs: 0, areas: {} };
    const all = { beforeMs: LOCK, areas: {} };
    const later = { beforeMs: LOCK + DAY_MS, areas: {} };
    listed("1", "Ada");
    listed("2", "Bo", { mountedAtMs: LOCK });
    moveBilledNames(sql, none, all);
    expect(names("1", "2")).toEqual(["Ada", undefined]);
    listed("1", "Ade");
    listed("2", "Bi", { mountedAtMs: LOCK });
    moveBilledNames(sql, all, later);
    expect(names("1", "2")).toEqual(["Ada", "Bi"]);
    moveBilledNames(sql, later, all);
    expect(names("1", "2")).toEqual(["Ada", undefined]);
    moveBilledNames(sql, all, none);
    expect(names("1", "2")).toEqual([undefined, undefined]);
    // The north alone, which an area's own lock changes.
    listed("2", "Bo", { area: "south" });
    moveBilledNames(sql, none, { beforeMs: 0, areas: { north: LOCK } });
    expect(names("1", "2")).toEqual(["Ade", undefined]);
  });
});
