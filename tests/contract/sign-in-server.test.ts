import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeStartError } from "../../server/start-error.ts";
import { type RunningServer, type ServerOptions, startServer } from "../../server/start-server.ts";
import type { WireAudit, WireSession } from "../../shared/model/wire-people.ts";
import { MASTER_KEY, PASSWORD, T0 } from "../support/people-server.ts";
import { makeDataFolder, removeDataFolder } from "../support/run-server.ts";
import { TestBrowser, type TestBrowserOptions } from "../support/test-browser.ts";

/** Signing in over real sockets: what browsers, proxies and guessers send. */
const dataFolder = makeDataFolder();
const clock = { nowMs: T0 };
const options: ServerOptions = {
  dataFolder,
  utility: "town",
  masterKey: MASTER_KEY,
  access: "enforced",
  host: "127.0.0.1",
  port: 0,
  publicHosts: ["rounds.example.org"],
  version: "test",
  report: () => undefined,
  nowMs: () => clock.nowMs,
};
let server: RunningServer;

async function start(more: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const started = await startServer({ ...options, ...more });
  if (!started.ok) throw new Error(describeStartError(started.error));
  return started.value;
}

/** `fetch` sets `Host` itself; this sends the one the browser was told. */
const send = (path: string, init: RequestInit): Promise<Response> =>
  new Promise((resolve, reject) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const call = request(
      { host: "127.0.0.1", port: server.port, path, method: init.method, headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const status = answer.statusCode ?? 0;
          const lines = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
            values.map((value): [string, string] => [name, value]),
          );
          const body = status === 204 ? null : Buffer.concat(chunks);
          resolve(new Response(body, { status, headers: lines }));
        });
      },
    );
    call.on("error", reject);
    call.end(init.body ?? undefined);
  });

const open = (more: TestBrowserOptions = {}): TestBrowser =>
  new TestBrowser(send, { host: `localhost:${server.port}`, ...more });
const throughProxy = (address: string): TestBrowser => {
  const browser = open({ host: "rounds.example.org" });
  const plain = browser.request.bind(browser);
  browser.request = (method, path, body, headers = {}) =>
    plain(method, path, body, { "x-forwarded-for": `10.9.9.9, ${address}`, ...headers });
  return browser;
};
const right = { user: "ada", password: PASSWORD };
const wrong = { user: "ada", password: "a wrong password" };

beforeAll(async () => {
  server = await start();
});
afterAll(async () => {
  await server.close();
  removeDataFolder(dataFolder);
});
beforeEach(() => {
  clock.nowMs += 2 * 3_600_000;
});

describe("the first start", () => {
  it("is on this machine only, and prints a link that makes the first administrator", async () => {
    const beyond = await startServer({ ...options, dataFolder: `${dataFolder}-other`, host: "0.0.0.0" });
    expect(beyond).toMatchObject({ ok: false, error: { kind: "nobody-can-sign-in", host: "0.0.0.0" } });
    removeDataFolder(`${dataFolder}-other`);

    const [link] = server.setupLinks;
    expect(link?.utility).toBe("town");
    const form = { token: link?.token, user: "ada", name: "Ada", password: PASSWORD };
    expect(await open().json("POST", "/api/v1/setup", form)).toMatchObject({ role: "administrator" });
  });

  it("then prints no link any more, and may listen beyond this machine", async () => {
    await server.close();
    server = await start({ host: "0.0.0.0" });
    expect(server.setupLinks).toEqual([]);
    expect(await open().code("POST", "/api/v1/session", right)).toBe(200);
  });
});

describe("the cookie", () => {
  const cookiesOf = async (browser: TestBrowser) => {
    const answer = await browser.request("POST", "/api/v1/session", right);
    return answer.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, "="));
  };

  it("on this machine is for HTTP too, and bears the port because cookies do not know ports", async () => {
    expect(await cookiesOf(open())).toEqual([
      `rounds-session-${server.port}=; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax`,
      `rounds-browser-${server.port}=; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax`,
    ]);
  });

  it("under a public name is kept over TLS only, and bound to that very host", async () => {
    expect(await cookiesOf(open({ host: "rounds.example.org" }))).toEqual([
      "__Host-rounds-session=; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Lax",
      "__Host-rounds-browser=; Max-Age=34560000; Path=/; HttpOnly; Secure; SameSite=Lax",
    ]);
  });

  it("slides with the session, once a day", async () => {
    const browser = open();
    await browser.json("POST", "/api/v1/session", right);
    const renewed = async () =>
      (await browser.request("GET", "/api/v1/points")).headers.getSetCookie().length;
    expect(await renewed()).toBe(0);
    clock.nowMs += 86_400_000;
    expect([await renewed(), await renewed()]).toEqual([1, 0]);
  });

  it("planted beforehand is not the one that is signed in", async () => {
    const browser = open();
    await browser.json("POST", "/api/v1/session", right);
    const planted = browser.cookies.get(`rounds-session-${server.port}`);
    await browser.json("POST", "/api/v1/session", right);
    expect(browser.cookies.get(`rounds-session-${server.port}`)).not.toBe(planted);
    browser.cookies.set(`rounds-session-${server.port}`, planted ?? "");
    expect(await browser.code("GET", "/api/v1/points")).toBe("session.needed");
  });
});

