import type { Medium } from "../model/medium.ts";
import type { LayoutId } from "./layout-table.ts";

/** Meters the town has mounted: identity on the air (manufacturer, version, device type) and what they send. */
export interface Product {
  /** As printed on the meter. */
  readonly name: string;
  readonly manufacturer: string;
  readonly version: number;
  readonly deviceType: number;
  readonly medium: Medium;
  /** Layout on C1, for being read in passing and by gateways. */
  readonly layout: LayoutId;
  /** Layout on T1 with mode 5, for products that are also delivered so. */
  readonly omsLayout?: LayoutId;
  /** Layout of those that were ordered with pressure sensors, on C1. */
  readonly pressureLayout?: LayoutId;
}

const HEAT_OUTLET = 0x04;
const HEAT_INLET = 0x0c;
const COOLING_OUTLET = 0x0a;
const COLD_WATER = 0x16;
const ELECTRICITY = 0x02;

const kamstrup = (product: Omit<Product, "manufacturer" | "medium"> & { medium?: Medium }): Product => ({
  manufacturer: "KAM",
  medium: "heat",
  ...product,
});

export const PRODUCTS = {
  mc303: kamstrup({
    name: "MULTICAL 303",
    version: 0x40,
    deviceType: HEAT_OUTLET,
    layout: "303",
    omsLayout: "303",
  }),
  mc403: kamstrup({
    name: "MULTICAL 403",
    version: 0x34,
    deviceType: HEAT_OUTLET,
    layout: "403",
    omsLayout: "403-oms",
  }),
  mc403Inlet: kamstrup({
    name: "MULTICAL 403",
    version: 0x34,
    deviceType: HEAT_INLET,
    layout: "403",
    omsLayout: "403-oms",
  }),
  mc403Litre: kamstrup({ name: "MULTICAL 403", version: 0x34, deviceType: HEAT_INLET, layout: "403-litre" }),
  mc602: kamstrup({ name: "MULTICAL 602", version: 0x1c, deviceType: HEAT_OUTLET, layout: "602" }),
  mc603: kamstrup({
    name: "MULTICAL 603",
    version: 0x35,
    deviceType: HEAT_INLET,
    layout: "603",
    omsLayout: "403-oms",
    pressureLayout: "603-pressure",
  }),
  mc803: kamstrup({ name: "MULTICAL 803", version: 0x39, deviceType: HEAT_OUTLET, layout: "803" }),
  mc803Large: kamstrup({ name: "MULTICAL 803", version: 0x39, deviceType: HEAT_OUTLET, layout: "803-large" }),
  mc403Cooling: kamstrup({
    name: "MULTICAL 403",
    version: 0x34,
    deviceType: COOLING_OUTLET,
    medium: "cooling",
    layout: "403-cooling",
  }),
  mc21: kamstrup({
    name: "MULTICAL 21",
    version: 0x1b,
    deviceType: COLD_WATER,
    medium: "water",
    layout: "21",
    omsLayout: "21",
  }),
  flowIq: {
    name: "flowIQ 2200",
    manufacturer: "KAW",
    version: 0x3a,
    deviceType: COLD_WATER,
    medium: "water",
    layout: "flowiq",
  },
  omnipower: kamstrup({
    name: "OMNIPOWER",
    version: 0x30,
    deviceType: ELECTRICITY,
    medium: "electricity",
    layout: "omnipower",
  }),
} as const satisfies Record<string, Product>;

export type ProductId = keyof typeof PRODUCTS;
