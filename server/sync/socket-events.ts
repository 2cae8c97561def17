import { WebSocketServer } from "ws";
import type { Relay } from "./relay.ts";
import type { RoomUser } from "./room-user.ts";
import type { SocketSession } from "./socket-session.ts";

/** A frame is an update and a little around it; anything much larger is refused by the socket itself. */
const MAX_FRAME = 4_194_304;
/** Clients ping every 20 seconds; whoever is silent this long is gone. */
const SILENCE_MS = 75_000;

/** Takes over the upgraded connections of the HTTP server. */
export const createSocketServer = (): WebSocketServer =>
  new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });

/** A WebSocket as the HTTP server hands it over. */
export interface ServerSocket {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
  readonly raw?: unknown;
}

export interface SocketEvents {
  onOpen(event: unknown, socket: ServerSocket): void;
  onMessage(event: { readonly data: unknown }): void;
  onClose(): void;
}

/** What happens on one socket of a person who may be here. */
export function socketEvents(relay: Relay, user: RoomUser): SocketEvents {
  let session: SocketSession | undefined;
  let silence: NodeJS.Timeout | undefined;
  return {
    onOpen: (_event, socket) => {
      silence = setTimeout(() => session?.end(4408), SILENCE_MS);
      session = relay.attach(
        {
          send: (bytes) => socket.send(bytes),
          close: (code) => socket.close(code),
          unsentBytes: () => unsentOf(socket.raw),
        },
        user,
      );
    },
    onMessage: ({ data }) => {
      silence?.refresh();
      if (data instanceof ArrayBuffer) session?.receive(new Uint8Array(data));
      else session?.end(4400);
    },
    onClose: () => {
      clearTimeout(silence);
      if (session) relay.detach(session);
    },
  };
}

const unsentOf = (raw: unknown): number =>
  typeof raw === "object" && raw !== null && "bufferedAmount" in raw && typeof raw.bufferedAmount === "number"
    ? raw.bufferedAmount
    : 0;
