import type { IncomingMessage, ServerResponse } from "node:http";
import type { WireChange, WireHeardMeter } from "../../shared/model/wire.ts";
import type { WireBlockList } from "../../shared/model/wire-blocks.ts";
import type { WireSession } from "../../shared/model/wire-people.ts";
import { FakeList } from "./fake-list.ts";
import { fakeTelegram } from "./fake-telegram.ts";
import { FakeTown } from "./fake-town.ts";

/** How the fake misbehaves, when a test wants to see the office cope. */
export interface FakeFaults {
  /** No answer but who is signed in comes before this is over. */
  held: Promise<void> | undefined;
  /** Every call of the API is refused with this code. */
  failing: string | undefined;
  /** The change feed takes no listeners. */
  isFeedDown: boolean;
}

export interface FakeApi {
  readonly faults: FakeFaults;
  readonly town: FakeTown;
  /** Answers a request of the API; `false` when it is none. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** A reading of this point arrives now. */
  hear(n: number): void;
  dropFeeds(): void;
}

export function makeFakeApi(options: { readonly points: number; readonly nowMs: number }): FakeApi {
  const town = new FakeTown(options);
  const list = new FakeList(town);
  const faults: FakeFaults = { held: undefined, failing: undefined, isFeedDown: false };
  const feeds = new Set<ServerResponse>();
  let cursor = 1000;

  const hear = (n: number): void => {
    town.hear(n, Date.now());
    const { latest } = town.point(n);
    if (!latest) return;
    const change: WireChange = { kind: "reading", pointId: `p${n}`, latest };
    cursor++;
    for (const feed of feeds) feed.write(`id: ${cursor}\ndata: ${JSON.stringify(change)}\n\n`);
  };

  const openFeed = (response: ServerResponse): void => {
    if (faults.isFeedDown) return void response.writeHead(503).end();
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": here\n\n");
    feeds.add(response);
    response.on("close", () => feeds.delete(response));
  };

  function answer(url: URL): unknown {
    const [, , , kind, id, part] = url.pathname.split("/");
    if (kind === "session") return OPEN_DOOR;
    if (kind === "heard") return { heard: listHeard(town) };
    if (kind === "telegrams") return fakeTelegram(Number(id), town.nowMs - 12 * 60_000);
    if (kind !== "points") return undefined;
    if (id === undefined) return undefined;
    const n = town.numberOf(decodeURIComponent(id));
    if (n === undefined) return undefined;
    return answerPoint(town, n, { part, cursor });
  }

  function sendAnswer(url: URL, response: ServerResponse): void {
    const isDoor = url.pathname === "/api/v1/session";
    const raw = faults.failing ? undefined : list.answer(url, cursor);
    if (raw) return void response.writeHead(raw.status, { ...raw.headers }).end(raw.body);
    const body = faults.failing && !isDoor ? undefined : answer(url);
    const code = faults.failing ?? "point.not-found";
    response.writeHead(body === undefined ? (faults.failing ? 500 : 404) : 200, {
      "content-type": "application/json",
    });
    response.end(JSON.stringify(body ?? { error: { code, message: code } }));
  }

  return {
    faults,
    town,
    hear,
    dropFeeds() {
      for (const feed of feeds) feed.destroy();
    },
    handle(request, response) {
      const url = new URL(request.url ?? "/", "http://fake");
      if (!url.pathname.startsWith("/api/")) return false;
      if (url.pathname === "/api/v1/changes") {
        openFeed(response);
        return true;
      }
      const held = url.pathname === "/api/v1/session" ? undefined : faults.held;
      void Promise.resolve(held).then(() => sendAnswer(url, response));
      return true;
    },
  };
}

/** Nobody has to sign in: everybody may do everything. */
const OPEN_DOOR: WireSession = {
  signedIn: false,
  isEnforced: false,
  needsSetup: false,
  asksUtility: false,
  demoPeople: [],
};

function answerPoint(
  town: FakeTown,
  n: number,
  { part, cursor }: { readonly part: string | undefined; readonly cursor: number },
): unknown {
  if (part === undefined) return town.detail(n, cursor);
  const blocks = town.blocks(n).map(({ meter, month, etag }) => ({ meter, month, etag }));
  return part === "blocks" ? ({ cursor: 1, blocks } satisfies WireBlockList) : undefined;
}

function listHeard(town: FakeTown): readonly WireHeardMeter[] {
  const outcomes = [
    "no-key",
    "decoded",
    "no-key",
    "wrong-key",
    "no-key",
    "unknown-signature",
    "decoded",
    "no-key",
  ];
  return outcomes.map((outcome, i) => ({
    manufacturer: ["KAM", "APA", "SEN", "TCH"][i % 4] ?? "KAM",
    id: String(70_412_233 + i * 9173),
    version: "0x1B",
    medium: ["water", "heat", "electricity", "gas"][i % 4] ?? "water",
    count: 4200 - i * 431,
    lastAtMs: town.nowMs - i * 47_000 - 4000,
    lastSeq: 501 + i,
    rssiDbm: -64 - i * 5,
    outcome,
  }));
}
