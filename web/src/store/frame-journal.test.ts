import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { FrameJournal, type JournalState } from "./frame-journal.ts";
import { type FrameChunk, LocalDatabase } from "./local-database.ts";

let names = 0;
const nextName = (): string => {
  names += 1;
  return `journal-${names}`;
};

function open(limits: ConstructorParameters<typeof FrameJournal>[2] = {}) {
  const database = new LocalDatabase(nextName());
  const written: FrameChunk[] = [];
  const states: JournalState[] = [];
  const events = {
    onWritten: (chunk: FrameChunk) => written.push(chunk),
    onState: (state: JournalState) => states.push(state),
  };
  return { database, written, states, journal: new FrameJournal(database, events, limits) };
}

const frame = (n: number, atMs = 1000 + n) => ({ atMs, bytes: Uint8Array.of(n) });
const numbers = (chunks: readonly FrameChunk[]) =>
  chunks.flatMap(({ frames }) => frames.map(({ bytes }) => bytes[0]));

describe("the phone's journal", () => {
  it("writes by itself within its time, several frames at once, in order", async () => {
    const { journal, written } = open({ chunkMs: 20 });
    for (const n of [1, 2, 3]) journal.add(frame(n));
    await expect.poll(() => written.length).toBe(1);
    journal.add(frame(4));
    await journal.flush();
    expect(numbers(await journal.after(0, 10))).toEqual([1, 2, 3, 4]);
    expect(await journal.unsent()).toBe(4);
  });

  it("writes the gap a restart left together with the first frame behind it, once", async () => {
    const { database, journal } = open();
    journal.oweGap(700);
    await journal.flush();
    expect(await database.gaps.count()).toBe(0);
    journal.add(frame(1));
    journal.add(frame(2));
    await journal.flush();
    journal.add(frame(3));
    await journal.flush();
    expect(await database.gaps.toArray()).toEqual([{ id: 1, fromMs: 700, toMs: 1001, reason: "restarted" }]);
    expect(numbers(await journal.after(0, 10))).toEqual([1, 2, 3]);
  });

  it("writes neither the frame nor its gap when one of them has no room, and both later", async () => {
    const { database, journal, states } = open();
    const refuse = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    database.gaps.hook("creating", refuse);
    journal.oweGap(700);
    journal.add(frame(1));
    await journal.flush();
    expect([await database.chunks.count(), await database.gaps.count()]).toEqual([0, 0]);
    expect(states.at(-1)?.kind).toBe("full");
    database.gaps.hook("creating").unsubscribe(refuse);
    await journal.flush();
    expect([await database.chunks.count(), await database.gaps.count()]).toEqual([1, 1]);
  });

  it("keeps everything over a restart and counts only what is not acknowledged", async () => {
    const { database, journal } = open();
    journal.add(frame(1));
    await journal.flush();
    journal.add(frame(2));
    await journal.flush();
    const [first] = await journal.after(0, 1);
    await journal.acknowledge(first?.id ?? 0, 1);
    const again = new FrameJournal(database, { onWritten: () => undefined, onState: () => undefined });
    expect(await again.unsent()).toBe(1);
    expect(numbers(await again.after(await again.sentId(), 10))).toEqual([2]);
  });

  it("drops only what the server has, and only after a day", async () => {
    const { journal } = open({ keepSentMs: 1000 });
    for (const [n, atMs] of [
      [1, 1000],
      [2, 5000],
      [3, 9000],
    ] as const) {
      journal.add(frame(n, atMs));
      await journal.flush();
    }
    await journal.acknowledge(2, 2);
    await journal.prune(5500);
    expect(numbers(await journal.after(0, 10))).toEqual([2, 3]);
    await journal.prune(Number.MAX_SAFE_INTEGER);
    expect(numbers(await journal.after(0, 10))).toEqual([3]);
  });

  it("without room holds frames in memory, says so, counts what it loses, and writes them when there is room", async () => {
    const { database, journal, states, written } = open({ mostWaiting: 3 });
    const add = database.chunks.add.bind(database.chunks);
    const full = Object.assign(new Error("no room"), { name: "QuotaExceededError" });
    Object.assign(database.chunks, { add: () => Promise.reject(full) });
    for (const n of [1, 2]) journal.add(frame(n));
    await journal.flush();
    expect(states.at(-1)).toEqual({ kind: "full", waiting: 2, lost: 0 });
    for (const n of [3, 4]) journal.add(frame(n));
    expect(states.at(-1)).toEqual({ kind: "full", waiting: 3, lost: 1 });
    Object.assign(database.chunks, { add });
    await journal.flush();
    expect(numbers(written)).toEqual([1, 2, 3]);
    expect(states.at(-1)).toEqual({ kind: "fine" });
    expect(journal.takeLost()).toBe(1);
  });

  it("goes on after a write that failed for another reason than room: nothing is lost, and it is said meanwhile", async () => {
    const { database, journal, states, written } = open();
    const add = database.chunks.add.bind(database.chunks);
    const gone = Object.assign(new Error("connection to the database server lost"), { name: "UnknownError" });
    Object.assign(database.chunks, { add: () => Promise.reject(gone) });
    journal.add(frame(1));
    await journal.flush().catch(() => undefined);
    expect(states.at(-1)).toEqual({ kind: "full", waiting: 1, lost: 0 });
    expect(journal.held()).toEqual([frame(1)]);
    Object.assign(database.chunks, { add });
    journal.add(frame(2));
    await journal.flush();
    expect(numbers(written)).toEqual([1, 2]);
    expect(numbers(await journal.after(0, 10))).toEqual([1, 2]);
    expect(states.at(-1)).toEqual({ kind: "fine" });
  });

  /** A whole day in the car, 864,000 frames, is the bench `journal`, in a browser. */
  it("takes a long drive: every frame once and in order, and nothing left once sent", async () => {
    const frames = 20_000;
    const { journal, states } = open({ keepSentMs: 0 });
    for (let n = 0; n < frames; n++) {
      journal.add(frame(n & 255, n));
      if (n % 40 === 39) await journal.flush();
    }
    await journal.flush();
    expect(await journal.unsent()).toBe(frames);
    const chunks = await journal.after(0, frames);
    const times = chunks.flatMap((chunk) => chunk.frames.map(({ atMs }) => atMs));
    expect(times).toEqual(Array.from({ length: frames }, (_, n) => n));
    expect(states).toEqual([]);
    await journal.acknowledge(chunks.at(-1)?.id ?? 0, frames);
    await journal.prune(frames);
    expect([await journal.unsent(), (await journal.after(0, 1)).length]).toEqual([0, 0]);
  });
});
