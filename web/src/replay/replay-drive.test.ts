import { describe, expect, it } from "vitest";
import { createFrameReader } from "../read-frame.ts";
import { readRecording, withKeys } from "./read-recording.ts";
import { ReplayDrive } from "./replay-drive.ts";

/** MULTICAL 403 number 90000001, full frame, ELL AES-CTR; the published vectors' telegram and key. */
const TELEGRAM =
  "56442D2C0100009034048D201162452321C155A529736B1706F0BEF0CE7815DB0B40578B30309A1AA0F12029DBB35E36FF2D957200BA4AC004AD904F1C0A723BC757AC35C46D73352E5FF9888B42D163F8A2503B65C75C";
const KEY = "00112233445566778899AABBCCDDEEFF";
/** The same from number 90000009, for which there is no key, and from 90000008, whose key is another. */
const KEYLESS = TELEGRAM.replace("2D2C01000090", "2D2C09000090");
const WRONG = TELEGRAM.replace("2D2C01000090", "2D2C08000090");

const card = (pointId: string, serial: string) => ({
  pointId,
  number: pointId,
  address: `Engvej ${pointId}`,
  postalCode: "",
  city: "",
  customer: "",
  accessNote: "",
  medium: "heat" as const,
  meter: { key: `KAM-${serial}-34-04`, serial, type: "MULTICAL 403" },
});
const CARDS = [card("1", "90000001"), card("2", "90000009"), card("3", "90000008"), card("4", "90000004")];

const journalOf = (telegrams: readonly (readonly [atMs: number, raw: string])[]): string =>
  [
    '{"journal":"rounds 1","phone":"phone-0001"}',
    ...telegrams.map(([rxAt, raw]) => JSON.stringify({ rxAt, raw })),
  ]
    .map((line) => `${line}\n`)
    .join("");

function driveOf(
  text: string,
  options: { readonly readThen?: readonly string[]; readonly keys?: ReadonlyMap<string, Uint8Array> } = {},
): ReplayDrive {
  const recording = readRecording(text);
  if (!recording.ok) throw new Error(recording.error);
  const { frames, keys, leftOut } = recording.value;
  return new ReplayDrive({
    frames,
    leftOut,
    round: { cards: CARDS, readThen: new Set(options.readThen ?? []) },
    keyring: withKeys(undefined, options.keys ?? keys),
    read: createFrameReader([]),
  });
}

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
const KEYS = new Map([
  ["90000001", bytesOf(KEY)],
  ["90000008", bytesOf(KEY.replace("00", "01"))],
]);
const JOURNAL = journalOf([
  [1_000_000, KEYLESS],
  [1_060_000, WRONG],
  [1_120_000, TELEGRAM],
]);

describe("a replay of a recorded drive", () => {
  it("plays by the recording's own clock, and says how many points of the round it would read", () => {
    const drive = driveOf(JOURNAL, { keys: KEYS });
    expect(drive.now()).toMatchObject({
      played: 0,
      frames: 3,
      fromMs: 1_000_000,
      toMs: 1_120_000,
      points: 4,
      read: 0,
    });
    drive.playUpTo(1_060_000, 100);
    expect(drive.now()).toMatchObject({ played: 2, atMs: 1_060_000, read: 0 });
    drive.playUpTo(1_120_000, 100);
    expect(drive.now()).toMatchObject({ played: 3, read: 1 });
  });

  it("tells each point once when it is read, and where the car was by then", () => {
    const at = (lat: number) => ({ position: { lat, lon: 10.2 } });
    const text = [
      '{"journal":"rounds 1","phone":"phone-0001"}',
      JSON.stringify({ rxAt: 1_000_000, raw: KEYLESS, ...at(56.1) }),
      JSON.stringify({ rxAt: 1_060_000, raw: TELEGRAM, ...at(56.2) }),
      JSON.stringify({ rxAt: 1_120_000, raw: TELEGRAM }),
    ].join("\n");
    const drive = driveOf(text, { keys: KEYS });
    // Nobody knew at first: that is no recording without places.
    expect(drive.now()).toMatchObject({ isPlaced: true });
    expect(drive.now().place).toBeUndefined();
    expect(driveOf(JOURNAL).now().isPlaced).toBe(false);
    const play = (upToMs: number) => {
      drive.playUpTo(upToMs, 100);
      const { readSince, place } = drive.now();
      return [readSince, place];
    };
    expect(play(1_000_000)).toEqual([[], { lat: 56.1, lon: 10.2 }]);
    expect(play(1_060_000)).toEqual([["1"], { lat: 56.2, lon: 10.2 }]);
    // Heard again, and nobody knows where.
    expect(play(1_120_000)).toEqual([[], { lat: 56.2, lon: 10.2 }]);
  });

  it("counts what is missed by its cause", () => {
    const drive = driveOf(JOURNAL, { keys: KEYS });
    drive.playUpTo(Number.POSITIVE_INFINITY, 100);
    const misses = Object.fromEntries(
      drive.now().misses.map(({ cause, points }) => [cause, points.map(({ pointId }) => pointId)]),
    );
    expect(misses).toEqual({ "no-key": ["2"], "wrong-key": ["3"], "never-heard": ["4"] });
  });

  it("tells what today's keys read that was not read then", () => {
    const play = (readThen: readonly string[]) => {
      const drive = driveOf(JOURNAL, { keys: KEYS, readThen });
      drive.playUpTo(Number.POSITIVE_INFINITY, 100);
      const { fresh, notHere } = drive.now();
      return { fresh: fresh.map(({ serial }) => serial), notHere };
    };
    expect(play([])).toEqual({ fresh: ["90000001"], notHere: 0 });
    expect(play(["1", "4"])).toEqual({ fresh: [], notHere: 1 });
  });

  it("takes a file of telegrams with keys, a second apart, and leaves broken lines out", () => {
    const text = `${JSON.stringify({ telegram: TELEGRAM, key: KEY })}\nnonsense\n${JSON.stringify({ telegram: KEYLESS })}\n`;
    const drive = driveOf(text);
    drive.playUpTo(Number.POSITIVE_INFINITY, 100);
    expect(drive.now()).toMatchObject({ frames: 2, read: 1, leftOut: 1 });
  });

  it("refuses what is no recording", () => {
    expect(readRecording("a;b\n")).toEqual({ ok: false, error: "replay.unreadable" });
    expect(readRecording("")).toEqual({ ok: false, error: "replay.empty" });
    expect(readRecording('{"journal":"rounds 1","phone":"phone-0001"}\n')).toEqual({
      ok: false,
      error: "replay.empty",
    });
  });
});
