import type { RadioAbility } from "../../shared/codecs/simulated-radio.ts";
import type { HeardMeter } from "../../shared/field/heard-meter.ts";
import type { Why } from "../../shared/field/why-not-read.ts";
import type { AskedLink } from "../../shared/model/hearing.ts";
import type { SpareMeter } from "../../shared/model/meter-exchange.ts";
import type { OrderEvent } from "../../shared/model/order.ts";
import type { ExpectedUse } from "../../shared/model/visit.ts";
import type { WireOrder } from "../../shared/model/wire-orders.ts";
import type { RoundCard, RoundView } from "../../shared/rooms/round-view.ts";
import type { DriveAdvice } from "./guide.ts";
import type { PasskeyMark, PhoneSecret } from "./lease/phone-key.ts";
import type { ReplayNow } from "./replay/replay-drive.ts";
import type { GapReason, StoredRead, StoredRound, StoredVisit } from "./store/local-database.ts";
import type { ShortRoom } from "./store/storage-room.ts";

/** What the page and the worker that hears, keeps, decodes and sends say to each other. */
export type IntakeCommand = DeskCommand | DoorCommand;

/** Performed by the desk itself. */
export type DeskCommand =
  /** Bytes of a receiver, as they came. */
  | {
      readonly kind: "bytes";
      readonly codec: string;
      readonly atMs: number;
      readonly bytes: Uint8Array;
      readonly position?: { readonly lat: number; readonly lon: number };
    }
  /** A meter's answer under an optical head, or by radio, with its serial number in front; done when it is durable. */
  | {
      readonly kind: "head-answer";
      readonly atMs: number;
      readonly bytes: Uint8Array;
      readonly link?: AskedLink;
    }
  /** A point was read at its door. */
  | ({ readonly kind: "head-read" } & Pick<StoredRead, "roundId" | "pointId" | "atMs" | "value">)
  | { readonly kind: "open-round"; readonly roundId: string }
  /** The round that is read from now on; none: on hold. */
  | { readonly kind: "set-reading"; readonly roundId?: string }
  | { readonly kind: "pair"; readonly name: string; readonly secret: PhoneSecret }
  | { readonly kind: "unlock"; readonly secret: PhoneSecret }
  /** The same key behind another secret: a new passphrase, or a passkey. */
  | { readonly kind: "rewrap"; readonly secret: PhoneSecret; readonly next: PhoneSecret }
  | { readonly kind: "lock" }
  | { readonly kind: "exchange" }
  | { readonly kind: "look" }
  | FileCommand
  /** Hands such a file over to the server, whichever phone it came from. */
  | { readonly kind: "send-file"; readonly text: string }
  /** This tab shall hear from now on, and the other one no more. */
  | { readonly kind: "take-desk" }
  | { readonly kind: "list-heard" }
  /** Why the open round's unread points are not read; those never heard are left out. */
  | { readonly kind: "explain" }
  /** What a meter said lately by radio, the newest telegram's values. */
  | { readonly kind: "said-lately"; readonly meter: string }
  /** Where to drive next, seen from here; `isWhole`: for other readers' points too. */
  | { readonly kind: "advise"; readonly lat: number; readonly lon: number; readonly isWhole: boolean }
  /** What is known of the open round, for a phone nearby. */
  | { readonly kind: "hand-over" }
  /** What a phone nearby knows of it. */
  | { readonly kind: "take-over"; readonly bytes: Uint8Array }
  | { readonly kind: "replay"; readonly step: ReplayCommand };

export type FileCommand =
  /** Everything the journal holds, as a file. */
  | { readonly kind: "save-journal" }
  /** Removes from this phone what lies in a file that it saved. */
  | { readonly kind: "make-room"; readonly file: Blob };

/** A recorded drive played against a round, in memory alone; performed by a part that is fetched with the first. */
export type ReplayCommand =
  /** Without a text: what this phone's own journal holds. */
  | { readonly kind: "open"; readonly roundId: string; readonly text?: string }
  /** Plays on up to this moment of the recording, as far as one step goes. */
  | { readonly kind: "play"; readonly upToMs: number }
  /** The points of the round it is played against. */
  | { readonly kind: "cards" }
  | { readonly kind: "close" };

