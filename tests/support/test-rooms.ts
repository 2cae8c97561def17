import "fake-indexeddb/auto";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import type { RoomStorage } from "../../shared/rooms/kept-room.ts";
import { openLocalRooms } from "../../web/src/store/rooms.local.ts";
import { connectRooms, type Rooms } from "../../web/src/sync/connect-rooms.ts";
import type { MakeSocket } from "../../web/src/sync/rooms-socket.ts";

/** The relay's process: started, killed, started again on the same folder and port. */
export class RoomsServer {
  readonly port: number;
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #stderr = "";

  constructor(folder: string, port: number) {
    this.#folder = folder;
    this.port = port;
  }

  async start(): Promise<void> {
    const script = fileURLToPath(new URL("./rooms-server.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", script, this.#folder, `${this.port}`], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stderr.on("data", (chunk: Buffer) => {
      this.#stderr += chunk.toString("utf8");
    });
    const ended = once(child, "exit").then(() => {
      throw new Error(`the server ended:\n${this.#stderr}`);
    });
    ended.catch(() => undefined);
    await Promise.race([once(child.stdout, "data"), ended]);
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  /** What it complained about. */
  get stderr(): string {
    return this.#stderr;
  }

  ask(path: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`);
  }
}

/** y-websocket listens for the end of a Node process once for each room. */
process.setMaxListeners(0);

/** The WebSocket of a program that is no browser. */
export const nodeSocket =
  (url: string, headers: () => Record<string, string> = () => ({})): MakeSocket =>
  ({ message, close }) => {
    const socket = new WebSocket(url, { headers: headers() });
    socket.binaryType = "arraybuffer";
    socket.on("message", (data: ArrayBuffer) => message(new Uint8Array(data)));
    socket.on("error", () => undefined);
    socket.on("close", close);
    return {
      send: (bytes) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
      },
      close: () => socket.terminate(),
    };
  };

/** As quick as a test wants to be. */
export const TEST_TIMING = { firstRetryMs: 20, lastRetryMs: 200, pingMs: 1_000, silenceMs: 5_000 } as const;

export interface TestPerson {
  readonly person: string;
  readonly role?: "user" | "superuser";
  readonly areas?: string;
}

/** One app of one person, whose network and page a test can take away. */
export class TestApp {
  readonly who: TestPerson;
  readonly storage: RoomStorage;
  rooms: Rooms;
  #isCut = false;
  readonly #server: RoomsServer;

  constructor(server: RoomsServer, who: TestPerson) {
    this.who = who;
    this.#server = server;
    this.storage = openLocalRooms({ utility: `town-${server.port}`, personId: who.person });
    this.rooms = this.#connect();
  }

  cut(): void {
    this.#isCut = true;
    this.rooms.drop();
  }

  join(): void {
    this.#isCut = false;
    this.rooms.wake();
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  /** The page goes without a word: what storage holds is all that is left. */
  killPage(): void {
    this.rooms.abandon();
    this.rooms = this.#connect();
  }

  #query(): string {
    const { person, role = "superuser", areas } = this.who;
    return `person=${person}&role=${role}${areas === undefined ? "" : `&areas=${areas}`}`;
  }

  #connect(): Rooms {
    return connectRooms({
      storage: this.storage,
      makeSocket: this.#socket,
      fetchSnapshot: async (room) => {
        if (this.#isCut) return undefined;
        const answer = await this.#server.ask(`/snapshot?room=${encodeURIComponent(room)}&${this.#query()}`);
        if (!answer.ok) return undefined;
        const state = new Uint8Array(await answer.arrayBuffer());
        return { epoch: Number(answer.headers.get("rounds-epoch")), state };
      },
      fetchNews: () => Promise.reject(new Error("not asked here")),
      nowMs: () => Date.now(),
      newId: () => crypto.randomUUID(),
      random: () => Math.random(),
      timing: TEST_TIMING,
      keepAfterMs: 30,
    });
  }

  readonly #socket: MakeSocket = ({ message, close }) => {
    if (this.#isCut) {
      const timer = setTimeout(close, 1);
      return { send: () => undefined, close: () => clearTimeout(timer) };
    }
    return nodeSocket(`ws://127.0.0.1:${this.#server.port}/sync?${this.#query()}`)({ message, close });
  };
}
