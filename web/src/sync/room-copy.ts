import { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { type RoomStep, watchRoom } from "../../../shared/rooms/room-change.ts";
import type { RoomKind } from "../../../shared/rooms/room-name.ts";
import { partsOf } from "../../../shared/rooms/room-rules.ts";
import { ChannelSocket, type RoomEnd } from "./channel-socket.ts";
import type { RoomsSocket } from "./rooms-socket.ts";

/** What one transaction of this client did to the document. */
export interface OwnStep {
  readonly update: Uint8Array;
  readonly step: RoomStep;
}

/** Origin of what this client's people do; undo is theirs alone. */
export const OWN = Symbol("own");

/**
 * One document of a room on this client, with its connection: thrown away whole, client id included,
 * when the server refuses it or begins a new generation.
 */
export class RoomCopy {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly undo: Y.UndoManager;
  #provider: WebsocketProvider | undefined;

  constructor(
    kind: RoomKind,
    states: readonly Uint8Array[],
    heard: { own(step: OwnStep): void; remote(): void },
  ) {
    this.awareness.setLocalState(null);
    for (const state of states) if (state.length > 0) Y.applyUpdate(this.doc, state, "kept");
    let step: RoomStep | undefined;
    watchRoom(this.doc, kind, (heardStep) => {
      step = heardStep;
    });
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      const heardStep = step;
      step = undefined;
      if (origin === this.#provider || !heardStep) heard.remote();
      else heard.own({ update, step: heardStep });
    });
    const maps = partsOf(kind).map((part) => this.doc.getMap(part));
    this.undo = new Y.UndoManager(maps, { trackedOrigins: new Set([OWN]), captureTimeout: 400 });
  }

  /** Joins the room; `synced` is told once everything the server has is in the document. */
  connect(socket: RoomsSocket, end: RoomEnd, synced: (isSynced: boolean) => void): void {
    const Channel = class extends ChannelSocket {
      constructor() {
        super(socket, end);
      }
    };
    this.#provider = new WebsocketProvider("rooms:", end.room, this.doc, {
      WebSocketPolyfill: Channel as unknown as typeof WebSocket,
      awareness: this.awareness,
      disableBc: true,
    });
    this.#provider.on("sync", synced);
  }

  disconnect(): void {
    this.#provider?.destroy();
    this.#provider = undefined;
  }

  destroy(): void {
    this.disconnect();
    this.undo.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }
}