/** About visits; performed by a part of its own, which is fetched with the first of them. */
export type VisitCommand =
  | { readonly kind: "keep-visit"; readonly visit: NewVisit; readonly photo?: Uint8Array }
  /** Until it is sent. */
  | { readonly kind: "undo-visit"; readonly id: string }
  | { readonly kind: "expected-use"; readonly roundId: string; readonly pointId: string }
  /** The office has it and told of a conflict, which its author has seen now. */
  | { readonly kind: "settle-visit"; readonly id: string }
  /** Meters in stock, as the office told at the last Send/Receive. */
  | { readonly kind: "spare-meters" };

/** About orders to meters; performed by a part of its own too. */
export type OrderCommand =
  /** Those of the office that are open, and what became of others here. */
  | { readonly kind: "list-orders" }
  /** What became of one at its meter. */
  | {
      readonly kind: "keep-order-event";
      readonly orderId: string;
      readonly event: Pick<OrderEvent, "kind" | "reason" | "found">;
    };

/** An order as the phone shows it, with what became of it here. */
export interface OrderHere extends WireOrder {
  /** The office does not have all of it yet. */
  readonly isWaiting: boolean;
}

/** About speaking to a meter by radio, with its key; performed by a part of its own too. */
export type RadioCommand =
  /** How its meter may be spoken to, by a telegram of its own. */
  | { readonly kind: "radio-ability"; readonly bytes: Uint8Array }
  /** A request as it goes on the air. */
  | { readonly kind: "radio-seal"; readonly meter: string; readonly bytes: Uint8Array }
  /** What an answer carries. */
  | { readonly kind: "radio-open"; readonly bytes: Uint8Array };

export type DoorCommand = VisitCommand | OrderCommand | RadioCommand;

const OF_ORDERS: readonly IntakeCommand["kind"][] = ["list-orders", "keep-order-event"];
const BY_RADIO: readonly IntakeCommand["kind"][] = ["radio-ability", "radio-seal", "radio-open"];
const AT_DOOR: readonly IntakeCommand["kind"][] = [
  ...OF_ORDERS,
  ...BY_RADIO,
  "keep-visit",
  "undo-visit",
  "expected-use",
  "settle-visit",
  "spare-meters",
];

export const isOfOrders = (command: DoorCommand): command is OrderCommand => OF_ORDERS.includes(command.kind);
export const isByRadio = (command: DoorCommand): command is RadioCommand => BY_RADIO.includes(command.kind);
export const isAtDoor = (command: IntakeCommand): command is DoorCommand => AT_DOOR.includes(command.kind);

/** A visit as it is typed; its time is when it is kept. */
export type NewVisit = Omit<
  StoredVisit,
  "atMs" | "madeAtMs" | "isSent" | "refused" | "conflict" | "isSettled" | "photo"
>;

/** What a meter said in one telegram: register, value and unit as text. */
export interface SaidLately {
  readonly atMs: number;
  readonly values: readonly (readonly [register: string, value: string, unit: string])[];
}

export interface IntakeCall {
  readonly id: number;
  readonly command: IntakeCommand;
}

export type IntakeEvent =
  | { readonly kind: "done"; readonly id: number; readonly answer: IntakeAnswer }
  | { readonly kind: "state"; readonly state: IntakeState }
  /** Whether the desk is in this tab; of all tabs one has it. */
  | { readonly kind: "desk"; readonly isHere: boolean }
  /** The desk cannot work at all. */
  | { readonly kind: "fault"; readonly code: string }
  | { readonly kind: "rounds"; readonly rounds: readonly RoundOnPhone[] }
  | { readonly kind: "round"; readonly round: OpenRound; readonly reads: readonly StoredRead[] }
  /** All visits of the open round that this phone made. */
  | { readonly kind: "visits"; readonly roundId: string; readonly visits: readonly StoredVisit[] }
  | { readonly kind: "reads"; readonly roundId: string; readonly reads: readonly ReadOnPhone[] };

