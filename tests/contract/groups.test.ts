import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importPoints } from "../../server/sync/write-points.ts";
import type { AreaScope } from "../../shared/model/permission.ts";
import type { WireLastImport } from "../../shared/model/wire-groups.ts";
import { changeMembers, removeGroup, saveGroup } from "../../shared/rooms/group-room.ts";
import { recordOf } from "../../shared/rooms/point-record.ts";
import { membersRoom } from "../../shared/rooms/room-name.ts";
import type { WireRoomsSince } from "../../shared/rooms/wire-rooms.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** Groups as people of one area, of another and of all areas have them. */
let server: PeopleServer;
let north: TestBrowser;
let south: TestBrowser;
let all: TestBrowser;
const by = { name: "Billing", address: "", computer: "" };
const HEADS = { utility: "town", kind: "groups" } as const;

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  for (const [id, area, serial] of [
    ["n1", "North", "80000001"],
    ["n2", "North", "80000002"],
    ["s1", "South", "80000003"],
  ] as const)
    await addPoint(server.town, { id, area, address: `${area} ${id}`, serial });
  await server.town.rooms.edit({
    by,
    rooms: [
      {
        name: HEADS,
        run: (doc) => saveGroup(doc, "g-1", { name: "Attention", kind: "fixed", query: null, comment: "" }),
      },
      {
        name: membersRoom("town", "North"),
        run: (doc) => void changeMembers(doc, "g-1", { pointIds: ["n1"], isIn: true }),
      },
      {
        name: membersRoom("town", "South"),
        run: (doc) => void changeMembers(doc, "g-1", { pointIds: ["s1"], isIn: true }),
      },
    ],
  });
  north = await signIn("nora", ["North"]);
  south = await signIn("sven", ["South"]);
  all = await signIn("otto", "all");
});
afterAll(() => server.close());

async function signIn(user: string, areas: AreaScope): Promise<TestBrowser> {
  const id = await addPerson(server, server.town, { user, role: "superuser", areas });
  return signedInBrowser(server, id);
}

const snapshot = (browser: TestBrowser, room: string): Promise<string | number> =>
  browser.code("GET", `/api/v1/rooms/${encodeURIComponent(room)}/snapshot`);
const lastImport = async (browser: TestBrowser): Promise<WireLastImport["lastImport"]> =>
  (await browser.json<WireLastImport>("GET", "/api/v1/last-import")).lastImport;

/** How many places a consumption report asks in this group, or why it has none. */
async function askedIn(browser: TestBrowser): Promise<number | string> {
  const params = { from: "2026-11-01", to: "2026-11-01", registers: ["E1"], places: { group: "g-1" } };
  const answer = await browser.request("POST", "/api/v1/report-runs", { report: "consumption", params });
  const lines = (await answer.text()).trim().split("\n");
  const last = JSON.parse(lines.at(-1) ?? "{}") as { table?: { asked: number }; fault?: { code: string } };
  return last.table?.asked ?? last.fault?.code ?? lines.join(" ").slice(0, 400);
}

describe("a group over two areas", () => {
  it("shows everybody its name, and its members to those who see their area", async () => {
    for (const browser of [north, south, all]) expect(await snapshot(browser, "town/groups")).toBe(200);
    expect(await snapshot(north, "town/North/members/1")).toBe(200);
    expect(await snapshot(north, "town/South/members/1")).toBe("room.not-found");
    expect(await snapshot(south, "town/North/members/1")).toBe("room.not-found");
    expect(await snapshot(all, "town/South/members/1")).toBe(200);
  });

  it("tells nobody by the change cursor what happens to points elsewhere", async () => {
    const heard = async (browser: TestBrowser) => {
      const { updates, reload } = await browser.json<WireRoomsSince>("GET", "/api/v1/rooms?since=0");
      const names = new Set([...updates.map(({ room }) => room), ...reload]);
      return [...names].filter((room) => room.includes("/members/")).sort();
    };
    expect(await heard(north)).toEqual(["town/North/members/1"]);
    expect(await heard(south)).toEqual(["town/South/members/1"]);
    expect(await heard(all)).toEqual(["town/North/members/1", "town/South/members/1"]);
  });

  it("counts in a report what its reader may see, and nothing once it was removed", async () => {
    expect(await askedIn(all)).toBe(2);
    expect(await askedIn(north)).toBe(1);
    await server.town.rooms.edit({ by, rooms: [{ name: HEADS, run: (doc) => removeGroup(doc, "g-1") }] });
    expect(await askedIn(all)).toBe("no-places");
  });
});

describe("the last import", () => {
  const recordAt = (id: string, area: string) => {
    const empty = { postalCode: "", city: "", customerNumber: "", customerName: "", intervalMinutes: 60 };
    return recordOf({ ...empty, id, area, number: id, address: `${area} ${id}`, medium: "heat" });
  };

  it("is none before anything was imported; what is written without a source is none either", async () => {
    expect(await lastImport(all)).toBeNull();
    await importPoints(server.town.rooms, { records: [recordAt("n1", "North")], by });
    expect(await lastImport(all)).toBeNull();
  });

  it("is all that its source named, told to each as far as they see it", async () => {
    const records = [recordAt("n1", "North"), recordAt("s1", "South")];
    await importPoints(server.town.rooms, { source: "billing", records, by });
    const told = { source: "billing", byName: "Billing" };
    expect(await lastImport(all)).toMatchObject({ ...told, pointIds: ["n1", "s1"] });
    expect(await lastImport(north)).toMatchObject({ ...told, pointIds: ["n1"] });
    expect((await lastImport(all))?.atMs).toBeGreaterThan(T0);
  });

  it("is replaced by the next one, also one that changed nothing, and is none for who sees none of it", async () => {
    const again = { source: "billing", records: [recordAt("n1", "North")], by };
    await importPoints(server.town.rooms, again);
    expect(await importPoints(server.town.rooms, again)).toBe(0);
    expect(await lastImport(all)).toMatchObject({ pointIds: ["n1"] });
    expect(await lastImport(south)).toBeNull();
  });
});
