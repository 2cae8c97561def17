import { describe, expect, it } from "vitest";
import type { MeterId } from "../../model/meter-id.ts";
import { isRegister } from "../../model/register.ts";
import { isStatusId } from "../../model/status.ts";
import type { DetectRow } from "./driver.ts";
import { findDriver, findMeterView, productOf } from "./find-driver.ts";
import { DRIVERS, generic } from "./index.ts";
import { PRODUCT_ROWS } from "./nameplate-table.ts";

const meter = (manufacturer: string, version: number, deviceType: number): MeterId => ({
  manufacturer,
  id: "12345678",
  version,
  deviceType,
});

const identitiesOf = (driver: string, { manufacturer, versions, deviceTypes }: DetectRow) =>
  (versions === "any" ? ["any"] : versions).flatMap((version) =>
    deviceTypes.map((type) => ({ driver, key: `${manufacturer} ${version} ${type}` })),
  );

const everyField = [generic, ...DRIVERS].flatMap(({ name, fields }) =>
  fields.map((field) => ({ driver: name, ...field })),
);

describe("the drivers", () => {
  it("stand in the index sorted by name, each once", () => {
    const names = DRIVERS.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it("never list the same meter twice", () => {
    const rows = DRIVERS.flatMap(({ name, detect }) => detect.flatMap((row) => identitiesOf(name, row)));
    const clashes = rows.filter(({ key, driver }) =>
      rows.some((other) => other.key === key && other.driver !== driver),
    );
    expect(clashes).toEqual([]);
  });

  it("name fields in snake case, without a unit", () => {
    const odd = everyField.filter(({ name }) => {
      const plain = name.replace(/\{(storage|storage-1|tariff|subunit)\}/g, "1");
      return !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(plain) || /_(kwh|m3|m3h|kw|c|bar|v|a)$/.test(plain);
    });
    expect(odd).toEqual([]);
  });

  it("feed only registers that exist, from plain instants at storage 0", () => {
    const odd = everyField.filter(
      ({ register, match }) =>
        register !== undefined && (!isRegister(register) || (match.storage ?? 0) !== 0),
    );
    expect(odd).toEqual([]);
  });

  it("say status in words that have a severity", () => {
    const ids = DRIVERS.flatMap(({ status = [] }) => status).flatMap(({ bits }) => Object.values(bits));
    expect(ids.filter((id) => !isStatusId(id))).toEqual([]);
  });

  it("tell where their facts come from", () => {
    expect(DRIVERS.filter(({ source }) => source === "")).toEqual([]);
  });
});

describe("finding a driver", () => {
  it("goes by manufacturer, version and device type", () => {
    expect(findDriver(meter("KAM", 0x34, 0x0c))?.name).toBe("kamstrup-multical-403");
    expect(findDriver(meter("KAM", 0x30, 0x04))?.name).toBe("kamstrup-multical-302");
    expect(findDriver(meter("KAM", 0x30, 0x02))?.name).toBe("kamstrup-omnipower");
    expect(findDriver(meter("KAM", 0x34, 0x07))).toBeUndefined();
  });

  it("falls back to the generic driver, with the medium of the device type", () => {
    expect(findMeterView(meter("XYZ", 1, 0x07))).toMatchObject({
      driver: { name: "generic" },
      medium: "water",
    });
    expect(findMeterView(meter("XYZ", 1, 0x31))).toMatchObject({
      driver: { name: "generic" },
      medium: "other",
    });
  });

  it("knows what a radio converter of a listed product counts", () => {
    expect(findMeterView(meter("DEV", 0x02, 0x37))).toMatchObject({ medium: "electricity" });
    expect(findMeterView(meter("REL", 0x41, 0x00))).toMatchObject({ medium: "heat-cost-allocator" });
    expect(findMeterView(meter("XYZ", 0x02, 0x37))).toMatchObject({ medium: "other" });
  });

  it("lists no product twice, nor one that a driver reads", () => {
    const products = PRODUCT_ROWS.flatMap((row) => identitiesOf(row.product, row)).map(({ key }) => key);
    const read = DRIVERS.flatMap(({ name, detect }) => detect.flatMap((row) => identitiesOf(name, row)));
    expect(products.filter((key, n) => products.indexOf(key) !== n)).toEqual([]);
    expect(products.filter((key) => read.some((other) => other.key === key))).toEqual([]);
  });

  it("takes the link's identity when only that is listed", () => {
    const view = findMeterView(meter("XYZ", 1, 0x04), meter("KAM", 0x35, 0x04));
    expect(view.driver.name).toBe("kamstrup-multical-603");
  });

  it("knows the name on the nameplate", () => {
    expect(productOf(meter("KAM", 0x1b, 0x16))).toBe("MULTICAL 21");
    expect(productOf(meter("HYD", 0x20, 0x04))).toBe("SHARKY 775");
    expect(productOf(meter("XYZ", 1, 1))).toBe("");
  });
});
