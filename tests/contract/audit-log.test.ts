import { describe, expect, it } from "vitest";
import type { WireAudit, WireAuditChain, WireNewUser, WireUser } from "../../shared/model/wire-people.ts";
import { PASSWORD } from "../support/people-server.ts";
import { useTownOffice } from "../support/town-office.ts";

const DAY = 86_400_000;
const OTHER_PASSWORD = "lamp posts sing at noon";
const { administrator, auditOf, open, server, setupToken } = useTownOffice();

describe("the audit log", () => {
  it("says who did what, when, from which address and browser, from what to what", async () => {
    const ada = await administrator();
    server().clock.nowMs += 1000;
    await ada.json("POST", "/api/v1/users", { user: "nora", name: "Nora", role: "user", areas: ["North"] });
    const { users } = await ada.json<{ users: WireUser[] }>("GET", "/api/v1/users");
    const nora = users.find(({ user }) => user === "nora");
    await ada.json("PATCH", `/api/v1/users/${nora?.id}`, { areas: "all" });
    const { entries } = await auditOf(ada);
    expect(entries.map(({ event }) => event).slice(0, 4)).toEqual([
      "person.changed",
      "invitation.created",
      "person.created",
      "session.started",
    ]);
    expect(entries[0]).toMatchObject({
      atMs: server().clock.nowMs,
      by: { id: "id-ada", name: "Name of ada" },
      address: "127.0.0.1",
      computer: "Firefox 128 on Linux",
      target: { kind: "person", id: nora?.id, name: "Nora" },
      before: { areas: ["North"] },
      after: { areas: "all" },
    });
    const chain = await ada.json<WireAuditChain>("GET", "/api/v1/audit/chain");
    expect(chain).toMatchObject({ isWhole: true, entries: entries[0]?.seq, head: entries[0]?.hash });
  });

  it("notes wrong passwords for people there are, and not what is typed for names nobody has", async () => {
    const ada = await administrator();
    await open({ address: "192.0.2.9" }).code("POST", "/api/v1/session", {
      user: "ada",
      password: "wrong password!",
    });
    await open().code("POST", "/api/v1/session", { user: PASSWORD, password: "" });
    const { entries } = await auditOf(ada);
    expect(entries[0]).toMatchObject({
      event: "session.refused",
      address: "192.0.2.9",
      target: { id: "id-ada" },
    });
    const text = JSON.stringify(entries);
    expect(entries.filter(({ event }) => event === "session.refused")).toHaveLength(1);
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain("wrong password!");
  });

  it("is asked for a period, page by page", async () => {
    const ada = await administrator();
    const from = server().clock.nowMs + DAY;
    server().clock.nowMs = from;
    for (const name of ["A", "B", "C"]) await ada.json("PATCH", "/api/v1/users/id-ada", { name });
    server().clock.nowMs += DAY;
    await ada.json("PATCH", "/api/v1/users/id-ada", { name: "D" });
    const page = (query: string) =>
      ada.json<WireAudit>("GET", `/api/v1/audit?from=${from}&to=${from + 1}${query}`);
    const names = (audit: WireAudit) => audit.entries.map(({ after }) => (after as { name: string }).name);
    const first = await page("&limit=2");
    expect(names(first)).toEqual(["C", "B"]);
    const second = await page(`&limit=2&before=${first.nextBefore}`);
    expect(names(second)).toEqual(["A"]);
    expect(second).not.toHaveProperty("nextBefore");
    expect(await ada.code("GET", "/api/v1/audit?from=yesterday")).toBe("request.invalid");
  });

  it("holds no secret: no password, no token, no hash of one", async () => {
    const token = await setupToken();
    const ada = open();
    await ada.json("POST", "/api/v1/setup", { token, user: "ada", name: "Ada", password: PASSWORD });
    const made = await ada.json<WireNewUser>("POST", "/api/v1/users", {
      user: "n",
      name: "N",
      role: "user",
      areas: [],
    });
    await ada.code("PUT", "/api/v1/session/password", { current: PASSWORD, next: OTHER_PASSWORD });
    const text = JSON.stringify(await auditOf(ada));
    for (const secret of [token, made.invitation.token, PASSWORD, OTHER_PASSWORD, "argon2"])
      expect(text).not.toContain(secret);
  });
});
