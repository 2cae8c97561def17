import { describe, expect, it } from "vitest";
import type { SpareMeter } from "../../../shared/model/meter-exchange.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { findSpares, nameNew, nameOld } from "./plan-exchange.ts";

const METER = { key: "KAM-60000001-34-04", serial: "60000001", type: "MULTICAL 603" };
const spare = (meter: string, serial: string): SpareMeter => ({
  meter: meter as SpareMeter["meter"],
  serial,
  type: "MULTICAL 403",
});
const SPARES = [spare("SEN-69012340-68-07", "69012340"), spare("KAM-69012345-34-04", "69012345")];
const card = (address: string, serial: string): RoundCard => ({
  pointId: serial,
  number: "",
  address,
  postalCode: "",
  city: "",
  customer: "",
  accessNote: "",
  medium: "heat",
  meter: { key: `KAM-${serial}-34-04`, serial, type: "" },
});
const from = {
  old: nameOld("60000001", METER),
  like: METER.key,
  spares: SPARES,
  cards: [card("Street 1", "60000001"), card("Street 2", "60000002")],
};

describe("the meter that comes down", () => {
  it("is the round's own by its number, however the label writes it", () => {
    expect(nameOld("S/N 60000001", METER)).toEqual({ serial: "60000001", key: METER.key, type: METER.type });
    expect(nameOld("", METER)).toEqual({ type: "" });
    expect(nameOld("600", METER)).toEqual({ type: "" });
    expect(nameOld("600000012", METER)).toEqual({ type: "", fault: "no-number" });
    expect(nameOld("no digits", METER)).toEqual({ type: "", fault: "no-number" });
  });

  it("may be another one, which has to be confirmed", () => {
    expect(nameOld("60000009", METER)).toEqual({
      serial: "60000009",
      key: "KAM-60000009-34-04",
      type: "",
      doubt: "other",
    });
  });
});

describe("the meter that is put up", () => {
  it("is found in what the office has in stock, without network", () => {
    expect(nameNew("KAM;69012345;2026", from)).toEqual({
      serial: "69012345",
      key: "KAM-69012345-34-04",
      type: "MULTICAL 403",
    });
  });

  it("is not the old one, and not one that hangs elsewhere in the round", () => {
    expect(nameNew("60000001", from)).toMatchObject({ fault: "same" });
    expect(nameNew("60000002", from)).toMatchObject({ fault: "elsewhere", address: "Street 2" });
  });

  it("that nobody told of is made like the old one and has to be confirmed", () => {
    expect(nameNew("70000001", from)).toEqual({
      serial: "70000001",
      key: "KAM-70000001-34-04",
      type: "",
      doubt: "unknown-meter",
    });
  });

  it("is offered while it is typed, of the same maker first", () => {
    expect(findSpares("6901", SPARES, METER.key).map(({ serial }) => serial)).toEqual([
      "69012345",
      "69012340",
    ]);
    expect(findSpares("2345", SPARES, METER.key).map(({ serial }) => serial)).toEqual(["69012345"]);
    // Typed whole, there is nothing left to offer.
    expect(findSpares("69012345", SPARES, METER.key)).toEqual([]);
  });
});
