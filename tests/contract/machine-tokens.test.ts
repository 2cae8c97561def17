import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireMachineTokens, WireNewMachineToken } from "../../shared/model/machine-token.ts";
import type { WireWeather } from "../../shared/model/weather.ts";
import { addPerson, openPeopleServer, type PeopleServer } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** A weather service's machine: made by an administrator, brings days by itself, revoked. */
let server: PeopleServer;
let ada: TestBrowser;
let token = "";
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 2 });
  await addPerson(server, server.town, { user: "ada", role: "administrator" });
  ada = await signedInBrowser(server, "id-ada");
});
afterAll(() => server.close());

const DAYS = [["2024-02-29", "3.5"]];
/** As `curl` sends it: no cookie, no origin. */
const push = (bearer: string | undefined, body: unknown, path = "/ingest/v1/weather") =>
  server.app.request(path, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      host: "localhost:8080",
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
const codeOf = async (answer: Response | Promise<Response>): Promise<unknown> =>
  ((await (await answer).json()) as { error?: { code: string } }).error?.code;

describe("a machine's token", () => {
  it("is made by an administrator, shown once, and only its hash is kept", async () => {
    const wish = { name: "Weather service", scope: "weather" };
    const made = await ada.json<WireNewMachineToken>("POST", "/api/v1/machine-tokens", wish);
    token = made.token;
    // 32 random bytes.
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(made.tokens).toMatchObject([{ ...wish, by: "Name of ada" }]);
    const listed = await ada.json<WireMachineTokens>("GET", "/api/v1/machine-tokens");
    expect(JSON.stringify(listed)).not.toContain(token);
    expect(await ada.code("POST", "/api/v1/machine-tokens", { ...wish, scope: "everything" })).toBe(
      "request.invalid",
    );
    expect(await ada.code("POST", "/api/v1/machine-tokens", { ...wish, name: "" })).toBe("request.invalid");
  });

  it("brings weather, the 29th of February too, under its own name in the audit log", async () => {
    const answer = await push(token, { days: DAYS });
    expect([answer.status, await answer.json()]).toEqual([200, { days: 1 }]);
    expect((await ada.json<WireWeather>("GET", "/api/v1/weather")).days).toEqual(DAYS);
    const { entries } = await ada.json<{ entries: { event: string; by: { name: string } }[] }>(
      "GET",
      "/api/v1/audit?from=0",
    );
    expect(entries.slice(0, 2).map(({ event, by }) => [event, by.name])).toEqual([
      ["weather.imported", "Weather service"],
      ["machine-token.made", "Name of ada"],
    ]);
    const { tokens } = await ada.json<WireMachineTokens>("GET", "/api/v1/machine-tokens");
    expect(tokens[0]?.lastUsedAtMs).toBe(server.clock.nowMs);
  });

  it("says what is wrong with days that are none, and nothing of the request is kept", async () => {
    const wrong = { days: [...DAYS, ["2025-02-29", "3"]] };
    expect(await codeOf(push(token, wrong))).toBe("weather.invalid");
    expect((await ada.json<WireWeather>("GET", "/api/v1/weather")).days).toEqual(DAYS);
  });

  it("is good for nothing else, and nothing else is good for it", async () => {
    for (const path of ["/api/v1/weather", "/api/v1/map"])
      expect(await codeOf(push(token, { days: DAYS }, path))).toBe("session.needed");
    const reads = await server.app.request("/api/v1/weather", {
      headers: { host: "localhost:8080", authorization: `Bearer ${token}` },
    });
    expect(await codeOf(reads)).toBe("session.needed");
    const gateway = await server.town.store.gateways.create("mast");
    for (const other of [undefined, "x", `${token}x`, gateway])
      expect(await codeOf(push(other, { days: DAYS }))).toBe("machine-token.wrong");
    expect(await ada.code("PUT", "/ingest/v1/weather", { days: DAYS })).toBe("machine-token.wrong");
  });

  it("is revoked at once, and stays on record", async () => {
    const [made] = (await ada.json<WireMachineTokens>("GET", "/api/v1/machine-tokens")).tokens;
    const path = `/api/v1/machine-tokens/${made?.id}`;
    const { tokens } = await ada.json<WireMachineTokens>("DELETE", path);
    expect(tokens[0]?.revokedAtMs).toBe(server.clock.nowMs);
    expect(await codeOf(push(token, { days: DAYS }))).toBe("machine-token.wrong");
    expect(await ada.code("DELETE", path)).toBe("machine-token.not-found");
  });
});
