import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { clockOffMs, noteServerTime } from "./api/server-clock.ts";
import { Intake, type IntakeRound } from "./intake.ts";
import { FrameJournal } from "./store/frame-journal.ts";
import { LocalDatabase, type StoredRead } from "./store/local-database.ts";

/** MULTICAL 403 number 90000001, full frame, ELL AES-CTR; the published vectors' telegram and key. */
const TELEGRAM =
  "56442D2C0100009034048D201162452321C155A529736B1706F0BEF0CE7815DB0B40578B30309A1AA0F12029DBB35E36FF2D957200BA4AC004AD904F1C0A723BC757AC35C46D73352E5FF9888B42D163F8A2503B65C75C";
const KEY = "00112233445566778899AABBCCDDEEFF";
const FOREIGN = TELEGRAM.replace("2D2C01000090", "2D2C09000090");

const bytesOf = (hex: string): Uint8Array => {
  const bytes = parseHex(hex);
  if (!bytes.ok) throw new Error(hex);
  return bytes.value;
};

const keyring = { find: ({ id }: { id: string }) => (id === "90000001" ? bytesOf(KEY) : undefined) };

const round: IntakeRound = {
  id: "r1",
  createdAtMs: 0,
  cards: [{ pointId: "p1", meter: { key: "KAM-90000001-34-04" } }],
  reads: [],
};

let names = 0;
const nextName = (): string => {
  names += 1;
  return `intake-${names}`;
};

async function open(database = new LocalDatabase(nextName())) {
  const reads: StoredRead[] = [];
  const journal = new FrameJournal(database, {
    onWritten: (chunk) => intake.wake(chunk),
    onState: () => undefined,
  });
  const intake: Intake = new Intake({
    database,
    journal,
    events: { onRead: (more) => reads.push(...more) },
    clockOffMs,
  });
  const hear = async (hex: string, atMs: number) => {
    journal.add({ atMs, bytes: bytesOf(hex), rssiDbm: -70 });
    await journal.flush();
    await intake.settled();
  };
  return { database, journal, intake, reads, hear };
}

