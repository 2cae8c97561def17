import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireNewMachineToken } from "../../shared/model/machine-token.ts";
import type { RunLine } from "../../shared/reports/run-line.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** The billing system's machine: it asks what was used, and can do nothing else. */
let server: PeopleServer;
let ada: TestBrowser;
const tokens = { billing: "", weather: "" };
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 2 });
  server.clock.nowMs = T0 + 25 * 3_600_000;
  await addPoint(server.town, { id: "n1", area: "North", address: "North 1", serial: "80000001" });
  await addPoint(server.town, { id: "s1", area: "South", address: "South 1", serial: "80000002" });
  await addPoint(server.elsewhere, { id: "far", area: "East", address: "Far 1", serial: "80000003" });
  await addPerson(server, server.town, { user: "ada", role: "administrator" });
  ada = await signedInBrowser(server, "id-ada");
  for (const scope of ["billing", "weather"] as const) {
    const wish = { name: `The ${scope} machine`, scope };
    const made = await ada.json<WireNewMachineToken>("POST", "/api/v1/machine-tokens", wish);
    tokens[scope] = made.token;
  }
});
afterAll(() => server.close());

const call = (method: string, path: string, bearer: string | undefined, body?: unknown) =>
  server.app.request(path, {
    method,
    headers: {
      "content-type": "application/json",
      host: "localhost:8080",
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const ask = (bearer: string | undefined, params: unknown) =>
  call("POST", "/export/v1/consumption", bearer, params);
const codeOf = async (answer: Response | Promise<Response>): Promise<unknown> =>
  ((await (await answer).json()) as { error?: { code: string } }).error?.code;
/** The first of November in Denmark, from 23:00 UTC of the day before; the meters begin an hour later. */
const DAYS = { from: "2026-11-01", to: "2026-11-01", registers: ["E1"], places: {} };

describe("a billing machine's token", () => {
  it("asks what was used at every point of its own utility, as a report says it", async () => {
    const answer = await ask(tokens.billing, { ...DAYS, from: "2026-11-02", to: "2026-11-02" });
    expect(answer.status).toBe(200);
    const lines = (await answer.text()).trim().split("\n");
    const read = lines.map((line) => JSON.parse(line) as RunLine);
    expect(read.map(({ kind }) => kind).filter((kind) => kind !== "progress")).toEqual([
      "columns",
      "rows",
      "table",
    ]);
    const rows = read.flatMap((line) => (line.kind === "rows" ? line.rows : []));
    // Counted at 23:00 and 00:00 UTC: 5,023 and 5,024 kWh, and the day is not over.
    expect(rows.map(({ pointId, cells }) => [pointId, cells[2]])).toEqual([
      ["n1", "1"],
      ["s1", "1"],
    ]);
    expect(read.at(-1)).toMatchObject({ kind: "table", table: { asked: 2 } });
    expect(read[0]).not.toMatchObject({ kind: "fault" });
  });

  it("says which parameter is wrong", async () => {
    const answer = await ask(tokens.billing, { ...DAYS, from: "2026-02-29" });
    expect([answer.status, await codeOf(answer)]).toEqual([400, "report.invalid"]);
    expect(await codeOf(ask(tokens.billing, [DAYS]))).toBe("report.invalid");
  });

  it("asks two questions at a time, and the machines of a utility four; one that ended or was given up makes room", async () => {
    const wish = { name: "Another billing machine", scope: "billing" };
    const second = await ada.json<WireNewMachineToken>("POST", "/api/v1/machine-tokens", wish);
    const third = await ada.json<WireNewMachineToken>("POST", "/api/v1/machine-tokens", wish);
    // An answer nobody reads is not over.
    const open = [await ask(tokens.billing, DAYS), await ask(tokens.billing, DAYS)];
    expect(open.map(({ status }) => status)).toEqual([200, 200]);
    const refused = await ask(tokens.billing, DAYS);
    expect([refused.status, refused.headers.get("retry-after"), await codeOf(refused)]).toEqual([
      429,
      "10",
      "export.too-many",
    ]);
    open.push(await ask(second.token, DAYS), await ask(second.token, DAYS));
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const full = await ask(third.token, DAYS);
    expect([full.status, full.headers.get("retry-after"), await codeOf(full)]).toEqual([
      503,
      "10",
      "export.busy",
    ]);
    // Another utility's machines have their own four.
    await addPerson(server, server.elsewhere, { user: "eve", role: "administrator" });
    const eve = await signedInBrowser(server, "id-eve", server.elsewhere);
    const other = await eve.json<WireNewMachineToken>("POST", "/api/v1/machine-tokens", wish);
    expect(await (await ask(other.token, DAYS)).text()).toContain('"kind":"table"');
    await open[0]?.body?.cancel();
    await expect.poll(async () => (await ask(tokens.billing, DAYS)).text()).toContain('"kind":"table"');
    for (const answer of open.slice(1)) await answer.text();
    expect(await (await ask(third.token, DAYS)).text()).toContain('"kind":"table"');
  });

  it("waits for nobody who takes nothing of an answer for ten minutes", async () => {
    const cut = [await ask(tokens.billing, DAYS), await ask(tokens.billing, DAYS)];
    expect(await codeOf(ask(tokens.billing, DAYS))).toBe("export.too-many");
    // The first is not read before the second is asked: there is room for both.
    const asked = async () => {
      server.clock.nowMs += 600_000;
      const two = [await ask(tokens.billing, DAYS), await ask(tokens.billing, DAYS)];
      for (const answer of two) await answer.text();
      return two.map(({ status }) => status);
    };
    await expect.poll(asked).toEqual([200, 200]);
    for (const answer of cut) expect(await answer.text()).not.toContain('"kind":"table"');
  });

  it("is good for nothing else, and nothing else is good for it", async () => {
    const weather = { days: [["2026-11-01", "4"]] };
    expect(await codeOf(call("PUT", "/ingest/v1/weather", tokens.billing, weather))).toBe(
      "machine-token.other-scope",
    );
    for (const path of ["/api/v1/points", "/api/v1/points/n1", "/api/v1/users", "/api/v1/latest"])
      expect(await codeOf(call("GET", path, tokens.billing))).toBe("session.needed");
    const run = { report: "consumption", params: DAYS };
    expect(await codeOf(call("POST", "/api/v1/report-runs", tokens.billing, run))).toBe("session.needed");
    expect(await codeOf(ask(tokens.weather, DAYS))).toBe("machine-token.other-scope");
    const gateway = await server.town.store.gateways.create("mast");
    for (const other of [undefined, "x", `${tokens.billing}x`, gateway])
      expect(await codeOf(ask(other, DAYS))).toBe("machine-token.wrong");
    expect(await ada.code("POST", "/export/v1/consumption", DAYS)).toBe("machine-token.wrong");
  });

  it("is revoked at once: what it is being answered ends unfinished, also where nobody reads it, and makes room", async () => {
    const made = async (): Promise<string> => {
      const wish = { name: "Yet another billing machine", scope: "billing" };
      return (await ada.json<WireNewMachineToken>("POST", "/api/v1/machine-tokens", wish)).token;
    };
    const [second, third] = [await made(), await made()];
    const cut = [await ask(tokens.billing, DAYS), await ask(tokens.billing, DAYS)];
    const whole = [await ask(second, DAYS), await ask(second, DAYS)];
    expect(await codeOf(ask(third, DAYS))).toBe("export.busy");
    const { tokens: all } = await ada.json<WireNewMachineToken>("GET", "/api/v1/machine-tokens");
    const id = all.find(({ name }) => name === "The billing machine")?.id;
    await ada.json("DELETE", `/api/v1/machine-tokens/${id}`);
    expect(await codeOf(ask(tokens.billing, DAYS))).toBe("machine-token.wrong");
    const asked = async () => {
      const two = [await ask(third, DAYS), await ask(third, DAYS)];
      for (const answer of two) await answer.text();
      return two.map(({ status }) => status);
    };
    await expect.poll(asked).toEqual([200, 200]);
    for (const answer of cut) expect(await answer.text()).not.toContain('"kind":"table"');
    for (const answer of whole) expect(await answer.text()).toContain('"kind":"table"');
  });
});
