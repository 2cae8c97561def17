import "fake-indexeddb/auto";
import { afterEach, expect, it, vi } from "vitest";
import { encodeServerFrame } from "../../shared/rooms/channel-frame.ts";
import { openDeskRooms, openRooms } from "./open-rooms.ts";

afterEach(() => vi.unstubAllGlobals());

/** A browser's WebSocket as far as it is used. */
class FakeSocket {
  static readonly OPEN = 1;
  static readonly opened: FakeSocket[] = [];
  readonly url: string;
  readyState = FakeSocket.OPEN;
  onmessage: ((event: { readonly data: ArrayBuffer }) => void) | undefined;
  onclose: (() => void) | undefined;
  constructor(url: string) {
    this.url = url;
    FakeSocket.opened.push(this);
  }
  send(): void {}
  close(): void {}
}

/** A browser with no server but the sockets' other ends; what listens to it. */
function stubBrowser(): ReadonlyMap<string, () => void> {
  const listeners = new Map<string, () => void>();
  FakeSocket.opened.length = 0;
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", { origin: "https://rounds.example.org" });
  vi.stubGlobal("addEventListener", (event: string, listener: () => void) => listeners.set(event, listener));
  vi.stubGlobal("fetch", () => Promise.reject(new Error("offline")));
  return listeners;
}

it("the app's rooms speak over one socket to their own origin, and come back when the network does", async () => {
  const listeners = stubBrowser();
  const rooms = openRooms({ utility: "town", personId: "anna" });
  await rooms.open("town/groups");
  await rooms.open("town/settings");
  expect(FakeSocket.opened.map(({ url }) => url)).toEqual(["wss://rounds.example.org/sync"]);
  const hello = encodeServerFrame({ type: "hello", version: 1, personId: "anna" });
  FakeSocket.opened[0]?.onmessage?.({ data: hello.buffer });
  expect(rooms.state().standing).toBe("online");
  FakeSocket.opened[0]?.onclose?.();
  expect(rooms.state()).toMatchObject({ standing: "offline", waiting: 0, drafts: 0 });
  listeners.get("online")?.();
  expect(FakeSocket.opened).toHaveLength(2);
  await rooms.close();
});

it("a desk's rooms say nothing over a socket of somebody else, and go on over their owner's", async () => {
  const listeners = stubBrowser();
  const rooms = openDeskRooms({ utility: "town", personId: "anna" });
  const greet = (personId: string): void => {
    const hello = encodeServerFrame({ type: "hello", version: 1, personId });
    FakeSocket.opened.at(-1)?.onmessage?.({ data: hello.buffer });
  };
  greet("bent");
  expect(rooms.state().standing).toBe("offline");
  listeners.get("online")?.();
  greet("anna");
  expect(rooms.state().standing).toBe("online");
  await rooms.close();
});
