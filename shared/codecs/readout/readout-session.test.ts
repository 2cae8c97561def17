import { describe, expect, it } from "vitest";
import { formatScaled } from "../../model/scaled.ts";
import type { KmpHeard } from "../kmp/kmp-exchange.ts";
import { decodeReadoutHearing } from "./readout-hearing.ts";
import { READOUT_TIMING, readOutMeter, withEvenParity } from "./readout-session.ts";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0));
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...[...bytes].map((byte) => byte & 0x7f));

/**
 * Runs the talk against written answers: what the line hears after a request, at the speed the line must run at then.
 * Anything else is silence. Returns what was sent and the speeds, in order.
 */
function talkWith(answers: Readonly<Record<string, readonly string[]>>) {
  const log: string[] = [];
  const restsMs: number[] = [];
  let waiting: string[] = [];
  let heard: KmpHeard;
  const talk = readOutMeter();
  for (;;) {
    const step = talk.next(heard);
    heard = undefined;
    if (step.done) return { result: step.value, log, restsMs };
    switch (step.value.kind) {
      case "speed":
        log.push(`${step.value.baud} baud`);
        break;
      case "send": {
        const text = textOf(step.value.bytes);
        log.push(JSON.stringify(text));
        waiting = [text, ...(answers[text] ?? [])];
        break;
      }
      case "rest":
        restsMs.push(step.value.ms);
        break;
      case "listen": {
        const next = waiting.shift();
        heard = next === undefined ? { kind: "silence" } : { kind: "chunk", bytes: bytesOf(next) };
      }
    }
  }
}

/** `0.0(00123456)6.8(0012.345*MWh)!` CR LF ETX: its check is the exclusive or of all of it, as the standard defines. */
const BODY = "0.0(00123456)6.8(0012.345*MWh)!\r\n\x03";
const BCC = String.fromCharCode([...BODY].reduce((check, one) => check ^ one.charCodeAt(0), 0));
const IDENTIFY = "/?!\r\n";
const ACKNOWLEDGE = "\x06000\r\n";
const NUMBER = `00000123456 ${new Array(6).fill("0000000").join(" ")} 01119 0000000 261123\r`;
const VALUES = "0012345 0098765 0004711 0007312 0004120 0003192 0000123 0000330 0000456 0000000\r";

describe("the read-out of an older meter", () => {
  it("goes as IEC 62056-21 mode C says: sign-on at 300 baud, and the wish to stay there", () => {
    const { result, log } = talkWith({
      [IDENTIFY]: ["/KAM0MC\r\n"],
      [ACKNOWLEDGE]: ["\x02", BODY.slice(0, 9), BODY.slice(9) + BCC],
    });
    expect(log).toEqual(["300 baud", JSON.stringify(IDENTIFY), JSON.stringify(ACKNOWLEDGE)]);
    expect(result).toMatchObject({
      ok: true,
      value: { hearing: { manufacturer: "KAM", number: "00123456" } },
    });
    // Kept as it came, without the head's echo.
    expect(result.ok && textOf(result.value.bytes)).toBe(`/KAM0MC\r\n\x02${BODY}${BCC}`);
    const values = result.ok ? result.value.hearing.values : [];
    expect(values.map(({ register, value, unit }) => [register, formatScaled(value), unit])).toEqual([
      ["E1", "12.345", "MWh"],
    ]);
  });

  it("is asked as /#2 and /#1 where nothing answers to that: woken, faster after the request, not too soon again", () => {
    const { result, log, restsMs } = talkWith({
      "/#2\r": [NUMBER.slice(0, 30), NUMBER.slice(30)],
      "/#1\r": [VALUES],
    });
    const nuls = JSON.stringify("\0".repeat(16));
    expect(log).toEqual([
      "300 baud",
      JSON.stringify(IDENTIFY),
      ...["/#2\r", "/#1\r"].flatMap((request) => ["300 baud", nuls, JSON.stringify(request), "1200 baud"]),
    ]);
    expect(restsMs).toContain(READOUT_TIMING.hashRestMs);
    expect(result).toMatchObject({ ok: true, value: { hearing: { number: "00123456", coding: "01119" } } });
    const values = result.ok ? result.value.hearing.values : [];
    // Energy and volume have no decimals of their own here: they are no values.
    expect(values.map(({ register, value, unit }) => [register, formatScaled(value), unit])).toEqual([
      ["hours", "4711", "h"],
      ["t1", "73.12", "°C"],
      ["t2", "41.20", "°C"],
      ["dt", "31.92", "K"],
      ["power1", "12.3", "kW"],
      ["flow1", "330", "l/h"],
    ]);
    expect(result.ok && decodeReadoutHearing(result.value.bytes)).toMatchObject({ ok: true });
  });

  it("says what went wrong: no answer, half of one, a damaged one", () => {
    const why = (answers: Parameters<typeof talkWith>[0]) => {
      const { result } = talkWith(answers);
      return result.ok ? "read" : result.error.kind;
    };
    const damaged = BODY.replace("345", "346");
    expect(why({})).toBe("no-answer");
    expect(why({ [IDENTIFY]: ["/KAM0MC\r\n"], [ACKNOWLEDGE]: [`\x02${BODY.slice(0, 20)}`] })).toBe(
      "half-frame",
    );
    expect(why({ [IDENTIFY]: ["/KAM0MC\r\n"], [ACKNOWLEDGE]: [`\x02${damaged}${BCC}`] })).toBe(
      "wrong-checksum",
    );
    expect(why({ "/#2\r": [NUMBER.slice(0, 19)] })).toBe("half-frame");
  });

  it("makes the even parity that the port does not", () => {
    // `/` 2F has five ones, `#` 23 three, `1` 31 three, CR 0D three.
    expect([...withEvenParity("/#1\r")]).toEqual([0xaf, 0xa3, 0xb1, 0x8d]);
    // `?` 3F has six, `!` 21 two.
    expect([...withEvenParity("?!")]).toEqual([0x3f, 0x21]);
  });
});
