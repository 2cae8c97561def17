import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { Intake } from "../../web/src/intake.ts";
import { FrameJournal } from "../../web/src/store/frame-journal.ts";
import { LocalDatabase } from "../../web/src/store/local-database.ts";

/** One of ten stretches of a day. */
export interface Stretch {
  readonly framesPerSecond: number;
  readonly heapMb: number;
}

export interface JournalRun {
  readonly stretches: readonly Stretch[];
  readonly kept: number;
  readonly counted: number;
  /** Time of a key that comes at the end until a meter of the past is read. */
  readonly keyLateMs: number;
  readonly readLate: number;
  /** Opening a round of ten thousand points after all that, and opening it again. */
  readonly openMs: number;
  readonly openAgainMs: number;
}

const STRETCHES = 10;
const IN_CHUNK = 20;
const POINTS = 10_000;

interface Memory {
  readonly memory?: { readonly usedJSHeapSize: number };
}

/** Journals and decodes so many frames as fast as it goes, in a real browser's database. */
export async function soakInPage(hex: string, key: string, frames: number): Promise<JournalRun> {
  const bytesOf = (text: string): Uint8Array => {
    const bytes = parseHex(text);
    if (!bytes.ok) throw new Error(text);
    return bytes.value;
  };
  const database = new LocalDatabase("soak");
  const journal = new FrameJournal(database, {
    onWritten: (chunk) => intake.wake(chunk),
    onState: () => undefined,
  });
  const reads: number[] = [];
  const intake: Intake = new Intake({
    database,
    journal,
    events: { onRead: (more) => reads.push(more.length) },
  });
  intake.useKeys({ find: () => undefined });
  const cards = [{ pointId: "p1", meter: { key: "KAM-90000001-34-04" } }];
  await intake.openRound({ id: "r1", createdAtMs: 0, cards, reads: [] }, []);
  const template = bytesOf(hex);
  const stretches: Stretch[] = [];
  let n = 0;
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const startedAtMs = performance.now();
    const end = Math.round(((stretch + 1) * frames) / STRETCHES);
    const from = n;
    for (; n < end; n++) {
      const bytes = template.slice();
      // Two hundred meters around; the first is the round's own.
      bytes[5] = n % 200;
      journal.add({ atMs: 1_800_000_000_000 + n * 50, bytes, rssiDbm: -70 });
      if (n % IN_CHUNK === IN_CHUNK - 1) await journal.flush();
    }
    await journal.flush();
    await intake.settled();
    const seconds = (performance.now() - startedAtMs) / 1000;
    const heap = (performance as Memory).memory?.usedJSHeapSize ?? 0;
    stretches.push({ framesPerSecond: (n - from) / seconds, heapMb: heap / 1_048_576 });
  }
  const startedAtMs = performance.now();
  const keyring = { find: ({ id }: { id: string }) => (id === "90000001" ? bytesOf(key) : undefined) };
  intake.useKeys(keyring);
  await intake.decodeAgain(0);
  const keyLateMs = performance.now() - startedAtMs;
  const readLate = reads.reduce((sum, count) => sum + count, 0);
  // As after a start of the app: what it learnt on the way is gone.
  const morning = new Intake({ database, journal, events: { onRead: () => undefined } });
  morning.useKeys(keyring);
  const ten = Array.from({ length: POINTS }, (_, at) => ({
    pointId: `q${at}`,
    meter: { key: `KAM-${90_000_001 + at}-34-04` },
  }));
  const open = async (): Promise<number> => {
    const beganAtMs = performance.now();
    await morning.openRound({ id: "r2", createdAtMs: 0, cards: ten, reads: [] }, []);
    return performance.now() - beganAtMs;
  };
  const openMs = await open();
  const openAgainMs = await open();
  return {
    openMs,
    openAgainMs,
    stretches,
    kept: await journal.unsent(),
    counted: (await database.heard.toArray()).reduce((sum, { count }) => sum + count, 0),
    keyLateMs,
    readLate,
  };
}
