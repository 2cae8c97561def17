import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Utility } from "../../server/utilities.ts";
import { type MapSettings, NO_MAP } from "../../shared/model/map-settings.ts";
import { addPerson, openPeopleServer, type PeopleServer } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import { TestBrowser } from "../support/test-browser.ts";

const TILES = "https://tiles.example.org/{z}/{x}/{y}.png";

let server: PeopleServer;
let boss: TestBrowser;
let reader: TestBrowser;
let neighbour: TestBrowser;

async function signedIn(utility: Utility, role: "user" | "superuser"): Promise<TestBrowser> {
  const id = await addPerson(server, utility, { user: `${role}-${utility.id}`, role });
  return signedInBrowser(server, id, utility);
}

function putFile(utility: string, path: string, text: string): void {
  const file = join(server.dataFolder, utility, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

beforeAll(async () => {
  server = await openPeopleServer();
  boss = await signedIn(server.town, "superuser");
  reader = await signedIn(server.town, "user");
  neighbour = await signedIn(server.elsewhere, "user");
  putFile("town", "maps/town.pmtiles", "0123456789");
  putFile("town", "maps/14/8620/5150.png", "a picture");
  putFile("town", "secret.txt", "not a map");
});
afterAll(() => server.close());

describe("a utility's map", () => {
  it("is its own, kept with who changed it", async () => {
    const map: MapSettings = {
      ...NO_MAP,
      base: "xyz",
      url: TILES,
      units: [{ name: "Mast", lat: 55, lon: 9 }],
    };
    expect(await boss.json("PUT", "/api/v1/map", map)).toEqual(map);
    expect(await reader.json("GET", "/api/v1/map")).toEqual(map);
    expect(await neighbour.json("GET", "/api/v1/map")).toEqual(NO_MAP);
    expect(await boss.code("PUT", "/api/v1/map", { ...map, url: "https://tiles.example.org/" })).toBe(
      "map.invalid",
    );
    expect(await reader.json("GET", "/api/v1/map")).toEqual(map);
    const entries = await server.town.store.audit.list({
      fromMs: 0,
      toMs: Number.MAX_SAFE_INTEGER,
      beforeSeq: Number.MAX_SAFE_INTEGER,
      limit: 10,
    });
    expect(entries[0]).toMatchObject({ event: "map.changed", before: NO_MAP, after: map });
  });

  it("opens the page's policy for its server, pictures and files alike, and for no other", async () => {
    const origins = async (): Promise<readonly string[]> => {
      const answer = await reader.request("GET", "/health");
      return (answer.headers.get("content-security-policy") ?? "").match(/\w+-src[^;]*https:[^;]*/g) ?? [];
    };
    expect(await origins()).toEqual([
      "img-src 'self' data: blob: https://tiles.example.org",
      "connect-src 'self' https://tiles.example.org",
    ]);
    await boss.json("PUT", "/api/v1/map", NO_MAP);
    expect(await origins()).toEqual([]);
  });
});

describe("map files in a utility's folder", () => {
  it("are sent whole or piece by piece", async () => {
    const whole = await reader.request("GET", "/maps/14/8620/5150.png");
    expect([whole.status, whole.headers.get("content-type"), await whole.text()]).toEqual([
      200,
      "image/png",
      "a picture",
    ]);
    const piece = await reader.request("GET", "/maps/town.pmtiles", undefined, { range: "bytes=2-4" });
    expect([piece.status, piece.headers.get("content-range"), await piece.text()]).toEqual([
      206,
      "bytes 2-4/10",
      "234",
    ]);
  });

  it("are the utility's own, and nothing else of its folder is", async () => {
    expect(await neighbour.code("GET", "/maps/town.pmtiles")).toBe("route.not-found");
    expect(await new TestBrowser(server.app.request).code("GET", "/maps/town.pmtiles")).toBe(
      "session.needed",
    );
    for (const path of [
      "/maps/..%2fsecret.txt",
      "/maps/%2e%2e/secret.txt",
      "/maps//../secret.txt",
      "/maps/none.png",
    ]) {
      expect(await reader.code("GET", path)).toBe("route.not-found");
    }
  });
});
