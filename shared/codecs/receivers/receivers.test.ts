import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../tests/fixtures/vectors.json" with { type: "json" };
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { crcX25 } from "../bytes/crc.ts";
import { bytesOfU16, concatBytes } from "../bytes/cursor.ts";
import { formatHex } from "../bytes/hex.ts";
import { encodeWmbusFrame } from "../wmbus/encode-telegram.ts";
import { AMB8465_COMMANDS, amb8465, encodeAmb8465Command } from "./amb8465.ts";
import { cul } from "./cul.ts";
import { encodeIm871aCommand, encodeIm871aMode, IM871A_DEVICE_INFO, im871a } from "./im871a.ts";
import { findReceiverCodec, RECEIVER_CODECS } from "./index.ts";
import { encodeIu891aCommand, encodeIu891aMode, encodeSlip, IU891A_PING, iu891a } from "./iu891a.ts";
import { rc1180 } from "./rc1180.ts";
import { RECEIVER_START, type ReceiverCodec, type ReceiverEvent } from "./receiver-codec.ts";
import { rtlWmbus } from "./rtl-wmbus.ts";
import { UART_SERVICES } from "./uart-service-table.ts";

const COMPACT = vectors["403.compact.telegram(no dll crc)"];
const text = (line: string) => Uint8Array.from(line, (character) => character.charCodeAt(0));

interface Heard {
  readonly events: readonly ReceiverEvent[];
  readonly junk: number;
}

function hear(codec: ReceiverCodec, chunks: readonly Uint8Array[]): Heard {
  let state = RECEIVER_START;
  const events: ReceiverEvent[] = [];
  let junk = 0;
  for (const chunk of chunks) {
    const step = codec.read(state, chunk);
    state = step.state;
    events.push(...step.events);
    junk += step.junk;
  }
  const rest = codec.flush(state);
  return { events: [...events, ...rest.events], junk: junk + rest.junk };
}

const telegramsOf = ({ events }: Heard): readonly string[] =>
  events.flatMap((event) => (event.kind === "telegram" ? [formatHex(event.bytes)] : []));

/** How each receiver writes a normalised telegram, with an RSSI byte of 0x5A where it has one. */
const OUTPUTS: Readonly<Record<string, (telegram: Uint8Array) => Uint8Array>> = {
  im871a: (telegram) => {
    const frame = concatBytes([0xa5, 0xc2, 0x03], telegram, [0x5a]);
    return concatBytes(frame, bytesOfU16(crcX25(frame, { from: 1, to: frame.length })));
  },
  iu891a: (telegram) => {
    const content = concatBytes([0x09, 0x20, 1, 2, 3, 4, 0, 3, 0, 0xb0], telegram);
    return encodeSlip(concatBytes(content, bytesOfU16(crcX25(content, { from: 0, to: content.length }))));
  },
  amb8465: (telegram) => encodeAmb8465Command(0x03, [...telegram.subarray(1), 0x5a]),
  cul: (telegram) => text(`b${formatHex(encodeWmbusFrame(telegram, "frame-a"))}A43C\r\n`),
  rc1180: (telegram) => concatBytes(telegram, [0x5a]),
  "rtl-wmbus": (telegram) =>
    text(`T1;1;1;2026-11-23 08:15:30.000;60;90;90000001;0x${formatHex(telegram).toLowerCase()}\n`),
};

const outputOf = (codec: ReceiverCodec, telegram: Uint8Array): Uint8Array => {
  const output = OUTPUTS[codec.name];
  if (!output) throw new Error(`no output of ${codec.name}`);
  return output(telegram);
};

/** Bytes on which each receiver's telegram differs from the normalised one (CRCs are left in by CUL). */
const expectedOf = (codec: ReceiverCodec, telegram: Uint8Array): string =>
  formatHex(codec === cul ? encodeWmbusFrame(telegram, "frame-a") : telegram);

const telegrams = fc
  .uint8Array({ minLength: 1, maxLength: 80 })
  .map((data) => concatBytes([data.length + 10], hexBytes("442D2C010000903404A0"), data));

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 });