describe("the phone's intake", () => {
  it("loses nothing that is written while it still decodes, and nothing whose decoding could not be kept", async () => {
    const { intake, journal, reads, database } = await open();
    await intake.openRound(round, []);
    // Behind: what came before there was a key. Then on the way: chunks that come while that is decoded.
    for (let n = 0; n < 50; n++) {
      journal.add({ atMs: n, bytes: bytesOf(FOREIGN) });
      await journal.flush();
    }
    intake.useKeys(keyring);
    for (let n = 0; n < 50; n++) {
      journal.add({ atMs: 100 + n, bytes: bytesOf(FOREIGN) });
      await journal.flush();
    }
    await intake.settled();
    expect((await database.heard.toArray()).map(({ count }) => count)).toEqual([100]);
    const { transaction } = database;
    Object.assign(database, { transaction: () => Promise.reject(new Error("no room")) });
    journal.add({ atMs: 200, bytes: bytesOf(TELEGRAM) });
    await journal.flush().catch(() => undefined);
    await intake.settled().catch(() => undefined);
    Object.assign(database, { transaction });
    expect(reads).toEqual([]);
    journal.add({ atMs: 300, bytes: bytesOf(FOREIGN) });
    await journal.flush();
    await intake.settled();
    expect(reads).toMatchObject([{ pointId: "p1", atMs: 200 }]);
    expect((await database.heard.toArray()).reduce((sum, { count }) => sum + count, 0)).toBe(102);
  });

  it("reads a point of the round once, with the value its bill rests on", async () => {
    const { intake, reads, hear, database } = await open();
    intake.useKeys(keyring);
    await intake.openRound(round, []);
    await hear(TELEGRAM, 1000);
    await hear(TELEGRAM, 2000);
    expect(reads).toMatchObject([
      { roundId: "r1", pointId: "p1", atMs: 1000, value: { value: "12345", unit: "kWh" }, isSent: 0 },
    ]);
    expect(await database.heard.get("KAM-90000001-34-04")).toMatchObject({ count: 2, outcome: "decoded" });
  });

  it("says in the round when a point was read by the server's clock, where that was told by then", async () => {
    const { intake, reads, journal } = await open();
    intake.useKeys(keyring);
    await intake.openRound(round, []);
    journal.add({ atMs: 7_201_000, bytes: bytesOf(TELEGRAM), offMs: -7_200_000 });
    await journal.flush();
    await intake.settled();
    expect(reads).toMatchObject([{ pointId: "p1", atMs: 1000 }]);
  });

  it("says it by what the server told last where the phone slept since", async () => {
    const { intake, reads, hear } = await open();
    intake.useKeys(keyring);
    await intake.openRound(round, []);
    // Two hours ahead, as the server said before the phone slept.
    const serverMs = Date.UTC(2026, 10, 29, 12);
    const says = (phoneMs: number) => noteServerTime(new Date(serverMs).toUTCString(), phoneMs);
    says(serverMs + 7_200_000);
    await hear(TELEGRAM, 7_201_000);
    says(serverMs);
    expect(reads).toMatchObject([{ pointId: "p1", atMs: 1000 }]);
  });

  it("keeps and counts what belongs to nobody here", async () => {
    const { intake, reads, hear, database, journal } = await open();
    intake.useKeys(keyring);
    await intake.openRound(round, []);
    await hear(FOREIGN, 1000);
    expect(reads).toEqual([]);
    expect(await database.heard.get("KAM-90000009-34-04")).toMatchObject({ count: 1, outcome: "no-key" });
    expect(await journal.unsent()).toBe(1);
  });

  it("tells what a meter said last within the hour, whoever else was heard since", async () => {
    const { intake, hear } = await open();
    const nowMs = Date.now();
    await hear(TELEGRAM, nowMs - 2 * 3_600_000);
    intake.useKeys(keyring);
    await intake.openRound(round, []);
    expect(await intake.saidLately("KAM-90000001-34-04")).toBeUndefined();
    await hear(TELEGRAM, nowMs - 60_000);
    await hear(FOREIGN, nowMs - 1000);
    const said = await intake.saidLately("KAM-90000001-34-04");
    expect(said?.atMs).toBe(nowMs - 60_000);
    // The published telegram's own energy: 12345 kWh.
    expect(said?.values).toContainEqual(["E1", "12345", "kWh"]);
    // Heard, and not to be opened without its key.
    expect(await intake.saidLately("KAM-90000009-34-04")).toBeUndefined();
  });

  it("locked, journals on and decodes later what was heard meanwhile, each frame once", async () => {
    const { intake, reads, hear, database } = await open();
    await intake.openRound(round, []);
    await hear(TELEGRAM, 1000);
    expect(reads).toEqual([]);
    intake.useKeys(keyring);
    await intake.settled();
    expect(reads.map(({ pointId }) => pointId)).toEqual(["p1"]);
    intake.useKeys(undefined);
    await hear(FOREIGN, 2000);
    intake.useKeys(keyring);
    await intake.settled();
    expect((await database.heard.toArray()).map(({ count }) => count)).toEqual([1, 1]);
  });

  it("takes up after a kill where it was, and finds in the past what a newer round asks for", async () => {
    const before = await open();
    before.intake.useKeys(keyring);
    await before.intake.openRound({ ...round, cards: [] }, []);
    await before.hear(TELEGRAM, 1000);
    const after = await open(before.database);
    after.intake.useKeys(keyring);
    await after.intake.openRound(round, []);
    expect(after.reads.map(({ pointId, atMs }) => [pointId, atMs])).toEqual([["p1", 1000]]);
    expect(await after.database.heard.toArray()).toMatchObject([{ count: 1 }]);
  });
});

