import { type MeterId, meterKeyOf } from "../model/meter-id.ts";
import { LAYOUTS } from "./layout-table.ts";
import { PRODUCTS, type Product, type ProductId } from "./product-table.ts";
import { hash32, makeRandom, type Random } from "./random.ts";
import type { BuildingKind, Dwelling } from "./town-buildings.ts";
import type { PointUse, RadioMode, TownMeter } from "./town-point.ts";
import { yearlyUse } from "./town-uses.ts";

const YEAR_MS = 365.25 * 24 * 3_600_000;

/** What hangs in which building: product and weight. */
type Stock = readonly (readonly [ProductId, number])[];

const HEAT_STOCK: Record<BuildingKind, Stock> = {
  house: [
    ["mc403", 44],
    ["mc403Inlet", 22],
    ["mc403Litre", 9],
    ["mc303", 15],
    ["mc602", 10],
  ],
  flat: [
    ["mc303", 68],
    ["mc403", 27],
    ["mc602", 5],
  ],
  block: [
    ["mc603", 66],
    ["mc803", 18],
    ["mc803Large", 8],
    ["mc602", 8],
  ],
  business: [
    ["mc603", 56],
    ["mc403", 30],
    ["mc803", 9],
    ["mc602", 5],
  ],
};
const WATER_STOCK: Stock = [
  ["mc21", 74],
  ["flowIq", 26],
];

/** Serial numbers of meters that hang now, and of those taken down during the history. */
const FIRST_SERIAL = { now: 90_000_000, before: 89_000_000 } as const;
const SERIAL_SPREAD = 1_000_000;

export interface MeterWish {
  readonly dwelling: Dwelling;
  readonly use: PointUse;
  /** Counts all points of the town: makes the serial number. */
  readonly index: number;
  readonly townSeed: number;
  /** When the town's history begins, UTC milliseconds. */
  readonly fromMs: number;
}

/** The meter that hangs at a point when history begins. */
export function makeMeter(wish: MeterWish): TownMeter {
  const random = makeRandom(wish.dwelling.seed ^ 0x6d657465);
  const productId = productFor(wish, random);
  const years = productId === "mc602" ? random.between(10, 15) : random.between(0.4, 9);
  const mountedAtMs = Math.round((wish.fromMs - years * YEAR_MS) / 60_000) * 60_000;
  const yearly = yearlyUse(wish.use);
  const m3 = yearly.m3 * years;
  return assemble({
    wish,
    productId,
    series: "now",
    radio: radioOf(PRODUCTS[productId], random),
    mountedAtMs,
    counted: { volume: m3, energy: yearly.kwh * years, e8: m3 * yearly.t1, e9: m3 * yearly.t2 },
  });
}

/** The same point before and after an exchange: the meter that goes, and a new one near zero. */
export function exchangeMeter(wish: MeterWish, exchangedAtMs: number): readonly [TownMeter, TownMeter] {
  const old = makeMeter(wish);
  const id: MeterId = { ...old.id, id: serialOf("before", wish.index) };
  const gone: TownMeter = {
    ...old,
    id,
    key: meterKeyOf(id),
    aesKey: keyOf(wish.townSeed, id.id),
    removedAtMs: exchangedAtMs,
  };
  // A few litres ran through it on the test bench.
  const benchM3 = 0.012 + (wish.index % 7) * 0.004;
  const fresh = assemble({
    wish,
    productId: newProduct(wish.use, old),
    series: "now",
    radio: wish.index % 2 === 0 ? "c1-a" : "c1-b",
    mountedAtMs: exchangedAtMs,
    counted: { volume: benchM3, energy: 0, e8: 0, e9: 0 },
  });
  return [gone, fresh];
}

interface Parts {
  readonly wish: MeterWish;
  readonly productId: ProductId;
  readonly series: keyof typeof FIRST_SERIAL;
  readonly radio: RadioMode;
  readonly mountedAtMs: number;
  readonly counted: TownMeter["counted"];
}

function assemble({ wish, productId, series, radio, mountedAtMs, counted }: Parts): TownMeter {
  const product: Product = PRODUCTS[productId];
  const id: MeterId = {
    manufacturer: product.manufacturer,
    id: serialOf(series, wish.index),
    version: product.version,
    deviceType: product.deviceType,
  };
  return {
    id,
    key: meterKeyOf(id),
    product,
    layout: layoutOf(product, radio, wish.index),
    radio,
    aesKey: keyOf(wish.townSeed, id.id),
    seed: hash32(wish.townSeed ^ 0x726164, wish.index),
    mountedAtMs,
    clockErrorMs: (hash32(wish.townSeed, wish.index) % 90_000) - 45_000,
    counted,
  };
}

/** Two of three that can have pressure sensors have them. */
function layoutOf(product: Product, radio: RadioMode, index: number): TownMeter["layout"] {
  if (radio === "t1") return product.omsLayout ?? product.layout;
  return index % 3 === 0 ? product.layout : (product.pressureLayout ?? product.layout);
}

/** 7,919 shares no factor with a million: every index below it has its own serial number. */
const serialOf = (series: keyof typeof FIRST_SERIAL, index: number): string =>
  String(FIRST_SERIAL[series] + ((index * 7919 + 104_729) % SERIAL_SPREAD));

function keyOf(townSeed: number, serial: string): Uint8Array {
  const words = Uint32Array.from({ length: 4 }, (_, n) =>
    hash32(townSeed ^ 0x6b6579, Number(serial) * 4 + n),
  );
  return new Uint8Array(words.buffer);
}

function productFor({ dwelling, use }: MeterWish, random: Random): ProductId {
  if (use.kind === "cooling") return "mc403Cooling";
  if (use.kind === "electricity") return "omnipower";
  return weigh(use.kind === "water" ? WATER_STOCK : HEAT_STOCK[dwelling.kind], random);
}

/** Whether the flow sensor sits in the inlet pipe: it decides the heat coefficient. */
export const isInletMeter = ({ id }: TownMeter): boolean => id.deviceType === PRODUCTS.mc403Inlet.deviceType;

function newProduct(use: PointUse, old: TownMeter): ProductId {
  if (use.kind === "water") return "mc21";
  return isInletMeter(old) ? "mc403Inlet" : "mc403";
}

function weigh(stock: Stock, random: Random): ProductId {
  let left = random.next() * stock.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [product, weight] of stock) {
    if (left < weight) return product;
    left -= weight;
  }
  return stock[0]?.[0] ?? "mc403";
}

function radioOf(product: Product, random: Random): RadioMode {
  if (product.omsLayout !== undefined && random.chance(0.14)) return "t1";
  return random.chance(0.5) ? "c1-a" : "c1-b";
}

/** Whether the meter's telegrams tell the time of its own clock. */
export const tellsClock = (meter: TownMeter): boolean =>
  LAYOUTS[meter.layout].records.some(([, content]) => content === "clock");
