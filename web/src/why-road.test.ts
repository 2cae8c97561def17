import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { parseHex } from "../../shared/codecs/bytes/hex.ts";
import { encodeWmbusFrame } from "../../shared/codecs/wmbus/encode-telegram.ts";
import { type UnreadPoint, whyNotRead } from "../../shared/field/why-not-read.ts";
import { Intake } from "./intake.ts";
import { FrameJournal } from "./store/frame-journal.ts";
import { LocalDatabase, type StoredFrame } from "./store/local-database.ts";

const hexBytes = (hex: string): Uint8Array => {
  const bytes = parseHex(hex);
  if (!bytes.ok) throw new Error(hex);
  return bytes.value;
};

/** Where each point is: a street of houses 100 m apart (0.0009° of latitude). */
const at = (house: number) => ({ lat: 55.7 + house * 0.0009, lon: 12.5 });

const FULL =
  "56442D2C0100009034048D201162452321C155A529736B1706F0BEF0CE7815DB0B40578B30309A1AA0F12029DBB35E36FF2D957200BA4AC004AD904F1C0A723BC757AC35C46D73352E5FF9888B42D163F8A2503B65C75C";
/** MULTICAL 403 number 90000001, full frame, ELL AES-CTR: the published telegram; here under another number: its session still encrypted for the first. */
const renamed = (id: string): string => FULL.replace("2D2C01000090", `2D2C${id}`);

/** A clear telegram by hand: L, C 44, KAM, number, version 34, heat, then what is given from the CI on. */
function byHand(id: string, content: string): string {
  const rest = `442D2C${id}3404${content}`;
  return `${(rest.length / 2).toString(16).padStart(2, "0")}${rest}`.toUpperCase();
}

const damaged = (hex: string): Uint8Array => {
  const frame = encodeWmbusFrame(hexBytes(hex), "frame-a");
  // A bit of the third block: the address in the first one is proven by its own checksum.
  frame[35] = (frame[35] ?? 0) ^ 0x10;
  return frame;
};

const point = (pointId: string, serial: string, house: number): UnreadPoint => ({
  pointId,
  medium: "heat",
  meter: `KAM-${serial}-34-04`,
  ...at(house),
});

/** The point's number in the round is the serial's last digit. */
const POINTS = [
  point("never", "90000000", 0),
  point("wrong-key", "90000001", 1),
  point("no-key", "90000002", 2),
  point("crc", "90000004", 4),
  point("compact", "90000005", 5),
  point("asleep", "90000006", 6),
  point("exchanged", "90000007", 7),
  point("unsupported", "90000008", 8),
];

const day = (dayOfMonth: number, hour: number, minute = 0): number =>
  new Date(2026, 10, dayOfMonth, hour, minute).getTime();
const ROUND_AT_MS = day(25, 21);

async function drive(keys: Readonly<Record<string, string>>, frames: readonly StoredFrame[]) {
  const database = new LocalDatabase(`why-${Math.random()}`);
  const journal = new FrameJournal(database, { onWritten: () => intake.wake(), onState: () => undefined });
  const intake: Intake = new Intake({ database, journal, events: { onRead: () => undefined } });
  const find = ({ id }: { id: string }) => (keys[id] === undefined ? undefined : hexBytes(keys[id]));
  intake.useKeys({ find });
  const cards = POINTS.map(({ pointId, meter }) => ({
    pointId,
    ...(meter ? { meter: { key: meter } } : {}),
  }));
  await intake.openRound({ id: "r1", createdAtMs: ROUND_AT_MS, cards, reads: [] }, []);
  for (const frame of frames) journal.add(frame);
  await journal.flush();
  await intake.settled();
  return database;
}

const heard = (hex: string, house: number, rssiDbm = -70, atMs = day(25, 22)): StoredFrame => ({
  atMs,
  bytes: hexBytes(hex),
  rssiDbm,
  ...at(house),
});

const explain = async (database: LocalDatabase, isDecoding = true) =>
  whyNotRead(POINTS, {
    heard: await database.heard.toArray(),
    sinceMs: ROUND_AT_MS,
    hour: 22,
    isDecoding,
    knownMeters: POINTS.flatMap(({ meter }) => (meter === undefined ? [] : [meter])),
  });

