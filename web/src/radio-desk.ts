import type { Keyring } from "../../shared/codecs/keyring.ts";
import { carriedIn, carryKmp, radioAbilityOf } from "../../shared/codecs/simulated-radio.ts";
import { createFormatStore } from "../../shared/codecs/wmbus/format-store.ts";
import { encodeCommand } from "../../shared/codecs/wmbus/two-way.ts";
import { type MeterId, parseMeterKey } from "../../shared/model/meter-id.ts";
import type { IntakeAnswer, RadioCommand } from "./intake-protocol.ts";

/** In the link of what this phone sends: nobody's registered maker, a communication controller (device type 31). */
const SENDER: MeterId = { manufacturer: "RND", id: "00000001", version: 1, deviceType: 0x31 };
const EPOCH_MS = Date.UTC(2020, 0, 1);

/** What is said to meters by radio, where their keys are: a screen never sees one. */
export class RadioDesk {
  readonly #keyring: () => Keyring | undefined;
  readonly #formats = createFormatStore([]);
  #counter = 0;
  #access = Math.floor(Math.random() * 256);

  constructor(keyring: () => Keyring | undefined) {
    this.#keyring = keyring;
  }

  perform(command: RadioCommand): IntakeAnswer {
    const keyring = this.#keyring() ?? { find: () => undefined };
    switch (command.kind) {
      case "radio-ability":
        return { ability: radioAbilityOf(command.bytes, { keyring, formats: this.#formats }) };
      case "radio-open":
        return { carried: carriedIn(command.bytes, keyring) };
      case "radio-seal":
        return { sealed: this.#seal(command.meter, command.bytes, keyring) };
    }
  }

  #seal(meterKey: string, request: Uint8Array, keyring: Keyring) {
    const meter = parseMeterKey(meterKey);
    const key = meter && keyring.find(meter);
    const data = carryKmp(request);
    if (!meter || !key || !data) return undefined;
    // By the clock, so that it grows over restarts and from phone to phone.
    this.#counter = Math.max(this.#counter + 1, Math.floor((Date.now() - EPOCH_MS) / 1000));
    this.#access = (this.#access + 1) & 0xff;
    const access = this.#access;
    const telegram = encodeCommand({ sender: SENDER, meter, key, counter: this.#counter, access, data });
    return { telegram, access };
  }
}
