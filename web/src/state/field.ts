import {
  type Accessor,
  batch,
  createContext,
  createMemo,
  createRoot,
  createSignal,
  useContext,
} from "solid-js";
import type { Why } from "../../../shared/field/why-not-read.ts";
import type { NoPlace, PlaceWatch } from "../device/position.ts";
import type { ReceivedBytes } from "../device/receiver-link.ts";
import { WakeLock } from "../device/wake-lock.ts";
import type { DriveAdvice } from "../guide.ts";
import type {
  HeardOnPhone,
  IntakeAnswer,
  IntakeCommand,
  IntakeEvent,
  IntakeState,
  OpenRound,
  ReadOnPhone,
  RoundOnPhone,
} from "../intake-protocol.ts";
import type { PhoneSecret } from "../lease/phone-key.ts";
import type { StoredRead, StoredVisit } from "../store/local-database.ts";
import { createReceiver, type Receiver } from "./create-receiver.ts";
import { type IntakeClient, startIntake } from "./intake-client.ts";
import { shareReceiver } from "./share-receiver.ts";

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Who read a point of the open round, as far as this phone knows. */
export interface PointRead {
  readonly atMs: number;
  /** Absent where another phone read it. */
  readonly own?: StoredRead;
}

/** The phone's half of a round. It outlives every screen: reading goes on while one looks elsewhere. */
export interface Field {
  /** Where its screens stand; `/read`, or another place where nothing counts. */
  readonly road: string;
  /** That this is no real round. */
  readonly isTraining: boolean;
  readonly receiver: Receiver;
  /** Since when its link is open, in milliseconds by `performance.now()`; `undefined` while it is not. */
  readonly linkedAtMs: Accessor<number | undefined>;
  readonly state: Accessor<IntakeState | undefined>;
  readonly rounds: Accessor<readonly RoundOnPhone[] | undefined>;
  readonly round: Accessor<OpenRound | undefined>;
  readonly reads: Accessor<ReadonlyMap<string, PointRead>>;
  /** Points read since the screen looked last, for what fades. */
  readonly lastRead: Accessor<readonly string[]>;
  /** What was found at the doors of the open round on this phone. */
  readonly ownVisits: Accessor<readonly StoredVisit[]>;
  /** Anything else a screen asks of what hears and keeps; a code where it failed. */
  ask(command: IntakeCommand): Promise<IntakeAnswer>;
  readonly place: Accessor<Place | undefined>;
  /** Why there is none. */
  readonly noPlace: Accessor<NoPlace | undefined>;
  readonly isAwake: Accessor<boolean>;
  /** `undefined`: the browser has not said. */
  readonly isPersisted: Accessor<boolean | undefined>;
  /** Asks the browser once more; from a tap it may say yes. */
  keepStored(): Promise<void>;
  readonly isExchanging: Accessor<boolean>;
  /** Another tab hears and keeps; this one only shows that. */
  readonly isElsewhere: Accessor<boolean>;
  /** Code of why nothing can be kept here at all. */
  readonly fault: Accessor<string | undefined>;
  /** Everything kept on this phone as a file; `undefined` where it could not be made. */
  saveJournal(): Promise<Blob | undefined>;
  /** Hands a saved file over: how many telegrams, or a code of why not. */
  sendFile(text: string): Promise<number | string>;
  /** Hears in this tab from now on. */
  takeDesk(): Promise<void>;
  openRound(id: string): Promise<IntakeAnswer>;
  startReading(roundId: string): Promise<void>;
  holdReading(): Promise<void>;
  /** Send/Receive; a code where it failed. */
  exchange(): Promise<IntakeAnswer>;
  pair(name: string, secret: PhoneSecret): Promise<IntakeAnswer>;
  unlock(secret: PhoneSecret): Promise<IntakeAnswer>;
  /** Puts the phone's key behind another secret. */
  rewrap(secret: PhoneSecret, next: PhoneSecret): Promise<IntakeAnswer>;
  lock(): Promise<void>;
  /** Where to drive next, seen from where the phone is; for other readers' points too. */
  advise(isWhole: boolean): Promise<DriveAdvice | undefined>;
  listHeard(): Promise<readonly HeardOnPhone[]>;
  /** Why points of the open round are not read; those never heard are left out. */
  explain(): Promise<ReadonlyMap<string, Why>>;
}

