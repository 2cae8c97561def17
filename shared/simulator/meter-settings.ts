/**
 * Settings a simulated meter can be given, with the log of configuration changes that real ones seal: each change
 * that takes effect is one of a finite number, and afterwards nothing more is taken.
 */
import {
  CHANGES_MOST,
  CHANGES_USED,
  COMMIT,
  COMMIT_CODES,
  SETTINGS,
  type SettingKind,
} from "../codecs/kmp/simulated-settings-table.ts";

/** A row an hour, no tariff, input A at 10 l a pulse, everything by radio every 96 seconds. */
const FACTORY: ReadonlyMap<number, number> = new Map([
  [0xf010, 60],
  [0xf020, 0],
  [0xf021, 0],
  [0xf022, 0],
  [0xf030, 0],
  [0xf031, 10_000],
  [0xf032, 0],
  [0xf033, 0],
  [0xf034, 0],
  [0xf040, 2],
  [0xf041, 96],
]);

export class MeterSettings {
  readonly #most: number;
  #used: number;
  readonly #kept = new Map(FACTORY);
  readonly #written = new Map<number, number>();

  constructor(changes: { readonly used: number; readonly most: number }) {
    this.#used = changes.used;
    this.#most = changes.most;
  }

  count(register: number): number | undefined {
    if (register === CHANGES_USED) return this.#used;
    if (register === CHANGES_MOST) return this.#most;
    return this.#kept.get(register);
  }

  /** Whether the meter acknowledges. */
  write(register: number, count: number): boolean {
    if (register !== COMMIT) {
      if (!this.#kept.has(register)) return false;
      this.#written.set(register, count);
      return true;
    }
    const kinds = Object.keys(SETTINGS) as SettingKind[];
    const kind = kinds.find((one) => COMMIT_CODES[one] === count);
    if (!kind || this.#used >= this.#most) return false;
    // Said again because the answer was not heard: that is no second change.
    if (this.#written.size === 0) return true;
    this.#used += 1;
    for (const one of SETTINGS[kind]) this.#kept.set(one, this.#written.get(one) ?? this.#kept.get(one) ?? 0);
    this.#written.clear();
    return true;
  }
}