describe("a request from another site", () => {
  const REFUSED = "request.foreign-origin";

  it("is refused by Sec-Fetch-Site, and where a browser does not send that, by Origin", async () => {
    const browser = open();
    for (const site of ["cross-site", "same-site"]) {
      const answer = await browser.request("DELETE", "/api/v1/session", undefined, {
        "sec-fetch-site": site,
      });
      expect(answer.status).toBe(403);
    }
    const withOrigin = async (origin: string | undefined) => {
      const headers: Record<string, string> = {
        host: `localhost:${server.port}`,
        "content-type": "application/json",
      };
      if (origin !== undefined) headers["origin"] = origin;
      const answer = await send("/api/v1/session", { method: "POST", headers, body: JSON.stringify(right) });
      return answer.ok ? 200 : ((await answer.json()) as { error: { code: string } }).error.code;
    };
    expect(await withOrigin("https://evil.example")).toBe(REFUSED);
    expect(await withOrigin("null")).toBe(REFUSED);
    expect(await withOrigin(`http://localhost:${server.port + 1}`)).toBe(REFUSED);
    expect(await withOrigin(`http://localhost:${server.port}`)).toBe(200);
    expect(await withOrigin(undefined)).toBe(200);
  });

  it("opens no socket either, though that is a GET", async () => {
    const browser = open();
    await browser.json("POST", "/api/v1/session", right);
    const upgrade = (site: string) =>
      browser.request("GET", "/api/v1/changes", undefined, { upgrade: "websocket", "sec-fetch-site": site });
    expect((await upgrade("same-site")).status).toBe(403);
    expect((await upgrade("cross-site")).status).toBe(403);
  });

  it("under a name that is not this server's is refused", async () => {
    expect(await open({ host: "rebound.example" }).code("GET", "/health")).toBe("request.foreign-host");
    expect(await open({ host: "rounds.example.org" }).code("GET", "/health")).toBe(200);
  });
});

describe("guessing", () => {
  it("waits longer and longer, says how long, and does not look at the password meanwhile", async () => {
    const guesser = throughProxy("192.0.2.1");
    for (let n = 0; n < 5; n++)
      expect(await guesser.code("POST", "/api/v1/session", wrong)).toBe("session.wrong-credentials");
    const early = await guesser.request("POST", "/api/v1/session", right);
    expect(early.status).toBe(429);
    expect(early.headers.get("retry-after")).toBe("1");
    expect(await early.json()).toMatchObject({ error: { code: "session.wait", details: { waitMs: 1000 } } });
    clock.nowMs += 1000;
    expect(await guesser.code("POST", "/api/v1/session", right)).toBe(200);
  });

  it("never locks its victim out: the browser the victim has used before passes at once, always", async () => {
    const victim = throughProxy("198.51.100.7");
    expect(await victim.code("POST", "/api/v1/session", right)).toBe(200);
    for (let n = 0; n < 100; n++) {
      const guesser = throughProxy(`192.0.2.${n}`);
      await guesser.code("POST", "/api/v1/session", wrong);
      clock.nowMs += 20_000;
    }
    for (let n = 0; n < 10; n++) await throughProxy("192.0.2.250").code("POST", "/api/v1/session", wrong);
    const fresh = throughProxy("203.0.113.5");
    expect(await fresh.code("POST", "/api/v1/session", right)).toBe("session.wait");
    expect(await victim.code("POST", "/api/v1/session", wrong)).toBe("session.wrong-credentials");
    expect(await victim.code("POST", "/api/v1/session", right)).toBe(200);
    clock.nowMs += 30_000;
    expect(await fresh.code("POST", "/api/v1/session", right)).toBe(200);
  });

  it("is answered alike for people there are and people there are not", async () => {
    const guesser = throughProxy("192.0.2.3");
    const answers = [];
    for (const user of ["ada", "nobody"]) {
      const answer = await guesser.request("POST", "/api/v1/session", { ...wrong, user });
      answers.push([answer.status, await answer.text(), answer.headers.getSetCookie()]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it("a name that nobody has is slowed down like any other", async () => {
    const guesser = throughProxy("192.0.2.4");
    const codes = [];
    for (let n = 0; n < 6; n++)
      codes.push(await guesser.code("POST", "/api/v1/session", { ...wrong, user: "ghost" }));
    expect(codes.at(-1)).toBe("session.wait");
  });
});

describe("the address in the audit log", () => {
  it("is the one our proxy wrote down last, and what anybody else writes is not believed", async () => {
    await throughProxy("198.51.100.20").code("POST", "/api/v1/session", right);
    await server.close();
    server = await start({ proxies: [] });
    await throughProxy("198.51.100.21").code("POST", "/api/v1/session", right);
    const browser = open();
    await browser.json<WireSession>("POST", "/api/v1/session", right);
    const { entries } = await browser.json<WireAudit>("GET", "/api/v1/audit?limit=3");
    const started = entries.filter(({ event }) => event === "session.started").map(({ address }) => address);
    expect(started).toEqual(["127.0.0.1", "127.0.0.1", "198.51.100.20"]);
  });
});