/** What a field stands on: the real one hears a receiver and sends, a training one drives by itself. */
export interface FieldParts {
  readonly road: string;
  readonly isTraining: boolean;
  startIntake(onEvent: (event: IntakeEvent) => void): IntakeClient;
  makeReceiver(onBytes: (received: ReceivedBytes) => void): Receiver;
  watchPlace(onPlace: (place: Place) => void, onNone: (why: NoPlace) => void): PlaceWatch;
}

const REAL: FieldParts = {
  road: "/read",
  isTraining: false,
  startIntake,
  makeReceiver: createReceiver,
  watchPlace: watchLater,
};

/** Fetched from the app's own cache when the first round is read. */
function watchLater(...[onPlace, onNone]: Parameters<FieldParts["watchPlace"]>): PlaceWatch {
  let watch: PlaceWatch | undefined;
  let isOver = false;
  import("../device/position.ts").then(
    ({ watchPosition }) => {
      if (!isOver) watch = watchPosition(onPlace, onNone);
    },
    () => onNone("lost"),
  );
  return {
    check: () => watch?.check(),
    stop() {
      isOver = true;
      watch?.stop();
    },
  };
}

/** Another field than the page's own, for the screens below. */
export const FieldContext = createContext<Field>();

let field: Field | undefined;

/** The one of this page, or of the frame one is in; made when a field screen is first looked at. */
export function useField(): Field {
  const framed = useContext(FieldContext);
  if (framed) return framed;
  field ??= createRoot(() => createField(REAL));
  return field;
}

export function createField(parts: FieldParts): Field {
  const [state, setState] = createSignal<IntakeState>();
  const [rounds, setRounds] = createSignal<readonly RoundOnPhone[]>();
  const { take, ...open } = createOpenRound();
  const { watch, unwatch, here, ...where } = createWhere(parts);
  const [isAwake, setAwake] = createSignal(false);
  const [isPersisted, setPersisted] = createSignal<boolean>();
  const [isExchanging, setExchanging] = createSignal(false);
  const [isElsewhere, setElsewhere] = createSignal(false);
  const [fault, setFault] = createSignal<string>();

  const onEvent = (event: IntakeEvent): void => {
    if (event.kind === "state") setState(event.state);
    else if (event.kind === "fault") setFault(event.code);
    else if (event.kind === "desk") {
      setElsewhere(!event.isHere);
      takeTurns(event.isHere);
    } else if (event.kind === "rounds") setRounds(event.rounds);
    else take(event);
  };
  const intake = parts.startIntake(onEvent);
  const receiver = parts.makeReceiver((received) => {
    const position = here();
    intake.tell({ kind: "bytes", ...received, ...(position ? { position } : {}) });
  });
  const linkedAtMs = createMemo<number | undefined>((was) => linkedSince(receiver, was));
  const takeTurns = shareReceiver(receiver);
  const wakeLock = new WakeLock(setAwake);
  const keepStored = async (): Promise<void> => void setPersisted(await keepStorage());
  void keepStored();

  return {
    road: parts.road,
    isTraining: parts.isTraining,
    receiver,
    linkedAtMs,
    state,
    rounds,
    ...open,
    ask: (command) => intake.ask(command),
    ...where,
    isAwake,
    isPersisted,
    keepStored,
    isExchanging,
    isElsewhere,
    fault,
    openRound: (roundId) => intake.ask({ kind: "open-round", roundId }),
    async startReading(roundId) {
      watch();
      await intake.ask({ kind: "set-reading", roundId });
      await wakeLock.hold();
    },
    async holdReading() {
      unwatch();
      await receiver.disconnect();
      await wakeLock.release();
      await intake.ask({ kind: "set-reading" });
    },
    async exchange() {
      setExchanging(true);
      const answer = await intake.ask({ kind: "exchange" });
      setExchanging(false);
      return answer;
    },
    ...lockOf(intake),
    ...askingOf(intake),
    ...guideOf(intake, where.place),
  };
}

const linkedSince = (receiver: Receiver, was: number | undefined): number | undefined =>
  receiver.link().kind === "open" ? (was ?? performance.now()) : undefined;

