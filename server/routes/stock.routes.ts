import { type Context, Hono } from "hono";
import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { type MeterKey, parseMeterKey } from "../../shared/model/meter-id.ts";
import { MOST_AT_ONCE, type StockKind, type StockRow, stockKeyOf } from "../../shared/model/stock.ts";
import type { WireStock, WireStockAdded } from "../../shared/model/wire-stock.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import {
  isMeterVisible,
  type KnownMeter,
  knownOf,
  meterStock,
  wireStockMeter,
} from "../stock/meter-stock.ts";
import { BodyFields, invalid } from "./body-fields.ts";

const MOST_NOTE = 200;
/** So many meters are named in one audit entry; the others are counted. */
const MOST_NAMED = 50;

/** Meters that hang nowhere: in stock, removed, scrapped. */
export function stockRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/stock", async (c) => {
      const caller = callerOf(c);
      const known = (await meterStock(caller.utility)).filter((one) => isMeterVisible(caller, one));
      const meters = known.flatMap((one) => wireStockMeter(caller.utility, one) ?? []);
      return c.json({ meters } satisfies WireStock);
    })
    .post("/api/v1/stock", async (c) => c.json(await addMeters(c, deps)))
    .put("/api/v1/stock/:meter", async (c) => {
      const { caller, known } = await meterOf(c);
      const body = await BodyFields.read(c);
      const state = body.choice("state", ["stock", "scrapped"]);
      const note = body.text("note", { max: MOST_NOTE, min: 0 });
      if (known.state === "mounted") throw new HttpError("stock.mounted");
      const row: StockRow = {
        ...{ meter: known.meter, state, note, changedAtMs: deps.nowMs(), by: caller.actor.name },
        gaveKey: known.said?.gaveKey ?? false,
      };
      await caller.utility.store.stock.save([row], {
        ...noteOf(caller, deps, "stock.changed", known.meter),
        before: { state: known.state, note: known.said?.note ?? "" },
        after: { state, note },
      });
      return c.body(null, 204);
    })
    .delete("/api/v1/stock/:meter", async (c) => {
      const { caller, known } = await meterOf(c);
      const { store, points } = caller.utility;
      const { meter, said, mountings } = known;
      if (!said) throw new HttpError("stock.not-found", { meter });
      const before = { state: said.state, note: said.note };
      await store.stock.remove(meter, { ...noteOf(caller, deps, "stock.taken-back", meter), before });
      if (said.gaveKey && mountings.length === 0) await points.removeKey(meter);
      return c.body(null, 204);
    });
}

/** Meters in nobody's area are added by those who see all areas. */
async function addMeters(c: Context, deps: Deps): Promise<WireStockAdded> {
  const caller = callerOf(c);
  if (!isVisible(caller, undefined)) throw new HttpError("access.denied");
  const { store, points, ingest } = caller.utility;
  const body = await BodyFields.read(c);
  const kind = kindOf(body.inner("kind"));
  const wanted = metersOf(body.get("meters"));
  const note = body.text("note", { max: MOST_NOTE, min: 0 });
  const said = new Map((await store.stock.list()).map((row) => [row.meter, row]));
  const known: WireStockAdded["known"][number][] = [];
  const rows: StockRow[] = [];
  const keys: { meter: MeterKey; key: Uint8Array }[] = [];
  for (const { serial, key } of wanted) {
    const meter = stockKeyOf(kind, serial);
    const before = knownOf(points, meter, said.get(meter));
    const id = parseMeterKey(meter);
    const isKnown = said.has(meter) || (before?.mountings.length ?? 0) > 0 || before?.state === "mounted";
    if (isKnown || !before || !id) {
      known.push({ meter, state: before?.state ?? "stock" });
      continue;
    }
    const gaveKey = key !== undefined && points.keyOf(id) === undefined;
    if (gaveKey) keys.push({ meter, key });
    rows.push({ meter, state: "stock", note, changedAtMs: deps.nowMs(), by: caller.actor.name, gaveKey });
  }
  if (keys.length > 0) await points.saveKeys(keys);
  if (rows.length > 0) {
    const named = rows.slice(0, MOST_NAMED).map(({ meter }) => meter);
    await store.stock.save(rows, {
      ...noteOf(caller, deps, "stock.added", named[0] ?? ""),
      after: { count: rows.length, keys: keys.length, note, meters: named },
    });
  }
  // What was heard of them before is read now.
  for (const { meter } of keys) await ingest.decodeAgain(meter);
  return { added: rows.map(({ meter }) => meter), known };
}

function kindOf(kind: BodyFields): StockKind {
  const manufacturer = kind.text("manufacturer", { max: 3, min: 3 });
  const byte = (field: string): number => {
    const value = kind.get(field);
    if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 255) return value;
    throw invalid(`kind.${field}`, "0 to 255");
  };
  if (!/^[A-Z]{3}$/.test(manufacturer)) throw invalid("kind.manufacturer", "three letters A to Z");
  return { manufacturer, version: byte("version"), deviceType: byte("deviceType") };
}

function metersOf(said: unknown): readonly { readonly serial: string; readonly key?: Uint8Array }[] {
  if (!Array.isArray(said) || said.length === 0 || said.length > MOST_AT_ONCE)
    throw invalid("meters", `1 to ${MOST_AT_ONCE}`);
  return said.map((one: unknown) => {
    const { serial, key } = (typeof one === "object" && one !== null ? one : {}) as {
      serial?: unknown;
      key?: unknown;
    };
    if (typeof serial !== "string" || !/^\d{8}$/.test(serial))
      throw invalid("meters", "serial numbers of eight digits");
    if (key === undefined) return { serial };
    const bytes = typeof key === "string" ? parseHex(key) : undefined;
    if (!bytes?.ok || bytes.value.length !== 16) throw invalid("meters", "keys of 32 hexadecimal digits");
    return { serial, key: bytes.value };
  });
}

async function meterOf(c: Context): Promise<{ readonly caller: Caller; readonly known: KnownMeter }> {
  const caller = callerOf(c);
  const meter = (c.req.param("meter") ?? "") as MeterKey;
  const said = (await caller.utility.store.stock.list()).find((row) => row.meter === meter);
  const known = knownOf(caller.utility.points, meter, said);
  const id = parseMeterKey(meter);
  const isThere =
    said !== undefined || (known?.mountings.length ?? 0) > 0 || (id && caller.utility.points.keyOf(id));
  if (!known || !isThere || !isMeterVisible(caller, known)) throw new HttpError("stock.not-found", { meter });
  return { caller, known };
}

const noteOf = ({ actor }: Caller, deps: Deps, event: string, meter: string) => ({
  atMs: deps.nowMs(),
  event,
  by: actor,
  target: { kind: "meter", id: meter, name: meter },
});