describe("why a point is not read", () => {
  const officeHours = [23, 24].flatMap((date) =>
    Array.from({ length: 11 }, (_, n) => heard(renamed("06000090"), 6, -70, day(date, 7 + n))),
  );
  const frames = [
    ...officeHours,
    heard(FULL, 1),
    heard(renamed("02000090"), 2),
    { atMs: day(25, 22), bytes: damaged(renamed("04000090")), rssiDbm: -99, ...at(4) },
    // CI 79: a compact frame, signature and checksum of a format nobody has told.
    heard(byHand("05000090", "79112233440102030405060708"), 5),
    // A stranger that is faint elsewhere, and loudest right at house 7.
    heard(renamed("99000090"), 5, -95),
    heard(renamed("99000090"), 7, -61),
    // Security mode 13 (TLS) of EN 13757-7 in a short header: no key would open it here.
    heard(byHand("08000090", `7A0100000D${"00".repeat(16)}`), 8),
  ];
  /** Not the key that the published telegram was made with. */
  const keys = { "90000001": "FF".repeat(16) };

  it("has the right one of eight causes for each of eight points, from their frames' bytes", async () => {
    const causes = await explain(await drive(keys, frames));
    expect(Object.fromEntries(causes)).toEqual({
      never: { cause: "never-heard" },
      "wrong-key": { cause: "wrong-key", frames: 1 },
      "no-key": { cause: "no-key", frames: 1 },
      crc: { cause: "damaged", frames: 1 },
      compact: { cause: "compact-only", frames: 1 },
      asleep: { cause: "asleep", fromHour: 7, toHour: 18 },
      exchanged: { cause: "other-meter", meter: "KAM-90000099-34-04" },
      unsupported: { cause: "unsupported", frames: 1 },
    });
  });

  it("says of nothing that it was never heard while nothing is decoded", async () => {
    const causes = await explain(await drive(keys, frames), false);
    expect(new Set([...causes.values()].map(({ cause }) => cause))).toEqual(new Set(["not-decoded"]));
  });

  it("calls a meter asleep at night only, and only when it was heard often enough", async () => {
    const database = await drive(keys, officeHours.slice(0, 11));
    expect((await explain(database)).get("asleep")).toEqual({ cause: "never-heard" });
    const often = await drive(keys, officeHours);
    const facts = {
      sinceMs: ROUND_AT_MS,
      isDecoding: true,
      knownMeters: [],
      heard: await often.heard.toArray(),
    };
    expect(whyNotRead(POINTS, { ...facts, hour: 12 }).get("asleep")).toEqual({ cause: "never-heard" });
    expect(whyNotRead(POINTS, { ...facts, hour: 3 }).get("asleep")).toMatchObject({ cause: "asleep" });
  });

  it("goes by the newest whole frame: a key that came makes no-key to wrong-key, damage in between changes nothing", async () => {
    const database = await drive({}, [heard(FULL, 1)]);
    expect((await explain(database)).get("wrong-key")).toEqual({ cause: "no-key", frames: 1 });
    const later = await drive(keys, [
      heard(FULL, 1),
      { atMs: day(25, 23), bytes: damaged(FULL), rssiDbm: -99, ...at(1) },
    ]);
    expect((await explain(later)).get("wrong-key")).toEqual({ cause: "wrong-key", frames: 1 });
  });

  it("remembers of everything heard how often, how loud, what flows and how it is encrypted", async () => {
    const database = await drive(keys, frames);
    expect(await database.heard.get("KAM-90000099-34-04")).toMatchObject({
      count: 2,
      rssiDbm: -61,
      loudest: { rssiDbm: -61, ...at(7) },
      medium: "heat",
      encryption: "ell",
      outcome: "no-key",
    });
    expect(await database.heard.get("KAM-90000008-34-04")).toMatchObject({ encryption: "mode-13" });
    expect(await database.heard.get("KAM-90000006-34-04")).toMatchObject({ count: 22, days: 2 });
  });
});
