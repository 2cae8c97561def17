import { describe, expect, it } from "vitest";
import { KnownBrowsers } from "./known-browsers.ts";

const anna = { utility: "town", personId: "anna" };
const bent = { utility: "town", personId: "bent" };
const browsers = new KnownBrowsers(new Uint8Array(32).fill(7));

describe("the cookie of known browsers", () => {
  it("knows who has signed in with this browser, and nobody else", () => {
    const cookie = browsers.add(browsers.add("", anna), bent);
    expect(browsers.find(cookie, anna)).toBeDefined();
    expect(browsers.find(cookie, bent)).toBeDefined();
    expect(browsers.find(cookie, { utility: "elsewhere", personId: "anna" })).toBeUndefined();
    expect(browsers.find(cookie, { utility: "town", personId: "carl" })).toBeUndefined();
  });

  it("cannot be made up: another key, another person, one other character", () => {
    const cookie = browsers.add("", anna);
    expect(new KnownBrowsers(new Uint8Array(32).fill(8)).find(cookie, anna)).toBeUndefined();
    expect(browsers.find(cookie.replace(".anna.", ".bent."), bent)).toBeUndefined();
    for (let at = 0; at < cookie.length; at++) {
      const other = cookie[at] === "A" ? "B" : "A";
      expect(browsers.find(`${cookie.slice(0, at)}${other}${cookie.slice(at + 1)}`, anna)).toBeUndefined();
    }
  });

  it("stays below 1 kB however many share the browser, the latest first", () => {
    let cookie = "";
    for (let n = 0; n < 50; n++)
      cookie = browsers.add(cookie, { utility: "town", personId: `person-id-16-${n}` });
    expect(cookie.length).toBeLessThan(1000);
    expect(browsers.find(cookie, { utility: "town", personId: "person-id-16-49" })).toBeDefined();
    expect(browsers.find(cookie, { utility: "town", personId: "person-id-16-0" })).toBeUndefined();
  });

  it.each(["", "~", "....", "town.anna.", "x".repeat(100_000)])("takes any cookie: %.20s", (cookie) => {
    expect(browsers.find(cookie, anna)).toBeUndefined();
    expect(browsers.find(browsers.add(cookie, anna), anna)).toBeDefined();
  });
});
