import { describe, expect, it } from "vitest";
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { decode } from "../decode.ts";
import { decodeReading } from "../decode-reading.ts";
import { codeOfManufacturer } from "../mbus/manufacturer.ts";
import { createFormatStore } from "../wmbus/format-store.ts";

interface Sent {
  /** Manufacturer, version and device type, as `GAV 00/02`. */
  readonly meter: string;
  readonly statusByte?: string;
  readonly records: string;
}

const swapped = (code: number): string =>
  [code & 0xff, code >> 8].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** What a clear wireless telegram says; the values are those of public captures. */
function telegramOf({ meter, statusByte = "00", records }: Sent) {
  const [manufacturer = "", versionAndType = ""] = meter.split(" ");
  const [version = "", type = ""] = versionAndType.split("/");
  const code = swapped(codeOfManufacturer(manufacturer) ?? 0);
  const body = `44${code}78563412${version}${type}7a01${statusByte}0000${records}`;
  const decoded = decode(hexBytes((body.length / 2).toString(16).padStart(2, "0") + body), {
    link: "wmbus",
    keyring: { find: () => undefined },
    formats: createFormatStore(),
  });
  if (!decoded.ok) throw new Error(decoded.error.kind);
  return decoded.value;
}

const readingOf = (sent: Sent) => decodeReading(telegramOf(sent));

const statusOf = (sent: Sent) => readingOf(sent).status;

describe("status bits", () => {
  it.each<readonly [why: string, sent: Sent, ids: readonly string[]]>([
    [
      "second voltage and third current too high",
      { meter: "GAV 00/02", records: "01FD1722" },
      ["current-overflow", "voltage-overflow"],
    ],
    [
      "no consumption, today and this month",
      { meter: "APA 01/16", records: "03FD17080801" },
      ["no-consumption"],
    ],
    ["only what was last month", { meter: "APA 20/16", records: "03FD17004008" }, []],
    ["a leak or nobody at home", { meter: "DWZ 02/06", records: "02FD174000" }, ["leak-or-no-consumption"]],
    [
      "flow measurement out of order",
      { meter: "EFE 00/04", records: "01FD1710" },
      ["v1-communication-error"],
    ],
    [
      "bits nobody has explained",
      { meter: "AAA 25/07", records: "02FD171111" },
      ["measurement-error", "radio-error", "unknown-info-bits"],
    ],
    [
      "an empty pipe and a broken return sensor",
      { meter: "ZRI 88/0D", statusByte: "02", records: "02FD172400" },
      ["application-error", "dry", "t2-interrupted"],
    ],
    ["a smoke alarm taken off its base", { meter: "EIE 0C/1A", records: "8440FF2C420F1100" }, ["tamper"]],
    ["no trouble: how many phases", { meter: "GSS 01/02", records: "04FD1700000201" }, []],
    ["of a meter nobody has a table for", { meter: "XYZ 01/04", records: "01FD1740" }, ["unknown-info-bits"]],
  ])("of a flags record: %s", (_why, sent, ids) => {
    expect(statusOf(sent)).toEqual(ids);
  });

  it("of the transport header mean what the driver says", () => {
    expect(statusOf({ meter: "LAS 07/1B", statusByte: "48", records: "02658408" })).toEqual([
      "permanent-error",
      "tamper",
    ]);
    expect(statusOf({ meter: "VIP 01/07", statusByte: "63", records: "041200000000" })).toEqual([
      "abnormal-condition",
      "burst",
      "leak",
    ]);
    expect(statusOf({ meter: "BMT 10/1B", statusByte: "08", records: "02650A0A" })).toEqual([
      "module-removed",
      "permanent-error",
    ]);
    expect(statusOf({ meter: "XYZ 01/07", statusByte: "E0", records: "041200000000" })).toEqual([]);
  });
});

describe("states that flags tell in words", () => {
  const textOf = (sent: Sent, name: string) =>
    telegramOf(sent).records.find((record) => record.name === name)?.value;

  it.each<readonly [name: string, sent: Sent, text: string]>([
    ["dust_level", { meter: "EIE 0C/1A", records: "8440FF2C1C0F1100" }, "28 of 31, cleaning recommended"],
    ["meter_kind", { meter: "GSS 01/02", records: "04FD1700000101" }, "three-phase meter"],
    ["contact", { meter: "LAS 07/1D", records: "02FD1B1100" }, "closed"],
    ["tamper_last_month", { meter: "APA 01/16", records: "03FD17080801" }, "yes"],
    ["reverse_flow_this_month", { meter: "APA 20/16", records: "03FD17004008" }, "yes"],
  ])("%s", (name, sent, text) => {
    expect(textOf(sent, name)).toEqual({ kind: "text", text });
  });
});

describe("registers", () => {
  const registersOf = (sent: Sent) => readingOf(sent).values.map(({ register }) => register);

  it("of one tariff that is the total", () => {
    expect(registersOf({ meter: "NZR 00/02", records: "8C100585764900" })).toEqual(["A+"]);
  });

  it("of gas, whatever conditions it is counted at", () => {
    expect(registersOf({ meter: "AMX 01/03", records: "0C943A00170900" })).toEqual(["V1"]);
    expect(registersOf({ meter: "DME 30/03", records: "0C933E84278406" })).toEqual(["V1"]);
  });

  it("of a radio converter that does not say what it counts", () => {
    expect(registersOf({ meter: "ELR 11/37", records: "041355150000" })).toEqual(["V1"]);
  });
});
