/**
 * Identity of a meter → how its records are read: the driver of its manufacturer, version and device
 * type, else the generic one. The identity of the transport header counts first, then that of the
 * link (a radio adapter may be what the driver lists).
 */
import type { Medium } from "../../model/medium.ts";
import type { MeterId } from "../../model/meter-id.ts";
import type { Register } from "../../model/register.ts";
import { mediumOfDeviceType } from "../mbus/device-type-table.ts";
import type { DetectRow, Driver } from "./driver.ts";
import { DRIVERS, generic } from "./index.ts";
import { PRODUCT_ROWS, type ProductRow } from "./nameplate-table.ts";
import { DriverBook } from "./shape-book.ts";

/** Everything about reading one kind of meter. */
export interface MeterView {
  readonly driver: Driver;
  readonly medium: Medium;
  readonly book: DriverBook;
}

/** The driver that lists exactly this identity; `undefined` when none does. */
export function findDriver(meter: MeterId): Driver | undefined {
  const rows = ROWS_BY_MANUFACTURER.get(meter.manufacturer);
  return rows?.find(({ row }) => isListed(row, meter))?.driver;
}

/** How a meter's records are read. Views are remembered, so that each header is matched once. */
export function findMeterView(meter: MeterId, linkMeter: MeterId = meter): MeterView {
  const known = viewOf(meter);
  if (known.driver !== generic || linkMeter === meter) return known;
  const driver = findDriver(linkMeter);
  return driver ? viewFor(driver, mediumFor(driver, meter)) : known;
}

/** Name on the nameplate, such as `MULTICAL 403`; the empty text when nobody knows. */
export function productOf(meter: MeterId): string {
  const driver = findDriver(meter);
  return driver?.productByVersion?.[meter.version] ?? driver?.product ?? findProduct(meter)?.product ?? "";
}

const isListed = ({ versions, deviceTypes }: DetectRow, { version, deviceType }: MeterId): boolean =>
  (versions === "any" || versions.includes(version)) && deviceTypes.includes(deviceType);

/** Who a meter is that needs no driver. */
const findProduct = (meter: MeterId): ProductRow | undefined =>
  PRODUCT_ROWS.find((row) => row.manufacturer === meter.manufacturer && isListed(row, meter));

/** The register a record's name stands for with this driver and medium. */
export function findRegister(
  { driver, medium }: { readonly driver: string; readonly medium: Medium },
  recordName: string,
): Register | undefined {
  const known = driver === generic.name ? generic : DRIVER_BY_NAME.get(driver);
  return known && viewFor(known, medium).book.registerOf(recordName);
}

interface RowOfDriver {
  readonly row: DetectRow;
  readonly driver: Driver;
}

const DRIVER_BY_NAME: ReadonlyMap<string, Driver> = new Map(DRIVERS.map((driver) => [driver.name, driver]));

const ROWS_BY_MANUFACTURER: ReadonlyMap<string, readonly RowOfDriver[]> = (() => {
  const rows = new Map<string, RowOfDriver[]>();
  for (const driver of DRIVERS) {
    for (const row of driver.detect) {
      const known = rows.get(row.manufacturer);
      if (known) known.push({ row, driver });
      else rows.set(row.manufacturer, [{ row, driver }]);
    }
  }
  return rows;
})();

/** Views by manufacturer, then by version and type; emptied when somebody sends every combination. */
const views = new Map<string, (MeterView | undefined)[]>();
const MAX_MANUFACTURERS = 512;

function viewOf(meter: MeterId): MeterView {
  const key = (meter.version << 8) | meter.deviceType;
  let ofManufacturer = views.get(meter.manufacturer);
  if (ofManufacturer === undefined) {
    if (views.size >= MAX_MANUFACTURERS) views.clear();
    ofManufacturer = [];
    views.set(meter.manufacturer, ofManufacturer);
  }
  const known = ofManufacturer[key];
  if (known !== undefined) return known;
  const driver = findDriver(meter) ?? generic;
  const view = viewFor(driver, mediumFor(driver, meter));
  ofManufacturer[key] = view;
  return view;
}

const mediumFor = (driver: Driver, meter: MeterId): Medium =>
  driver.mediumByType?.[meter.deviceType] ??
  (driver === generic ? findProduct(meter)?.medium : undefined) ??
  mediumOfDeviceType(meter.deviceType);

/** One view for each driver and medium. */
const viewsByDriver = new Map<Driver, Map<Medium, MeterView>>();

function viewFor(driver: Driver, medium: Medium): MeterView {
  const byMedium = viewsByDriver.get(driver) ?? new Map<Medium, MeterView>();
  viewsByDriver.set(driver, byMedium);
  const known = byMedium.get(medium);
  if (known) return known;
  const view = { driver, medium, book: new DriverBook({ driver, fallback: generic, medium }) };
  byMedium.set(medium, view);
  return view;
}
