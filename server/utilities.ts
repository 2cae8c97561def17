import type { WireMachineToken } from "../shared/model/machine-token.ts";
import type { MeterId } from "../shared/model/meter-id.ts";
import type { WireTelegramView } from "../shared/model/wire.ts";
import type { EntryDecoder } from "./ingest/entry-decoder.ts";
import type { Ingest } from "./ingest/ingest.ts";
import type { MeterSpanToDecode, RedecodedSpan } from "./ingest/redecode-span.ts";
import type { ChangeFeed } from "./live/change-feed.ts";
import type { KeptMap } from "./live/kept-map.ts";
import type { PointIndex } from "./live/point-index.ts";
import type { Journal, JournalEntry, UtilityStore } from "./ports.ts";
import type { StoreUpkeep } from "./reading-ports.ts";
import type { Relay } from "./sync/relay.ts";

/** One utility with everything it has: its own store, journal and road of readings (DESIGN D8). */
export interface Utility {
  /** Its folder's name inside the data folder. */
  readonly id: string;
  readonly store: UtilityStore;
  readonly journal: Journal;
  /** What keeps the store healthy. */
  readonly upkeep: StoreUpkeep;
  readonly ingest: Ingest;
  readonly points: PointIndex;
  readonly changes: ChangeFeed;
  /** What people edit together. */
  readonly rooms: Relay;
  readonly map: KeptMap;
  /** Whose frame it is, as far as can be told. */
  readonly meterOf: (entry: JournalEntry) => MeterId | undefined;
  /** Reads a stretch of a meter's frames anew, in the place of what was read from them before. */
  readonly redecodeSpan: (span: MeterSpanToDecode) => Promise<RedecodedSpan>;
  /** A decoder with today's keys and drivers for a rehearsal: what it learns nobody else knows. */
  readonly rehearse: () => Promise<EntryDecoder>;
  /** Decodes a frame again for the eyes of a person. */
  readonly viewTelegram: (entry: JournalEntry) => WireTelegramView;
}

/**
 * The utilities this server holds. A request reaches one of them by what it proves (a session, a
 * gateway's token), never by what it asks for.
 */
export class Utilities {
  readonly #byId: ReadonlyMap<string, Utility>;
  /** The one that answers where nobody has to sign in. */
  readonly first: Utility;

  constructor(first: Utility, others: readonly Utility[] = []) {
    this.first = first;
    this.#byId = new Map([first, ...others].map((utility) => [utility.id, utility]));
  }

  all(): readonly Utility[] {
    return [...this.#byId.values()];
  }

  find(id: string): Utility | undefined {
    return this.#byId.get(id);
  }

  /** The only one there is. */
  single(): Utility | undefined {
    return this.#byId.size === 1 ? this.first : undefined;
  }

  async ofMachine(token: string, nowMs: number): Promise<MachineCaller | undefined> {
    for (const utility of this.all()) {
      const machine = await utility.store.machineTokens.authenticate(token, nowMs);
      if (machine) return { utility, machine };
    }
    return undefined;
  }

  async ofGateway(token: string): Promise<GatewayCaller | undefined> {
    for (const utility of this.all()) {
      const gateway = await utility.store.gateways.authenticate(token);
      if (gateway !== undefined) return { utility, gateway };
    }
    return undefined;
  }
}

/** A machine that showed its token. */
export interface MachineCaller {
  readonly utility: Utility;
  readonly machine: WireMachineToken;
}

export interface GatewayCaller {
  readonly utility: Utility;
  /** The gateway's name. */
  readonly gateway: string;
}