describe.each(RECEIVER_CODECS.map((codec) => [codec.name, codec] as const))("%s", (_, codec) => {
  it("gives every telegram, however the bytes arrive", () => {
    fc.assert(
      fc.property(fc.array(telegrams, { minLength: 1, maxLength: 4 }), sizes, (sent, cuts) => {
        const bytes = concatBytes(...sent.map((telegram) => outputOf(codec, telegram)));
        expect(telegramsOf(hear(codec, cut(bytes, cuts)))).toEqual(
          sent.map((telegram) => expectedOf(codec, telegram)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("survives junk in any chunks and hears the next telegram", () => {
    const quiet = text("\n");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), sizes, (junk, cuts) => {
        let state = RECEIVER_START;
        for (const chunk of cut(concatBytes(junk, quiet), cuts)) state = codec.read(state, chunk).state;
        state = codec.flush(state).state;
        const telegram = hexBytes(COMPACT);
        const step = codec.read(state, concatBytes(outputOf(codec, telegram), [0xc0]));
        expect(telegramsOf({ events: step.events, junk: 0 })).toEqual([expectedOf(codec, telegram)]);
      }),
      { numRuns: 60 },
    );
  });

  it("goes on behind a telegram that broke off", () => {
    const telegram = hexBytes(COMPACT);
    const whole = outputOf(codec, telegram);
    const broken = concatBytes(whole.subarray(0, whole.length - 12), text("\n"));
    const state = codec.flush(codec.read(RECEIVER_START, broken).state).state;
    const step = codec.read(state, concatBytes(whole, [0xc0]));
    expect(telegramsOf({ events: step.events, junk: 0 })).toEqual([expectedOf(codec, telegram)]);
  });

  it("reads a long stretch of noise once through: no byte of it counts twice", () => {
    const noise = new Uint8Array(60_000).map((__, i) => [0xa5, 0xc0, 0xff, 0x62, 0x44][(i * 7) % 5] ?? 0);
    const { events, junk } = hear(codec, [noise]);
    expect(junk + events.reduce((sum, event) => sum + event.bytes.length, 0)).toBeLessThanOrEqual(
      noise.length,
    );
  });

  it("is found by its name and can be told a mode", () => {
    expect(findReceiverCodec(codec.name)).toBe(codec);
    for (const mode of codec.modes) {
      expect(codec.configure(mode).every((command) => command.length > 0)).toBe(true);
    }
  });
});

const heard = (codec: ReceiverCodec, bytes: Uint8Array) => hear(codec, [bytes]).events;

describe("iM871A", () => {
  it("hears the vector's telegram at −50 dBm", () => {
    // RSSI byte 91: −100 + (145 − 45) / 2.
    expect(heard(im871a, hexBytes(vectors["im871a.ind compact RSSI 0x91"]))).toEqual([
      { kind: "telegram", bytes: hexBytes(COMPACT), rssiDbm: -50 },
    ]);
  });

  it.each([
    ["im871a.setConfig S1", "s1"],
    ["im871a.setConfig T1", "t1"],
    ["im871a.setConfig C1a", "c1"],
    ["im871a.setConfig C1b", "c1-b"],
    ["im871a.setConfig CT", "c-t"],
  ] as const)("%s is sent for %s", (name, mode) => {
    expect(formatHex(encodeIm871aMode(mode))).toBe(vectors[name]);
  });

  it("asks for device information with and without CRC", () => {
    expect(formatHex(encodeIm871aCommand(IM871A_DEVICE_INFO))).toBe(vectors["im871a.getDeviceInfo (no crc)"]);
    expect(formatHex(encodeIm871aCommand({ ...IM871A_DEVICE_INFO, hasCrc: true }))).toBe(
      vectors["im871a.getDeviceInfo (crc)"],
    );
  });

  it("gives answers by endpoint and id, and leaves a time stamp out of the telegram", () => {
    expect(heard(im871a, hexBytes("A5011002330A"))).toEqual([
      { kind: "answer", command: "0110", bytes: hexBytes("330A") },
    ]);
    const stamped = concatBytes([0xa5, 0x62, 0x03], hexBytes(COMPACT), [1, 2, 3, 4, 0x8c]);
    expect(heard(im871a, stamped)).toEqual([{ kind: "telegram", bytes: hexBytes(COMPACT), rssiDbm: -52.5 }]);
  });
});

describe("iU891A", () => {
  it("pings and configures as the vectors", () => {
    expect(formatHex(encodeIu891aCommand(IU891A_PING))).toBe(vectors["iu891a ping"]);
    expect(formatHex(encodeIu891aMode("c-t"))).toBe(vectors["iu891a setActiveConfig CT rx ind"]);
  });

  it("hears a telegram at −80 dBm, escapes inside included", () => {
    const telegram = concatBytes([14], hexBytes("442D2C010000903404A0"), [0xc0, 0xdb, 0xdc, 0xdd]);
    expect(heard(iu891a, outputOf(iu891a, telegram))).toEqual([
      { kind: "telegram", bytes: telegram, rssiDbm: -80 },
    ]);
  });

  it("hears frames that share one end byte", () => {
    const frame = outputOf(iu891a, hexBytes(COMPACT));
    const shared = concatBytes(frame, frame.subarray(1));
    expect(telegramsOf(hear(iu891a, [shared]))).toEqual([COMPACT, COMPACT]);
  });
});

describe("AMB8465", () => {
  it("hears the vector's telegram at −29 dBm", () => {
    expect(heard(amb8465, hexBytes(vectors["amb.dataInd compact +rssi 5A"]))).toEqual([
      { kind: "telegram", bytes: hexBytes(COMPACT), rssiDbm: -29 },
    ]);
  });

  it.each<[keyof typeof vectors, Uint8Array]>([
    ["amb.getFw", encodeAmb8465Command(AMB8465_COMMANDS.getFirmware)],
    ["amb.getSerial", encodeAmb8465Command(AMB8465_COMMANDS.getSerial)],
    ["amb.getParams all", encodeAmb8465Command(AMB8465_COMMANDS.getParameters, [0x00, 0x80])],
    ["amb.factory reset", encodeAmb8465Command(AMB8465_COMMANDS.factoryReset)],
  ])("%s", (name, command) => {
    expect(formatHex(command)).toBe(vectors[name]);
  });

  it.each([
    ["c-t", "amb.setMode C2/T2 other"],
    ["t1", "amb.setMode T2 other"],
    ["c1", "amb.setMode C2 other"],
    ["s1", "amb.setMode S2"],
  ] as const)("turns command output and RSSI on, restarts, and sets mode %s", (mode, name) => {
    expect(amb8465.configure(mode).map((command) => formatHex(command))).toEqual([
      vectors["amb.enable cmd out (param5=1)"],
      vectors["amb.enable rssi (param 69=1)"],
      vectors["amb.reset"],
      vectors[name],
    ]);
  });

  it("gives confirmations as answers", () => {
    expect(heard(amb8465, encodeAmb8465Command(0x84, [0]))).toEqual([
      { kind: "answer", command: "84", bytes: Uint8Array.of(0) },
    ]);
  });
});

describe("CUL", () => {
  it("hears the vector's format B telegram at −44 dBm", () => {
    expect(heard(cul, text(`${vectors["cul line C1B"]}\r\n`))).toEqual([
      { kind: "telegram", bytes: hexBytes(vectors["403.compact.frameB"]), rssiDbm: -44 },
    ]);
  });

  it("hears telegrams without LQI and RSSI, and passes mode answers on", () => {
    const events = heard(cul, text(`CMODE\r\nbY${vectors["403.compact.frameB"]}\n`));
    expect(events).toMatchObject([
      { kind: "answer", command: "CMODE" },
      { kind: "telegram", rssiDbm: undefined },
    ]);
  });

  it.each([
    [
      "a changed digit in format B",
      `${vectors["cul line C1B"].slice(0, 40)}F${vectors["cul line C1B"].slice(41)}`,
      "wrong-crc",
    ],
    ["a changed digit in format A", `b00${vectors["403.compact.frameA"].slice(2)}A43C`, "wrong-length"],
    ["an odd number of digits", vectors["cul line C1B"].slice(0, -1), "bad-hex"],
  ])("keeps a telegram with %s as damaged", (_, line, kind) => {
    expect(heard(cul, text(`${line}\r\n`))).toMatchObject([{ kind: "damaged", error: { kind } }]);
  });
});

describe("rtl-wmbus", () => {
  it("keeps lines with a failed CRC as damaged", () => {
    const line = `C1;0;1;2026-11-23 08:15:30.000;60;90;90000001;0x${COMPACT}\n`;
    expect(heard(rtlWmbus, text(line))).toMatchObject([{ kind: "damaged", error: { kind: "wrong-crc" } }]);
  });
});

describe("RC1180", () => {
  it("hears the RSSI byte behind the telegram as −45 dBm", () => {
    expect(heard(rc1180, concatBytes(hexBytes(COMPACT), [0x5a]))).toEqual([
      { kind: "telegram", bytes: hexBytes(COMPACT), rssiDbm: -45 },
    ]);
  });

  it("enters configuration, writes channel, mode and RSSI, and leaves", () => {
    expect(rc1180.configure("t1").map((command) => formatHex(command))).toEqual([
      "00",
      "4D000C03010501FF",
      "58",
    ]);
  });
});

it("Bluetooth bridges are named by full lower-case service numbers", () => {
  for (const { service, write, notify } of UART_SERVICES) {
    for (const id of [service, write, notify])
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  }
});
