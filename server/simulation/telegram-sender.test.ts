import { describe, expect, it } from "vitest";
import type { WireTelegram } from "../../shared/model/wire.ts";
import { TelegramSender } from "./telegram-sender.ts";

const telegram = (n: number): WireTelegram => ({ rxAt: n, raw: "2E44" });

/** A server that answers as told, in turn, and then well; remembers what it took. */
function makeServer(...answers: readonly (number | Error)[]) {
  const script = [...answers];
  const taken: number[] = [];
  const requests: { url: string; authorization: string | null }[] = [];
  const waits: number[] = [];
  const reports: string[] = [];
  const sender = new TelegramSender({
    url: "http://127.0.0.1:8080",
    token: "secret-token",
    report: (text) => reports.push(text),
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    fetch: (url, init) => {
      requests.push({ url: String(url), authorization: new Headers(init?.headers).get("authorization") });
      const next = script.shift() ?? 200;
      if (next instanceof Error) return Promise.reject(next);
      const batch: WireTelegram[] = JSON.parse(String(init?.body));
      if (next === 200) taken.push(...batch.map(({ rxAt }) => Number(rxAt)));
      return Promise.resolve(new Response("{}", { status: next }));
    },
  });
  return { sender, taken, requests, waits, reports };
}

describe("the simulated gateway's way to the server", () => {
  it("posts telegrams with its token, in order, in batches", async () => {
    const { sender, taken, requests } = makeServer();
    sender.add(Array.from({ length: 1200 }, (_, n) => telegram(n)));
    await sender.settled();
    expect(taken).toEqual(Array.from({ length: 1200 }, (_, n) => n));
    expect(requests).toHaveLength(3);
    expect(requests[0]).toEqual({
      url: "http://127.0.0.1:8080/ingest/v1/telegrams",
      authorization: "Bearer secret-token",
    });
    expect(sender.figures()).toEqual({ sent: 1200, waiting: 0, refused: 0 });
  });

  it("keeps what the server could not take, waits longer each time, and says so once", async () => {
    const { sender, taken, waits, reports } = makeServer(
      new Error("connect ECONNREFUSED"),
      new Error("connect ECONNREFUSED"),
      503,
      507,
      401,
    );
    sender.add([telegram(1), telegram(2)]);
    await sender.settled();
    expect(taken).toEqual([1, 2]);
    expect(waits).toEqual([250, 500, 1000, 2000, 4000]);
    expect(reports).toEqual([
      "The server at http://127.0.0.1:8080 cannot be reached (connect ECONNREFUSED); telegrams wait.",
      "The server answered 503: {}",
      "The server answered 507: {}",
      "The server answered 401: {}",
      "The server takes telegrams again; 2 were waiting.",
    ]);
  });

  it("gives up only telegrams that are refused for what they are, and counts them", async () => {
    const { sender, taken } = makeServer(400);
    sender.add([telegram(1)]);
    await sender.settled();
    sender.add([telegram(2)]);
    await sender.settled();
    expect(taken).toEqual([2]);
    expect(sender.figures()).toEqual({ sent: 1, waiting: 0, refused: 1 });
  });

  it("stops between two requests and keeps count of what waits", async () => {
    const { sender } = makeServer(...Array.from({ length: 50 }, () => new Error("down")));
    sender.add([telegram(1)]);
    await sender.stop();
    expect(sender.figures()).toEqual({ sent: 0, waiting: 1, refused: 0 });
  });
});
