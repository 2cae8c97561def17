import { describe, expect, it } from "vitest";
import { mapOriginOf, NO_MAP, readMapSettings } from "./map-settings.ts";

const tiles = {
  ...NO_MAP,
  base: "xyz",
  url: "https://tiles.example.org/{z}/{x}/{y}.png",
  attribution: "© Example",
};
const faultOf = (value: unknown): string | undefined => {
  const read = readMapSettings(value);
  return read.ok ? undefined : read.error.field;
};

describe("the settings of a utility's map", () => {
  it("come back as they were", () => {
    const settings = { ...tiles, units: [{ name: "church", lat: 55.8, lon: 9.8 }] };
    expect(readMapSettings(settings)).toEqual({ ok: true, value: settings });
    expect(readMapSettings(NO_MAP)).toEqual({ ok: true, value: NO_MAP });
  });

  it.each([
    [{ ...tiles, base: "google" }, "base"],
    [{ ...tiles, url: "https://tiles.example.org/map.png" }, "url"],
    [{ ...tiles, url: "http://tiles.example.org/{z}/{x}/{y}.png" }, "url"],
    [{ ...tiles, url: "//tiles.example.org/{z}/{x}/{y}.png" }, "url"],
    [{ ...tiles, url: "https://a b;script-src *//{z}/{x}/{y}" }, "url"],
    [{ ...tiles, datum: "epsg" }, "datum"],
    [{ ...tiles, streetView: "javascript:alert({lat},{lon})" }, "streetView"],
    [{ ...tiles, units: [{ name: "", lat: 1, lon: 1 }] }, "units"],
    [{ ...tiles, units: [{ name: "mast", lat: 91, lon: 1 }] }, "units"],
    [undefined, "base"],
  ])("that cannot be are refused by the field that is wrong: %j", (value, field) => {
    expect(faultOf(value)).toBe(field);
  });

  it("name the one other server a map comes from", () => {
    expect(mapOriginOf("https://tiles.example.org:8443/{z}/{x}/{y}.png")).toBe(
      "https://tiles.example.org:8443",
    );
    expect(mapOriginOf("/maps/town.pmtiles")).toBeUndefined();
    expect(mapOriginOf("")).toBeUndefined();
  });
});
