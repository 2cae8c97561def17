import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessRows } from "../support/access-matrix.ts";
import { type AccessServer, fillPath, openAccessServer } from "../support/access-server.ts";
import { hear, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import { TestBrowser } from "../support/test-browser.ts";

let opened: AccessServer;
let server: PeopleServer;
beforeAll(async () => {
  opened = await openAccessServer();
  server = opened.server;
});
afterAll(() => server.close());

const stranger = () => signedInBrowser(server, "id-stranger", server.elsewhere);
const ofTown = (role: string) => signedInBrowser(server, `id-${role}`, server.town);

describe("two utilities on one server", () => {
  const TRACES = [
    "Secret Street",
    "p1",
    "80000001",
    "80000099",
    "KAM",
    "Name of user",
    "id-user",
    "mast",
    "town",
  ];

  it.each(accessRows.filter(({ method }) => method === "GET"))(
    "$method $path shows the other utility's administrator nothing of the first",
    async ({ method, path }) => {
      const browser = await stranger();
      if (path === "/api/v1/changes") return expect(await firstChange(browser)).not.toContain("p1");
      const answer = await browser.request(
        method,
        `${fillPath(path, opened.frame)}?at=${T0}&register=E1&registers=t1&step=day&since=0&from=${T0}&to=${T0 + 9e7}`,
      );
      const isOfOne = ["/points/", "/rooms/", "/rounds/", "/telegrams/", "/review/", "/paths/"].some((part) =>
        path.includes(part),
      );
      const isSocket = path === "/sync";
      expect(answer.status).toBe(isOfOne ? 404 : isSocket ? 400 : 200);
      const text = (await answer.text()).replaceAll(/"details":\{[^}]*\}/g, "");
      expect(TRACES.filter((trace) => text.includes(trace))).toEqual([]);
    },
  );

  it("a person of the first can be neither read, nor changed, nor signed out from the other", async () => {
    const browser = await stranger();
    const before = await server.town.store.people.list(server.clock.nowMs);
    expect(await browser.code("PATCH", "/api/v1/users/id-user", { role: "administrator" })).toBe(
      "person.not-found",
    );
    expect(await browser.code("DELETE", "/api/v1/users/id-user")).toBe("person.not-found");
    expect(await browser.code("POST", "/api/v1/users/id-user/invitation", {})).toBe("person.not-found");
    expect(await browser.code("DELETE", "/api/v1/users/id-user/sessions")).toBe("person.not-found");
    expect(await server.town.store.people.list(server.clock.nowMs)).toEqual(before);
  });

  it("a role changed in one stays as it was in the other", async () => {
    const browser = await stranger();
    const { roles } = await browser.json<{ roles: { role: string; permissions: object }[] }>(
      "GET",
      "/api/v1/roles",
    );
    const permissions = { ...roles.find(({ role }) => role === "user")?.permissions, "data-access": "none" };
    await browser.json("PUT", "/api/v1/roles/user", { permissions });
    expect((await server.town.store.roles.permissions("user"))["data-access"]).toBe("read");
    expect(await (await ofTown("user")).code("GET", "/api/v1/points")).toBe(200);
  });

  it("a session's token with the other utility's name in front opens nothing", async () => {
    const browser = await ofTown("administrator");
    const token = browser.cookies.get("rounds-session-8080") ?? "";
    browser.cookies.set("rounds-session-8080", token.replace("town.", "elsewhere."));
    expect(await browser.code("GET", "/api/v1/points")).toBe("session.needed");
  });

  it("a gateway's telegrams reach its own utility only", async () => {
    const before = server.elsewhere.journal.lastSeq();
    const browser = new TestBrowser(server.app.request);
    const telegram = { rxAt: T0 + 5000, raw: "2C2D" };
    const answer = await browser.request("POST", "/ingest/v1/telegrams", [telegram], {
      authorization: `Bearer ${opened.gatewayToken}`,
    });
    expect(answer.status).toBe(200);
    expect(server.elsewhere.journal.lastSeq()).toBe(before);
  });

  async function firstChange(browser: TestBrowser): Promise<string> {
    const answer = await browser.request("GET", "/api/v1/changes");
    const reader = answer.body?.getReader();
    await hear(server.town, "80000001", T0 + 3_600_000 * 30);
    server.town.changes.flush();
    const heard = reader?.read().then(({ value }) => new TextDecoder().decode(value));
    const silence = new Promise<string>((resolve) => setTimeout(() => resolve(""), 300));
    const text = await Promise.race([heard, silence]);
    await reader?.cancel();
    return text ?? "";
  }
});
