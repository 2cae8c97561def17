import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { openUtilityStore } from "../../server/store/open-utility-store.ts";
import { MeterClaims } from "../../server/sync/meter-claims.ts";
import { PriorityPlaces } from "../../server/sync/priority-places.ts";
import { Relay } from "../../server/sync/relay.ts";
import { RELAY_LIMITS } from "../../server/sync/relay-options.ts";
import { allowByRights, type RoomUser } from "../../server/sync/room-user.ts";
import { createSocketServer, socketEvents } from "../../server/sync/socket-events.ts";
import { importPoints } from "../../server/sync/write-points.ts";
import { type AreaScope, ROLE_PRESETS, ROLES } from "../../shared/model/permission.ts";
import { recordOf } from "../../shared/rooms/point-record.ts";

/**
 * The real relay on the real store behind real sockets, in a process of its own so that a test can
 * kill it. Whoever connects says in the address who they are: the guards of the whole server are
 * tested elsewhere. Compacts and renews far more often than a real one.
 *
 * `node --import tsx tests/support/rooms-server.ts <data folder> <port>`
 */
const [dataFolder = "", port = "0"] = process.argv.slice(2);
const AREAS = ["north", "south", "west"];
const POINTS_AN_AREA = 12;
const importer = { name: "import", address: "", computer: "" };

const opened = await openUtilityStore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
if (!opened.ok) throw new Error(opened.error.kind);
const store = opened.value;
const relay = new Relay({
  utility: "town",
  store: store.rooms,
  allow: allowByRights,
  limits: { ...RELAY_LIMITS, compactAfter: 20, renewFactor: 2, renewFromBytes: 4_000 },
  nowMs: () => Date.now(),
  locks: () => store.review.locks(),
  mountings: async () => [],
  claims: new MeterClaims(),
  priority: new PriorityPlaces({ isPriority: () => false, countPriority: () => 0 }),
  report: (text) => process.stderr.write(`${text}\n`),
  onPoints: () => undefined,
});

const pointsOf = (area: string, city: string) =>
  Array.from({ length: POINTS_AN_AREA }, (_, n) =>
    recordOf({
      id: `${area}-${n}`,
      number: `${n}`,
      address: `Havnegade ${n}`,
      postalCode: "8000",
      city,
      area,
      medium: "heat",
      intervalMinutes: 60,
      customerNumber: `${n}`,
      customerName: `Customer ${n}`,
    }),
  );

function personOf(url: URL): RoomUser {
  const personId = url.searchParams.get("person") ?? "";
  const role = ROLES.find((known) => known === url.searchParams.get("role")) ?? "superuser";
  const areas: AreaScope = url.searchParams.get("areas")?.split(",") ?? "all";
  const actor = { personId, name: personId, address: "", computer: "" };
  return { personId, name: personId, permissions: ROLE_PRESETS[role], areas, actor };
}

const urlOf = (request: IncomingMessage): URL => new URL(request.url ?? "/", "http://localhost");

/** What the test asks for: a snapshot as the API gives it, an import, a new generation, and the truth in SQL. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = urlOf(request);
  const name = relay.nameOf(url.searchParams.get("room") ?? "");
  if (url.pathname === "/snapshot") {
    const packed =
      name && (await relay.mayRead(personOf(url), name)) ? await relay.snapshot(name) : undefined;
    if (!packed) response.writeHead(404).end();
    else
      response
        .writeHead(200, { "Content-Encoding": "gzip", "Rounds-Epoch": packed.epoch })
        .end(packed.packed);
    return;
  }
  if (url.pathname === "/import") {
    const city = url.searchParams.get("city") ?? "";
    const records = AREAS.flatMap((area) => pointsOf(area, city));
    await importPoints(relay, { source: "billing", records, by: importer });
  }
  if (url.pathname === "/renew" && name) {
    await relay.use(name, (room) => room.exclusive(() => room.renew()));
  }
  const truth = {
    points: await store.points.list(),
    conflicts: await store.rooms.conflicts(10_000),
    openRooms: relay.openRooms(),
    audit: await store.audit.list({ fromMs: 0, toMs: 9e15, beforeSeq: 9e15, limit: 20_000 }),
  };
  response.end(JSON.stringify(url.pathname === "/truth" ? truth : {}));
}

const sockets = createSocketServer();
const http = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    response.writeHead(500).end();
  });
});
http.on("upgrade", (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (webSocket) => {
    const events = socketEvents(relay, personOf(urlOf(request)));
    webSocket.binaryType = "arraybuffer";
    webSocket.on("message", (data) => events.onMessage({ data }));
    webSocket.on("close", () => events.onClose());
    events.onOpen(undefined, {
      raw: webSocket,
      send: (bytes) => webSocket.send(bytes),
      close: (code) => webSocket.close(code),
    });
  });
});
http.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
