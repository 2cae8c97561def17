import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { Outbox } from "./outbox.ts";
import { FrameJournal } from "./store/frame-journal.ts";
import { LocalDatabase } from "./store/local-database.ts";

const [TELEGRAM, FOREIGN] = ["56442D2C010000903404", "56442D2C090000903404"] as const;

const bytesOf = (hex: string): Uint8Array => {
  const bytes = parseHex(hex);
  if (!bytes.ok) throw new Error(hex);
  return bytes.value;
};

let names = 0;
async function open() {
  names += 1;
  const database = new LocalDatabase(`outbox-${names}`);
  const events = { onWritten: () => undefined, onState: () => undefined };
  const journal = new FrameJournal(database, events);
  const hear = async (hex: string, atMs: number) => {
    journal.add({ atMs, bytes: bytesOf(hex), rssiDbm: -70 });
    await journal.flush();
  };
  return { database, journal, hear };
}

describe("the outbox", () => {
  const calls = (isUp: { value: boolean }, offMs = 0) => {
    const sent: { raw: string }[][] = [];
    const refusal = { ok: false, error: { code: "call.unreachable" } } as const;
    const fine = { ok: true, value: {} } as const;
    return {
      sent,
      offSince: () => offMs,
      isTimeTold: () => true,
      askTime: () => Promise.resolve(fine),
      sendHearings: (_phone: string, frames: readonly { raw: string }[]) => {
        if (isUp.value) sent.push([...frames]);
        return Promise.resolve(isUp.value ? fine : refusal);
      },
    };
  };

  it("keeps everything while there is no network, then sends it once and in order", async () => {
    const { hear, journal } = await open();
    await hear(TELEGRAM, 1000);
    await hear(FOREIGN, 2000);
    const isUp = { value: false };
    const server = calls(isUp);
    const outbox = new Outbox({ journal, calls: server });
    expect(await outbox.send("phone-1", 0)).toEqual({ ok: false, error: { code: "call.unreachable" } });
    expect(await journal.unsent()).toBe(2);
    isUp.value = true;
    expect(await outbox.send("phone-1", 0)).toEqual({ ok: true, value: 2 });
    expect(await outbox.send("phone-1", 0)).toEqual({ ok: true, value: 0 });
    expect(server.sent.flat().map(({ raw }) => raw)).toEqual([TELEGRAM, FOREIGN]);
  });

  it("sends the right times from a phone whose clock is a year behind", async () => {
    const { hear, journal } = await open();
    await hear(TELEGRAM, 1000);
    const server = calls({ value: true }, 365 * 86_400_000);
    await new Outbox({ journal, calls: server }).send("phone-1", 0);
    expect(server.sent.flat()).toMatchObject([{ rxAt: 1000 + 365 * 86_400_000 }]);
  });

  it("sends what was heard while the time was told with that time, whoever set the clock since", async () => {
    const { hear, journal } = await open();
    // Two hours ahead, as the server had said; then the reader put it right, out on the road.
    journal.add({ atMs: 7_201_000, bytes: bytesOf(TELEGRAM), offMs: -7_200_000 });
    await hear(FOREIGN, 2000);
    const server = calls({ value: true });
    await new Outbox({ journal, calls: server }).send("phone-1", 0);
    expect(server.sent.flat()).toMatchObject([{ rxAt: 1000 }, { rxAt: 2000 }]);
  });

  it("asks again where the answer was so long in coming that it tells no time", async () => {
    const { hear, journal } = await open();
    await hear(TELEGRAM, 1000);
    const server = calls({ value: true });
    let asked = 0;
    const late = {
      ...server,
      offSince: () => (asked > 1 ? 7_200_000 : 0),
      isTimeTold: () => asked > 1,
      askTime: () => {
        asked += 1;
        return server.askTime();
      },
    };
    await new Outbox({ journal, calls: late }).send("phone-1", 0);
    expect(server.sent.flat()).toMatchObject([{ rxAt: 7_201_000 }]);
  });

  it("asks what time it is before it sends, where nobody has told or the clock was set since", async () => {
    const { hear, journal } = await open();
    await hear(TELEGRAM, 1000);
    const isUp = { value: false };
    const server = calls(isUp);
    let isTold = false;
    const told = {
      ...server,
      offSince: () => (isTold ? 7_200_000 : 0),
      isTimeTold: () => isTold,
      askTime: () => {
        isTold = isUp.value;
        return isTold ? server.askTime() : server.sendHearings("", []);
      },
    };
    const outbox = new Outbox({ journal, calls: told });
    expect((await outbox.send("phone-1", 0)).ok).toBe(false);
    isUp.value = true;
    expect(await outbox.send("phone-1", 0)).toEqual({ ok: true, value: 1 });
    expect(server.sent).toMatchObject([[{ rxAt: 7_201_000 }]]);
  });

  it("sends what has no room from memory, and forgets it only once the server has it", async () => {
    const { database, journal } = await open();
    journal.add({ atMs: 1, bytes: Uint8Array.of(1) });
    await journal.flush();
    const full = Object.assign(new Error("no room"), { name: "QuotaExceededError" });
    const refuse = () => Promise.reject(full);
    Object.assign(database.chunks, { add: refuse });
    Object.assign(database.marks, { put: refuse });
    for (const n of [2, 3]) journal.add({ atMs: n, bytes: Uint8Array.of(n) });
    await journal.flush();
    const isUp = { value: false };
    const server = calls(isUp);
    const outbox = new Outbox({ journal, calls: server });
    expect((await outbox.send("phone-1", 0)).ok).toBe(false);
    expect(journal.held().map(({ atMs }) => atMs)).toEqual([2, 3]);
    isUp.value = true;
    expect(await outbox.send("phone-1", 0)).toEqual({ ok: true, value: 3 });
    expect(server.sent.flat().map(({ raw }) => raw)).toEqual(["01", "02", "03"]);
    expect([journal.held(), await outbox.send("phone-1", 0)]).toEqual([[], { ok: true, value: 0 }]);
  });

  it("cuts what was long in coming into requests the server takes", async () => {
    const { journal } = await open();
    for (let n = 0; n < 1700; n++) journal.add({ atMs: n, bytes: Uint8Array.of(n & 255) });
    await journal.flush();
    const server = calls({ value: true });
    await new Outbox({ journal, calls: server }).send("phone-1", 0);
    expect(server.sent.map((frames) => frames.length)).toEqual([800, 800, 100]);
  });
});
