import type { Keyring } from "../../../shared/codecs/keyring.ts";
import type { OrderedMeter } from "../../../shared/simulator/training-orders.ts";
import type { IntakeAnswer, OrderCommand, RadioCommand } from "../intake-protocol.ts";
import { isByRadio } from "../intake-protocol.ts";
import { keepOrderEvent, ordersHere } from "../orders-here.ts";
import { RadioDesk } from "../radio-desk.ts";
import type { LocalDatabase } from "../store/local-database.ts";

const ZONE = "orders-time-zone";
/** What is to be sent waits so long for a telegram of its meter. */
const WAITS_MS = 30_000;

export interface TrainingRadioParts {
  readonly database: LocalDatabase;
  readonly meters: ReadonlyMap<string, OrderedMeter>;
  readonly keyring: () => Keyring | undefined;
  /** A normalised telegram that the car's receiver hears. */
  readonly hear: (telegram: Uint8Array) => void;
}

/**
 * Orders of a training round, and the air between the car and their meters. Nothing of it leaves the phone, and no
 * real receiver sends a byte of it.
 */
export class TrainingRadio {
  readonly #parts: TrainingRadioParts;
  readonly #desk: RadioDesk;
  #waiting: { readonly telegram: Uint8Array; readonly sinceMs: number } | undefined;

  constructor(parts: TrainingRadioParts) {
    this.#parts = parts;
    this.#desk = new RadioDesk(parts.keyring);
  }

  /** As if they had come with the last Send/Receive. */
  async start(createdAtMs: number): Promise<void> {
    const { database, meters } = this.#parts;
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const orders = [...meters.values()].map(({ order }) => ({
      ...order,
      ...{ createdAtMs, by: "", state: "open" as const, events: [] },
    }));
    await database.orders.bulkPut(orders);
    await database.marks.put({ name: ZONE, value: timeZone });
  }

  async perform(command: OrderCommand | RadioCommand): Promise<IntakeAnswer> {
    if (isByRadio(command)) return this.#desk.perform(command);
    const { database } = this.#parts;
    if (command.kind === "keep-order-event") {
      await keepOrderEvent(database, command.orderId, { ...command.event, atMs: Date.now() });
      return undefined;
    }
    const timeZone = await database.mark(ZONE);
    return {
      orders: await ordersHere(database),
      ...(typeof timeZone === "string" ? { timeZone } : {}),
    };
  }

  /** What the car puts on the air: a meter that listens answers at once, else it waits for its next telegram. */
  send(telegram: Uint8Array, atMs: number): void {
    this.#waiting = { telegram, sinceMs: atMs };
    this.#putOnAir(atMs);
  }

  /** The meter at this point is in earshot, and has just sent: it listens for a moment. */
  listens(atMs: number): void {
    if (this.#waiting && atMs - this.#waiting.sinceMs > WAITS_MS) this.#waiting = undefined;
    this.#putOnAir(atMs);
  }

  #putOnAir(atMs: number): void {
    const { telegram } = this.#waiting ?? {};
    if (!telegram) return;
    for (const { meter } of this.#parts.meters.values()) {
      const answer = meter.hear(telegram, atMs);
      if (!answer) continue;
      this.#waiting = undefined;
      this.#parts.hear(answer);
      return;
    }
  }
}
