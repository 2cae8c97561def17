/**
 * An older heat meter under an optical head (bytes of the app at a speed → bytes that come back, and at which speed):
 * one that speaks IEC 62056-21 mode C, or one that answers `/#1` and `/#2` and has to be woken with NULs. What comes at
 * another speed than the meter's is no character to it; the head echoes what it sends.
 */
import { withEvenParity } from "../codecs/readout/readout-session.ts";

export interface TextMeterOptions {
  readonly speaks: "iec" | "hash";
  /** Number its owner gave it. */
  readonly number: string;
  /** kWh and hundredths of a cubic metre its counters show. */
  readonly energyKwh: number;
  readonly volumeHundredths: number;
  /** Older Kamstrup meters end their data with a 7-bit sum instead of the exclusive or. */
  readonly hasSumCheck?: boolean;
}

export interface TextSound {
  readonly afterMs: number;
  readonly baud: number;
  readonly bytes: Uint8Array;
}

const WAKE_NULS = 14;
const HOURS = 4711;
const three = (n: number): string => String(n).padStart(3, "0");
const seven = (n: number): string => String(n).padStart(7, "0");

export class TextMeter {
  readonly #options: TextMeterOptions;
  #isIdentified = false;
  #nuls = 0;
  #line = "";
  /** Nothing it is asked is answered. */
  isAsleep = false;
  /** Flips a bit of the next answer's last characters. */
  damagesNext = false;
  /** Says only the first half of its next answer. */
  breaksNext = false;

  constructor(options: TextMeterOptions) {
    this.#options = options;
  }

  /** The echo, and what the meter says to it. */
  take(bytes: Uint8Array, baud: number): readonly TextSound[] {
    const echo: TextSound = { afterMs: 0, baud, bytes };
    if (baud !== 300 || this.isAsleep) return [echo];
    return [echo, ...[...bytes].flatMap((byte) => this.#character(byte & 0x7f) ?? [])];
  }

  #character(code: number): TextSound | undefined {
    if (code === 0) {
      this.#nuls += 1;
      return undefined;
    }
    const character = String.fromCharCode(code);
    if (character === "/" || code === 0x06) this.#line = "";
    this.#line += character;
    const answer = this.#options.speaks === "iec" ? this.#iec() : this.#hash();
    if (answer) this.#line = "";
    return answer && { ...answer, bytes: this.#spoilt(answer.bytes) };
  }

  #spoilt(bytes: Uint8Array): Uint8Array {
    const { damagesNext, breaksNext } = this;
    // An identification is short and is said again: only what follows it is spoilt.
    if (bytes.length < 20) return bytes;
    [this.damagesNext, this.breaksNext] = [false, false];
    if (breaksNext) return bytes.slice(0, bytes.length >> 1);
    return damagesNext ? bytes.map((byte, at) => (at === bytes.length - 10 ? byte ^ 0x01 : byte)) : bytes;
  }

  #iec(): TextSound | undefined {
    if (this.#line === "/?!\r\n") {
      this.#isIdentified = true;
      return { afterMs: 400, baud: 300, bytes: withEvenParity("/KAM0MC\r\n") };
    }
    if (!this.#isIdentified || this.#line !== "\x06000\r\n") return undefined;
    this.#isIdentified = false;
    return { afterMs: 300, baud: 300, bytes: withEvenParity(`\x02${this.#data()}`) };
  }

  #data(): string {
    const { number, energyKwh, volumeHundredths, hasSumCheck } = this.#options;
    const mwh = `${String(Math.floor(energyKwh / 1000)).padStart(4, "0")}.${three(energyKwh % 1000)}`;
    const m3 = `${String(Math.floor(volumeHundredths / 100)).padStart(5, "0")}.${String(volumeHundredths % 100).padStart(2, "0")}`;
    const body = `0.0(${number})6.8(${mwh}*MWh)6.26(${m3}*m3)\r\n6.31(${seven(HOURS)}*h)!\r\n\x03`;
    const codes = [...body].map((character) => character.charCodeAt(0));
    const xor = codes.reduce((check, code) => check ^ code, 0);
    const sum = codes.reduce((check, code) => (check + code) & 0x7f, 0);
    return body + String.fromCharCode(hasSumCheck ? sum : xor);
  }

  #hash(): TextSound | undefined {
    const { number, energyKwh, volumeHundredths } = this.#options;
    const isAwake = this.#nuls >= WAKE_NULS;
    const isAsked = this.#line === "/#1\r" || this.#line === "/#2\r";
    if (!isAsked) return undefined;
    this.#nuls = 0;
    if (!isAwake) return undefined;
    const fields =
      this.#line === "/#2\r"
        ? [number.padStart(11, "0"), ...new Array<string>(6).fill(seven(0)), "01119", "0000000", "261123"]
        : [energyKwh, volumeHundredths, HOURS, 7312, 4120, 3192, 123, 330, 456, 0].map(seven);
    return { afterMs: 700, baud: 1200, bytes: withEvenParity(`${fields.join(" ")}\r`) };
  }
}
