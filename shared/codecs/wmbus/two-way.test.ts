import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexBytes } from "../../../tests/support/hex-bytes.ts";
import { MeterSettings } from "../../simulator/meter-settings.ts";
import { OpticalMeter } from "../../simulator/optical-meter.ts";
import { RADIO_BYTES, TwoWayMeter } from "../../simulator/two-way-meter.ts";
import { decode } from "../decode.ts";
import { encodeKmpFrame } from "../kmp/kmp-frame.ts";
import { im871a } from "../receivers/im871a.ts";
import { carriedIn, carriedKmp, carryKmp, radioAbilityOf } from "../simulated-radio.ts";
import { createFormatStore } from "./format-store.ts";
import { encodeCommand, isAccessible, openCommand } from "./two-way.ts";

const METER = { manufacturer: "KAM", id: "60000001", version: 0x34, deviceType: 0x04 };
const PHONE = { manufacturer: "RND", id: "00000001", version: 1, deviceType: 0x31 };
const KEY = hexBytes("00112233445566778899AABBCCDDEEFF");
const keyring = { find: () => KEY };
const tools = { keyring, formats: createFormatStore([]) };
/** GetSerialNo. */
const WHO = encodeKmpFrame({ direction: "to-meter", address: 0x3f, cid: 0x02, data: new Uint8Array() });
const AT = Date.UTC(2026, 10, 30, 8);

const command = (counter: number, data = WHO, key = KEY) =>
  encodeCommand({
    sender: PHONE,
    meter: METER,
    key,
    counter,
    access: 0x51,
    data: carryKmp(data) ?? new Uint8Array(),
  });

const meterWith = (settings = new MeterSettings({ used: 3, most: 25 })) =>
  new TwoWayMeter({
    id: METER,
    key: KEY,
    everyMs: 16_000,
    meter: new OpticalMeter({ serial: 60_000_001, clockMs: () => AT, mostBytes: RADIO_BYTES, settings }),
  });

describe("a command by radio", () => {
  it("is an SND-UD2 of the sender that names the meter in its long header, with counter and MAC in front", () => {
    const bytes = command(0x01020304);
    // C 43; RND is (18·1024 + 14·32 + 4 = 0x49C4); ELL 8C 80 51; AFL 90 0F, flags 2C00, MCL 25, counter.
    expect([...bytes.subarray(1, 13)]).toEqual([...hexBytes("43C4490100000001318C8051")]);
    expect([...bytes.subarray(13, 22)]).toEqual([...hexBytes("900F002C2504030201")]);
    // CI 5B, number 60000001, KAM, 34 04, access number.
    expect([...bytes.subarray(30, 40)]).toEqual([...hexBytes("5B010000602D2C340451")]);
  });

  it("is opened by its meter only: not with another key, for another meter, or with a bit changed", () => {
    const bytes = command(9);
    const opened = openCommand(bytes, { meter: METER, key: KEY });
    expect(opened).toMatchObject({ ok: true, value: { counter: 9, access: 0x51 } });
    expect(opened.ok && carriedKmp(opened.value.data)).toEqual(WHO);
    expect(openCommand(bytes, { meter: METER, key: hexBytes("FF".repeat(16)) }).ok).toBe(false);
    expect(openCommand(bytes, { meter: { ...METER, id: "60000002" }, key: KEY }).ok).toBe(false);
    for (let at = 13; at < bytes.length; at += 1) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x04;
      expect(openCommand(changed, { meter: METER, key: KEY }).ok).toBe(false);
    }
  });

  it("junk never opens, and never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 260 }), (junk) => {
        expect(openCommand(junk, { meter: METER, key: KEY }).ok).toBe(false);
        expect(carriedIn(junk, keyring)).toBeUndefined();
        expect(["deaf", "unread"]).toContain(radioAbilityOf(junk, tools));
        isAccessible(junk);
        const carried = carriedKmp(junk);
        expect(carried === undefined || carried.length > 0).toBe(true);
      }),
    );
  });

  it("carries any frame that fits, whole", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (frame) => {
        const opened = openCommand(command(1, frame), { meter: METER, key: KEY });
        expect(opened.ok && carriedKmp(opened.value.data)).toEqual(frame);
      }),
    );
    expect(carryKmp(new Uint8Array(201))).toBeUndefined();
  });

  it("goes to the stick as its host protocol sends a telegram: A5 82 01, the rest as in an indication", () => {
    const bytes = command(7);
    const sent = im871a.send?.(bytes);
    expect([...(sent?.subarray(0, 4) ?? [])]).toEqual([0xa5, 0x82, 0x01, bytes.length - 1]);
    expect(sent?.subarray(4, -2)).toEqual(bytes.subarray(1));
  });
});

describe("a two-way meter", () => {
  it("says in its own telegram that it listens and is simulated; its registers are read like any other's", () => {
    const telegram = meterWith().due(AT) ?? new Uint8Array();
    expect(radioAbilityOf(telegram, tools)).toBe("simulated");
    const decoded = decode(telegram, { link: "wmbus", ...tools });
    expect(decoded.ok && decoded.value.security).toMatchObject({
      mode: 7,
      verdict: "decrypted",
      proof: "mac",
    });
    const names = decoded.ok ? decoded.value.records.map(({ name }) => name) : [];
    expect(names).toEqual(expect.arrayContaining(["total_energy_consumption", "total_volume"]));
  });

  it("answers only right behind a telegram of its own, and no counter twice", () => {
    const meter = meterWith();
    expect(meter.hear(command(5), AT)).toBeUndefined();
    meter.due(AT);
    expect(meter.hear(command(5), AT + 10_000)).toBeUndefined();
    meter.due(AT + 16_000);
    const answer = meter.hear(command(5), AT + 16_100) ?? new Uint8Array();
    expect(answer[1]).toBe(0x08);
    // The serial number 60000001 is 0x03938701.
    const carried = carriedIn(answer, keyring) ?? new Uint8Array();
    expect([...carried.subarray(0, 7)]).toEqual([...hexBytes("403F0203938701")]);
    // The same again is answered as before and done once; an older one is not answered.
    expect(meter.hear(command(5), AT + 16_150)).toEqual(answer);
    expect(meter.hear(command(4), AT + 16_150)).toBeUndefined();
    expect(meter.commands).toBe(1);
    // It says its answer again while it may be asked more, then goes on as before.
    expect(meter.due(AT + 18_150)).toEqual(answer);
    expect(meter.due(AT + 60_000)?.[1]).toBe(0x44);
  });

  it("is deaf as far as real ones say, and of one that listens nobody knows a command", () => {
    // MULTICAL 403 of the vectors: ELL control 20, synchronised and no more.
    expect(isAccessible(hexBytes("0F442D2C0100009034048D201162452321"))).toBe(false);
    // Short header, mode 5, configuration C5 10: bits B and A.
    expect(isAccessible(hexBytes("1E442D2C0100009034047A2A0010C5"))).toBe(true);
    expect(isAccessible(hexBytes("1E442D2C0100009034047A2A001005"))).toBe(false);
  });
});
