import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { CodeCollector, splitIntoCodes } from "../../shared/handover/code-texts.ts";
import { decodeHandover, encodeHandover, type HandoverRound } from "../../shared/handover/read-marks.ts";
import { markRead, mergeReadMarks, type ReadMark, readOf } from "../../shared/rooms/round-room.ts";

const ids = Array.from({ length: 500 }, (_, n) => `p-${n}`);
const round: HandoverRound = { utility: "town", roundId: "r-1", pointIds: ids };
const mark = (atMs: number): ReadMark => ({ atMs, via: "radio" });

describe("three phones without a server", () => {
  /** Who meets whom, in which order; at the end all meet once around, twice. */
  const meetings = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 20 });
  const reads = fc.array(fc.tuple(fc.nat(2), fc.nat(499), fc.nat(5000)), { maxLength: 300 });

  const say = (phone: Y.Doc, by: string, read: readonly (readonly [point: number, second: number])[]) =>
    read.map(([point, second]) => {
      const at = { pointId: `p-${point}`, by };
      markRead(phone, at, mark(second * 1000));
      return `${at.pointId}/${by}`;
    });

  const meet = (from: Y.Doc, to: Y.Doc): void => {
    const bytes = encodeHandover(round, new Map([...readOf(from).entries()] as [string, ReadMark][]));
    const collector = new CodeCollector();
    const seen = splitIntoCodes(bytes).map((code) => collector.take(code));
    const whole = seen.find((one) => one.ok && one.value.bytes);
    const marks = whole?.ok && whole.value.bytes ? decodeHandover(whole.value.bytes, round) : undefined;
    if (!marks?.ok) throw new Error("the phones did not understand each other");
    mergeReadMarks(to, new Map([...marks.value]));
  };

  it("know the same in the end, however they met, and no mark twice", () => {
    const run = (read: readonly (readonly [number, number, number])[], met: readonly [number, number][]) => {
      const phones = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const;
      const phoneAt = (n: number): Y.Doc => phones[n % 3] ?? phones[0];
      const share = Math.ceil(read.length / (met.length + 1));
      const said = [...met, undefined].flatMap((meeting, n) => {
        const own = read.slice(n * share, (n + 1) * share);
        const keys = phones.flatMap((phone, nth) =>
          say(
            phone,
            `person-${nth}`,
            own.filter(([who]) => who === nth).map(([, point, second]) => [point, second]),
          ),
        );
        if (meeting) meet(phoneAt(meeting[0]), phoneAt(meeting[1]));
        return keys;
      });
      for (const from of [0, 1, 2, 0, 1, 2]) meet(phoneAt(from), phoneAt(from + 1));
      const [first, ...others] = phones.map((doc) => readOf(doc).toJSON());
      expect(new Set(Object.keys(first ?? {}))).toEqual(new Set(said));
      for (const other of others) expect(other).toEqual(first);
    };
    fc.assert(fc.property(reads, meetings, run), { numRuns: 60 });
  });
});
