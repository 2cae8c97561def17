import type { MeterId, MeterKey } from "../model/meter-id.ts";
import type { MeteringPoint } from "../model/metering-point.ts";
import type { Climate } from "./climate.ts";
import { CoolingHours, type CoolingUse } from "./cooling-step.ts";
import { ElectricityHours, type ElectricityUse } from "./electricity-step.ts";
import { HeatHours, type HeatTrouble, type HeatUse } from "./heat-step.ts";
import type { LayoutId } from "./layout-table.ts";
import type { Product } from "./product-table.ts";
import type { HourlyUse } from "./step.ts";
import { WaterHours, type WaterTrouble, type WaterUse } from "./water-step.ts";

/** How a meter sends: C1 in frame format A or B with ELL encryption, or T1 with mode 5. */
export type RadioMode = "c1-a" | "c1-b" | "t1";

export interface TownMeter {
  readonly id: MeterId;
  readonly key: MeterKey;
  readonly product: Product;
  readonly layout: LayoutId;
  readonly radio: RadioMode;
  readonly aesKey: Uint8Array;
  readonly seed: number;
  readonly mountedAtMs: number;
  readonly removedAtMs?: number;
  /** What the meter's clock is ahead of Danish standard time. */
  readonly clockErrorMs: number;
  /** True sums when the town's history begins, or at mounting if that is later. */
  readonly counted: {
    readonly volume: number;
    readonly energy: number;
    readonly e8: number;
    readonly e9: number;
  };
}

export type PointUse = HeatUse | WaterUse | CoolingUse | ElectricityUse;

/** Hours in which nothing of a point was received. */
export interface Reception {
  readonly seed: number;
  /** Share of the hours missed at random. */
  readonly missedShare: number;
  readonly gaps: readonly { readonly fromHour: number; readonly toHour: number }[];
}

/** A metering point with the truth behind it. */
export interface TownPoint {
  readonly point: MeteringPoint;
  readonly use: PointUse;
  readonly trouble?: HeatTrouble | WaterTrouble;
  /** In order of mounting; the last one is there now. */
  readonly meters: readonly TownMeter[];
  readonly reception: Reception;
}

/** What one faulty point suffers from; the truth that analyses are judged by. */
export const FAULT_KINDS = [
  "leak",
  "burst",
  "dry",
  "reversed-water",
  "empty-dwelling",
  "dirty-exchanger",
  "bypass",
  "t1-sensor",
  "t2-sensor",
  "air",
  "reversed-heat",
  "exchange",
  "rollover",
  "clock",
  "silent",
  "weak-radio",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface TownFault {
  readonly kind: FaultKind;
  readonly pointId: string;
  readonly address: string;
  /** The meter concerned; after an exchange the new one. */
  readonly meter: MeterKey;
  readonly fromMs: number;
  /** Absent while it lasts. */
  readonly toMs?: number;
}

/** The point's physics over the hours of a climate. */
export function hoursOf({ use, trouble }: Pick<TownPoint, "use" | "trouble">, climate: Climate): HourlyUse {
  switch (use.kind) {
    case "heat":
      return new HeatHours(use, climate, trouble && "believedT1" in trouble ? trouble : undefined);
    case "water":
      return new WaterHours(use, climate, trouble && "leakM3h" in trouble ? trouble : undefined);
    case "cooling":
      return new CoolingHours(use, climate);
    case "electricity":
      return new ElectricityHours(use, climate);
  }
}
