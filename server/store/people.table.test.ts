import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROLE_PRESETS } from "../../shared/model/permission.ts";
import type { Person } from "../../shared/model/person.ts";
import type { AuditNote, Session } from "../people-ports.ts";
import { openStoreCore } from "./open-store-core.ts";
import type { StoreCore } from "./store-rpc.ts";

let dataFolder = "";
let store: StoreCore;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-people-"));
  const opened = openStoreCore({ dataFolder, utility: "town", masterKey: new Uint8Array(32).fill(7) });
  if (!opened.ok) throw new Error(opened.error.kind);
  store = opened.value;
});
afterEach(() => {
  store.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const note = (event: string, atMs = 1000): AuditNote => ({
  atMs,
  event,
  by: { name: "the test", address: "192.0.2.7", computer: "Firefox on Linux" },
});

const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  user: id,
  name: `Person ${id}`,
  role: "user",
  areas: "all",
  isActive: true,
  ...more,
});

const session = (byte: number, personId: string, expiresAtMs = 9000): Session => ({
  id: new Uint8Array(32).fill(byte),
  personId,
  createdAtMs: 1000,
  seenAtMs: 1000,
  expiresAtMs,
  address: "192.0.2.7",
  computer: "Firefox on Linux",
});

function addAdministrator(id: string): void {
  store.people.create(person(id, { role: "administrator" }), note("person.created"));
  store.people.setPassword(id, { hash: "hash" }, note("person.password-changed"));
}

const events = () =>
  store.audit
    .list({ fromMs: 0, toMs: 1e12, beforeSeq: 1e9, limit: 100 })
    .map(({ event }) => event)
    .reverse();

describe("people in the store", () => {
  it("a user name is found whatever its case, and given once", () => {
    store.people.create(person("p1", { user: "Anna.Jensen" }), note("person.created"));
    expect(store.people.findUser("ANNA.jensen")?.person.id).toBe("p1");
    expect(store.people.create(person("p2", { user: "anna.jensen " }), note("person.created"))).toEqual({
      ok: false,
      error: "person.user-taken",
    });
    expect(events()).toEqual(["person.created"]);
  });

  it("the last administrator who can sign in is neither removed, nor made inactive, nor given another role", () => {
    addAdministrator("a");
    store.people.create(person("b", { role: "administrator" }), note("person.created"));
    const refused = { ok: false, error: "person.last-administrator" };
    expect(store.people.remove("a", note("person.removed"))).toEqual(refused);
    expect(store.people.change("a", { role: "user" }, note("person.changed"))).toEqual(refused);
    expect(store.people.change("a", { isActive: false }, note("person.changed"))).toEqual(refused);
    store.people.setPassword("b", { hash: "hash" }, note("person.password-changed"));
    expect(store.people.remove("a", note("person.removed")).ok).toBe(true);
  });

  it("a change is audited with what was before and after, a refused one is not", () => {
    store.people.create(person("p"), note("person.created"));
    store.people.change("p", { areas: ["North"] }, note("person.changed"));
    store.people.change("nobody", { areas: ["North"] }, note("person.changed"));
    const [entry, ...older] = store.audit.list({ fromMs: 0, toMs: 1e12, beforeSeq: 1e9, limit: 100 });
    expect(entry).toMatchObject({
      event: "person.changed",
      by: { name: "the test", address: "192.0.2.7", computer: "Firefox on Linux" },
      target: { kind: "person", id: "p", name: "Person p" },
      before: { areas: "all" },
      after: { areas: ["North"] },
    });
    expect(older).toHaveLength(1);
  });

  it("somebody made inactive is signed out, and their session is worth nothing when active again", () => {
    store.people.create(person("p"), note("person.created"));
    store.sessions.create(session(1, "p"), note("session.created"));
    expect(store.sessions.find(session(1, "p").id, 2000)?.person.id).toBe("p");
    store.people.change("p", { isActive: false }, note("person.changed"));
    store.people.change("p", { isActive: true }, note("person.changed"));
    expect(store.sessions.find(session(1, "p").id, 2000)).toBeUndefined();
  });

  it("a new password ends every session but the one it was changed in", () => {
    store.people.create(person("p"), note("person.created"));
    for (const byte of [1, 2, 3]) store.sessions.create(session(byte, "p"), note("session.created"));
    store.people.setPassword(
      "p",
      { hash: "hash", exceptSessionId: session(2, "p").id },
      note("person.password-changed"),
    );
    expect(store.sessions.listOf("p", 2000).map(({ id }) => id[0])).toEqual([2]);
  });

  it("a session ends at its time to the millisecond", () => {
    store.people.create(person("p"), note("person.created"));
    store.sessions.create(session(1, "p", 9000), note("session.created"));
    expect(store.sessions.find(session(1, "p").id, 8999)).toBeDefined();
    expect(store.sessions.find(session(1, "p").id, 9000)).toBeUndefined();
  });
});

describe("roles in the store", () => {
  it("are the presets until an administrator changes them, and access control cannot slip in", () => {
    expect(store.roles.permissions("user")).toEqual(ROLE_PRESETS.user);
    store.roles.save(
      "user",
      { ...ROLE_PRESETS.user, "group-management": "write", "access-control": "write" },
      note("role.changed"),
    );
    expect(store.roles.permissions("user")).toEqual({ ...ROLE_PRESETS.user, "group-management": "write" });
    store.roles.save("administrator", ROLE_PRESETS.user, note("role.changed"));
    expect(store.roles.permissions("administrator")).toEqual(ROLE_PRESETS.administrator);
  });
});

describe("one-time links in the store", () => {
  const id = new Uint8Array(32).fill(9);
  const setup = { id, kind: "setup", createdAtMs: 1000, expiresAtMs: 5000 } as const;
  const first = { person: person("a", { role: "administrator" }), passwordHash: "hash" };

  it("the setup link makes one administrator, once", () => {
    store.invitations.create(setup, note("invitation.created"));
    expect(store.invitations.acceptSetup(id, first, note("person.created", 2000)).ok).toBe(true);
    expect(store.people.hasAdministrator()).toBe(true);
    const again = { ...first, person: person("b", { role: "administrator" }) };
    expect(store.invitations.acceptSetup(id, again, note("person.created", 2000))).toEqual({
      ok: false,
      error: "invitation.invalid",
    });
  });

  it("the setup link is worth nothing once there is an administrator, and after its time", () => {
    store.invitations.create(setup, note("invitation.created"));
    const late = store.invitations.acceptSetup(id, first, note("person.created", 5000));
    expect(late).toEqual({ ok: false, error: "invitation.invalid" });
    addAdministrator("z");
    const second = store.invitations.acceptSetup(id, first, note("person.created", 2000));
    expect(second).toEqual({ ok: false, error: "invitation.invalid" });
  });

  it("a newer link replaces the one that waits, and a used one is gone", () => {
    store.people.create(person("p"), note("person.created"));
    const link = { id, kind: "password", personId: "p", createdAtMs: 1000, expiresAtMs: 5000 } as const;
    const newer = { ...link, id: new Uint8Array(32).fill(8) };
    store.invitations.create(link, note("invitation.created"));
    store.invitations.create(newer, note("invitation.created"));
    expect(store.invitations.find(id, 2000)).toBeUndefined();
    expect(store.invitations.acceptPassword(newer.id, "hash", note("x", 2000)).ok).toBe(true);
    expect(store.invitations.acceptPassword(newer.id, "other", note("x", 2000)).ok).toBe(false);
    expect(store.people.findUser("p")?.passwordHash).toBe("hash");
  });
});