/** Where the phone is, as long as a round is read. */
function createWhere({ watchPlace }: Pick<FieldParts, "watchPlace">) {
  const [place, setPlace] = createSignal<Place>();
  const [noPlace, setNoPlace] = createSignal<NoPlace>();
  let watching: PlaceWatch | undefined;
  return {
    place,
    noPlace,
    /** Where something is heard now. */
    here(): Place | undefined {
      watching?.check();
      return place();
    },
    watch(): void {
      const onPlace = (next: Place): void => {
        setNoPlace();
        setPlace(next);
      };
      if (watching) return;
      watching = watchPlace(onPlace, (why) => {
        setNoPlace(why);
        setPlace();
      });
    },
    unwatch(): void {
      watching?.stop();
      watching = undefined;
      // What is heard from now on, by a test of the receiver too, is not heard where the phone was at last.
      setPlace();
      setNoPlace();
    },
  };
}

type Asking = "saveJournal" | "sendFile" | "listHeard" | "explain" | "takeDesk";

const guideOf = (intake: IntakeClient, place: Accessor<Place | undefined>): Pick<Field, "advise"> => ({
  async advise(isWhole) {
    const here = place();
    const answer = here && (await intake.ask({ kind: "advise", ...here, isWhole }));
    return typeof answer === "object" && "bearingDeg" in answer ? answer : undefined;
  },
});

const askingOf = (intake: IntakeClient): Pick<Field, Asking> => ({
  async saveJournal() {
    const file = await intake.ask({ kind: "save-journal" });
    return file instanceof Blob ? file : undefined;
  },
  async sendFile(text) {
    const answer = await intake.ask({ kind: "send-file", text });
    if (typeof answer === "string") return answer;
    return typeof answer === "object" && "sent" in answer ? answer.sent : 0;
  },
  async listHeard() {
    const heard = await intake.ask({ kind: "list-heard" });
    return Array.isArray(heard) ? heard : [];
  },
  async explain() {
    const causes = await intake.ask({ kind: "explain" });
    return causes instanceof Map ? causes : new Map<string, Why>();
  },
  async takeDesk() {
    await intake.ask({ kind: "take-desk" });
  },
});

const lockOf = (intake: IntakeClient): Pick<Field, "pair" | "unlock" | "rewrap" | "lock"> => ({
  pair: (name, secret) => intake.ask({ kind: "pair", name, secret }),
  unlock: (secret) => intake.ask({ kind: "unlock", secret }),
  rewrap: (secret, next) => intake.ask({ kind: "rewrap", secret, next }),
  async lock() {
    await intake.ask({ kind: "lock" });
  },
});

function createOpenRound() {
  const [round, setRound] = createSignal<OpenRound>();
  // Always the same map, said to be another: ten thousand reads are not copied for the next one.
  const [reads, setReads] = createSignal(new Map<string, PointRead>(), { equals: false });
  const [lastRead, setLastRead] = createSignal<readonly string[]>([]);
  const [ownVisits, setOwnVisits] = createSignal<readonly StoredVisit[]>([]);
  const takeVisits = (roundId: string, own: readonly StoredVisit[]): void => {
    if (roundId === round()?.id) setOwnVisits(own);
  };
  const takeRound = (next: OpenRound, own: readonly StoredRead[]): void => {
    const known = new Map<string, PointRead>(next.reads.map(({ pointId, atMs }) => [pointId, { atMs }]));
    for (const read of own) known.set(read.pointId, { atMs: read.atMs, own: read });
    batch(() => {
      if (next.id !== round()?.id) setOwnVisits([]);
      setLastRead([]);
      setReads(known);
      setRound(next);
    });
  };
  const takeReads = (roundId: string, more: readonly ReadOnPhone[]): void => {
    if (roundId !== round()?.id) return;
    const known = reads();
    for (const { pointId, atMs, own } of more) known.set(pointId, { atMs, ...(own ? { own } : {}) });
    batch(() => {
      setReads(known);
      setLastRead(more.map(({ pointId }) => pointId));
    });
  };
  const take = (event: IntakeEvent): void => {
    if (event.kind === "round") takeRound(event.round, event.reads);
    else if (event.kind === "reads") takeReads(event.roundId, event.reads);
    else if (event.kind === "visits") takeVisits(event.roundId, event.visits);
  };
  return { round, reads, lastRead, ownVisits, take };
}

/** Asks the browser not to clear what the phone keeps when room gets short. */
async function keepStorage(): Promise<boolean | undefined> {
  if (!("storage" in navigator && "persist" in navigator.storage)) return undefined;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}