describe("a round that is opened", () => {
  /** What the journal was asked for, chunk by chunk. */
  const watched = (journal: FrameJournal): number[] => {
    const asked: number[] = [];
    const after = journal.after.bind(journal);
    journal.after = (id, limit) => {
      asked.push(id);
      return after(id, limit);
    };
    return asked;
  };

  it("finds its meter among what was heard before, whoever else was heard", async () => {
    const { intake, reads, hear } = await open();
    intake.useKeys(keyring);
    await intake.openRound({ ...round, id: "r0", cards: [] }, []);
    for (let n = 0; n < 3; n++) await hear(FOREIGN, n);
    await hear(TELEGRAM, 3);
    expect(reads).toEqual([]);
    await intake.openRound(round, []);
    expect(reads.map(({ roundId, pointId, atMs }) => [roundId, pointId, atMs])).toEqual([["r1", "p1", 3]]);
  });

  it("is not looked for again where it was looked for already, and is with another key", async () => {
    const { intake, journal, reads, hear } = await open();
    const late: { key?: Uint8Array } = {};
    intake.useKeys({ find: () => late.key });
    await intake.openRound(round, []);
    for (let n = 0; n < 3; n++) await hear(TELEGRAM, n);
    const asked = watched(journal);
    await intake.openRound(round, []);
    expect(asked).toEqual([3]);
    await hear(TELEGRAM, 3);
    await intake.openRound(round, []);
    expect(asked.at(-1)).toBe(4);
    late.key = bytesOf(KEY);
    asked.length = 0;
    await intake.openRound(round, []);
    expect(asked[0]).toBe(0);
    expect(reads.map(({ atMs }) => atMs)).toEqual([0]);
    asked.length = 0;
    await intake.openRound(round, []);
    expect(asked).toEqual([]);
  });

  /** Holds the look at the past up once, between two chunks. */
  const heldUp = (journal: FrameJournal) => {
    const next = journal.after.bind(journal);
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let reached = (): void => undefined;
    const isReached = new Promise<void>((resolve) => {
      reached = resolve;
    });
    journal.after = async (id, limit) => {
      reached();
      await gate;
      journal.after = next;
      return next(id, limit);
    };
    return { isReached, goOn };
  };

  /** Opens the round of a meter that was heard before, and does something between two chunks of the look at the past. */
  const openedWhile = async (meanwhile: (intake: Intake) => Promise<void> | void) => {
    const { intake, journal, reads, hear } = await open();
    intake.useKeys(keyring);
    await intake.openRound({ ...round, id: "r0", cards: [] }, []);
    await hear(TELEGRAM, 1);
    const { isReached, goOn } = heldUp(journal);
    const opening = intake.openRound(round, []);
    await isReached;
    const other = meanwhile(intake);
    goOn();
    await Promise.all([opening, other]);
    return { intake, found: () => reads.map(({ roundId, atMs }) => [roundId, atMs]) };
  };

  it("is looked for again where the phone was locked meanwhile", async () => {
    const { intake, found } = await openedWhile((phone) => phone.useKeys(undefined));
    expect(found()).toEqual([]);
    intake.useKeys(keyring);
    await intake.openRound(round, []);
    expect(found()).toEqual([["r1", 1]]);
  });

  it("is looked for to the end where its keys were only given anew meanwhile, as with every Send/Receive", async () => {
    const { found } = await openedWhile((phone) => phone.useKeys({ ...keyring }));
    expect(found()).toEqual([["r1", 1]]);
  });

  it("is looked for again where another one was opened meanwhile", async () => {
    const other = { ...round, id: "r2", cards: [] };
    const { intake, found } = await openedWhile((phone) => phone.openRound(other, []));
    await intake.openRound(round, []);
    expect(found()).toEqual([["r1", 1]]);
  });

  it("is looked for again in what was kept for another round while it was opened", async () => {
    const { intake, journal, reads, database } = await open();
    intake.useKeys(keyring);
    await intake.openRound(round, []);
    await intake.openRound({ ...round, id: "r0", cards: [] }, []);
    const transaction = database.transaction.bind(database) as (...parts: unknown[]) => Promise<unknown>;
    let opening: Promise<void> | undefined;
    Object.assign(database, {
      transaction: (...parts: unknown[]) => {
        opening ??= intake.openRound(round, []);
        return transaction(...parts);
      },
    });
    journal.add({ atMs: 1, bytes: bytesOf(TELEGRAM) });
    await journal.flush();
    await intake.settled();
    await opening;
    expect(reads.map(({ roundId, atMs }) => [roundId, atMs])).toEqual([["r1", 1]]);
  });

  it("finds a meter that does not encrypt, with a short header and no key, among what was heard before", async () => {
    const { intake, reads, hear } = await open();
    intake.useKeys({ find: () => undefined });
    await intake.openRound({ ...round, id: "r0", cards: [] }, []);
    // E1 = 12345 kWh (04 06 39 30 00 00) behind 7A, access 01, status 00, configuration 0000: mode 0.
    await hear("14442D2C01000090340" + "47A010000000406" + "39300000", 1);
    await intake.openRound(round, []);
    expect(reads.map(({ atMs, value }) => [atMs, value])).toEqual([[1, { value: "12345", unit: "kWh" }]]);
  });
});