/** `undefined`: it is done; a code: it was refused. */
export type IntakeAnswer =
  | undefined
  | string
  | readonly HeardOnPhone[]
  | ReadonlyMap<string, Why>
  | Uint8Array
  | { readonly added: number }
  | Blob
  /** Telegrams that a file handed over. */
  | { readonly sent: number }
  /** Telegrams that are no longer on this phone, because they lie in a file. */
  | { readonly removed: number }
  | { readonly uses: readonly ExpectedUse[] }
  | { readonly spares: readonly SpareMeter[] }
  | ReplayNow
  | { readonly cards: readonly RoundCard[] }
  /** With the utility's zone, once the office has told it. */
  | { readonly orders: readonly OrderHere[]; readonly timeZone?: string }
  | { readonly said: SaidLately | undefined }
  | { readonly ability: RadioAbility }
  | { readonly sealed: { readonly telegram: Uint8Array; readonly access: number } | undefined }
  | { readonly carried: Uint8Array | undefined }
  | DriveAdvice;

/** A round on this phone, its counts as far as this phone knows. */
export type RoundOnPhone = StoredRound;

/** The round that is being looked at. */
export interface OpenRound extends RoundView {
  readonly id: string;
  /** Whom the round knows this phone's reader as. */
  readonly personId: string;
}

/** A point read by anybody; with `own` where this phone did. */
export interface ReadOnPhone {
  readonly pointId: string;
  readonly atMs: number;
  readonly own?: StoredRead;
}

/** Whose rooms these are: of each person and utility the phone keeps its own. */
export interface RoomOwner {
  readonly utility: string;
  readonly personId: string;
}

export interface HeardOnPhone extends HeardMeter {
  readonly isOwn: boolean;
}

export interface IntakeState {
  readonly heartbeat: Heartbeat;
  readonly journal: {
    readonly isFull: boolean;
    readonly waiting: number;
    readonly lost: number;
    /** Absent while there is room enough. */
    readonly short?: ShortRoom;
  };
  readonly sync: SyncState;
  readonly phone: PhoneState;
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number; readonly reason: GapReason }[];
  /** Round that is being read, also over a restart. */
  readonly readingRoundId?: string;
  /** How far the server's clock is ahead of the phone's, where that is more than it may be. */
  readonly clockOffMs?: number;
}

export interface Heartbeat {
  /** Frames since this phone began to keep them. */
  readonly frames: number;
  readonly lastAtMs?: number;
  readonly rssiDbm?: number;
  readonly perMinute: number;
  /** Frames since the app was started, and of those the radio mode where the receiver tells it. */
  readonly heard: number;
  readonly modes: { readonly c: number; readonly t: number; readonly s: number };
  /** From when on a silence is an alarm, learnt from how often frames come. */
  readonly silentAfterMs: number;
  /** Frames of the receiver with a wrong checksum or a part missing. */
  readonly damaged: number;
  /** Of those, how many came since the last whole one. */
  readonly damagedInARow: number;
  /** Bytes nothing could be made of since the last telegram: another speed or another receiver. */
  readonly junkBytes: number;
}

export interface SyncState {
  readonly kind: "synced" | "waiting" | "sending" | "offline" | "refused";
  readonly frames: number;
  readonly reads: number;
  /** What was not taken and waits for its author. */
  readonly drafts: number;
  /** Since when the server has not answered. */
  readonly sinceMs?: number;
  /** Why the server refused. */
  readonly code?: string;
  readonly summary?: SyncSummary;
}

/** What went each way at the last complete exchange. */
export interface SyncSummary {
  readonly atMs: number;
  readonly sentFrames: number;
  readonly sentReads: number;
  readonly receivedRounds: number;
  readonly receivedReads: number;
  readonly keys: number;
}

export interface PhoneState {
  readonly kind: "unknown" | "unpaired" | "locked" | "unlocked" | "no-keys" | "expired" | "revoked";
  readonly name?: string;
  /** What opens the keys, where that is a passkey and no passphrase. */
  readonly passkey?: PasskeyMark;
  /** Of `expired` only where it was the phone's own clock that said so. */
  readonly expiresAtMs?: number;
  readonly keys?: number;
}
