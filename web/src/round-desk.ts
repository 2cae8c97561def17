import { type Why, whyNotRead } from "../../shared/field/why-not-read.ts";
import type { WireFormat } from "../../shared/model/wire-rounds.ts";
import type { RoundCard, RoundRead, RoundView } from "../../shared/rooms/round-view.ts";
import { storedRoundOf } from "./exchange.ts";
import type { FieldRooms } from "./field-rooms.ts";
import type { Intake } from "./intake.ts";
import type { IntakeAnswer, IntakeEvent, ReadOnPhone, RoomOwner } from "./intake-protocol.ts";
import { type AccessNotes, accessNotesOf, withAccessNotes } from "./store/access-notes.ts";
import type { LocalDatabase, StoredRead, StoredRound } from "./store/local-database.ts";
import { type LocalRooms, openLocalRooms } from "./store/rooms.local.ts";

const OWNER = "owner";
/** The first read is said at once, those within this time after it together: each drawing costs a phone a frame. */
const SAY_EVERY_MS = 130;

/** The phone's rounds: which there are, which is open, and what is read of it by whom. */
export class RoundDesk {
  readonly #database: LocalDatabase;
  readonly #say: (event: IntakeEvent) => void;
  readonly #intake: Intake;
  #owner: RoomOwner | undefined;
  #storage: LocalRooms | undefined;
  #rooms: Promise<FieldRooms> | undefined;
  #open: { readonly stored: StoredRound; readonly shown: Set<string> } | undefined;
  #cards: readonly RoundCard[] = [];
  /** Of the round that is open: fresher than its cards. */
  #notes: AccessNotes = new Map();
  #unsaid: ReadOnPhone[] = [];
  #saying: ReturnType<typeof setTimeout> | undefined;
  /** Where somebody stood at the door already: by this phone, and by the round's room. */
  #visited = { own: new Set<string>(), room: new Set<string>() };

  constructor(parts: {
    readonly database: LocalDatabase;
    readonly say: (event: IntakeEvent) => void;
    readonly intake: Intake;
  }) {
    this.#database = parts.database;
    this.#say = parts.say;
    this.#intake = parts.intake;
  }

  get openId(): string | undefined {
    return this.#open?.stored.id;
  }

  async start(): Promise<void> {
    const owner = await this.#database.mark(OWNER);
    if (typeof owner === "string") this.#own(JSON.parse(owner) as RoomOwner);
    await this.sayAll();
  }

  /** The rooms of this phone's reader; `owner` is whom the server has just named. */
  async rooms(owner?: RoomOwner): Promise<FieldRooms | undefined> {
    if (owner && JSON.stringify(owner) !== JSON.stringify(this.#owner)) {
      const last = await this.#rooms;
      await last?.close();
      await this.#database.marks.put({ name: OWNER, value: JSON.stringify(owner) });
      this.#own(owner);
    }
    const [whose, storage] = [this.#owner, this.#storage];
    if (!whose || !storage) return undefined;
    this.#rooms ??= this.#load(whose, storage);
    return this.#rooms;
  }

  /** A failure is not kept: whoever asks next tries again. */
  #load(whose: RoomOwner, storage: LocalRooms): Promise<FieldRooms> {
    const rooms = import("./field-rooms.ts").then(
      (module) =>
        new module.FieldRooms(whose, storage, {
          onRound: (view) => void this.#onRound(view),
          onReads: (reads) => void this.#onReads(reads),
        }),
    );
    rooms.catch(() => {
      if (this.#rooms === rooms) this.#rooms = undefined;
    });
    return rooms;
  }

  #own(owner: RoomOwner): void {
    this.#storage?.close();
    this.#owner = owner;
    this.#storage = openLocalRooms(owner);
    this.#rooms = undefined;
    this.#open = undefined;
    this.#unsaid = [];
  }

  async drafts(): Promise<number> {
    return (await this.#storage?.drafts())?.length ?? 0;
  }

  async open(roundId: string): Promise<IntakeAnswer> {
    const stored = await this.#database.rounds.get(roundId);
    if (!stored) return "round.not-found";
    const own = await this.#ownReads(roundId);
    const last = (await this.#database.views.get(roundId))?.view;
    this.#notes = await accessNotesOf(this.#database, roundId);
    if (this.openId !== roundId) {
      this.#open = { stored, shown: new Set() };
      this.#unsaid = [];
    }
    // Ten thousand cards stand on the screen before their room is open.
    if (last) this.#show(last, own);
    const rooms = await this.rooms();
    const view = (await rooms?.open(stored.room)) ?? last;
    if (!rooms || !view) return "round.not-found";
    this.#open = { stored, shown: new Set() };
    if (view !== last) this.#show(view, own);
    if (view !== last) void this.#database.views.put({ id: roundId, view });
    await this.#intake.openRound({ id: roundId, ...view }, await this.#formats());
    // A kill may have come between the decoding and the room.
    const unsent = own.filter(({ isSent }) => isSent === 0);
    if (unsent.length > 0) await rooms.mark(stored.room, unsent);
    this.#intake.wake();
    return undefined;
  }

  /** Why what is left is not read; what was simply never heard is left out. */
  async explain(now: Date): Promise<ReadonlyMap<string, Why>> {
    const { stored, shown } = this.#open ?? {};
    if (!stored || !shown) return new Map();
    const unread = this.#cards.filter(({ pointId }) => !shown.has(pointId) && !this.#isVisited(pointId));
    const knownMeters = this.#cards.flatMap(({ meter }) => (meter ? [meter.key] : []));
    const points = unread.map(({ meter, ...card }) => ({ ...card, ...(meter ? { meter: meter.key } : {}) }));
    const causes = whyNotRead(points, {
      heard: await this.#database.heard.toArray(),
      sinceMs: stored.createdAtMs,
      hour: now.getHours(),
      isDecoding: this.#intake.isDecoding,
      knownMeters,
    });
    return new Map([...causes].filter(([, { cause }]) => cause !== "never-heard"));
  }

  async openNewest(): Promise<void> {
    const rounds = await this.#database.rounds.toArray();
    const [newest] = rounds.sort((a, b) => b.createdAtMs - a.createdAtMs);
    if (newest) await this.open(newest.id);
  }

  /** After Send/Receive or with new keys. */
  async openAgain(): Promise<void> {
    if (this.openId !== undefined) await this.open(this.openId);
  }

  /** What this phone has just decoded: on the screen at once, each once. Returns what is of the open round. */
  show(reads: readonly StoredRead[]): readonly StoredRead[] {
    const current = reads.filter(({ roundId }) => roundId === this.openId);
    this.#sayReads(current.map((own) => ({ pointId: own.pointId, atMs: own.atMs, own })));
    return current;
  }

  /** What this phone has read for good: in the room too. */
  async take(reads: readonly StoredRead[]): Promise<void> {
    const { stored } = this.#open ?? {};
    const current = this.show(reads);
    if (!stored || current.length === 0) return;
    const rooms = await this.rooms();
    await rooms?.mark(stored.room, current);
  }

  /** Points nobody has read yet, as far as this phone knows: the reader's own share, or all. */
  left(isWhole: boolean): readonly RoundCard[] {
    const { shown } = this.#open ?? {};
    const me = this.#owner?.personId;
    return this.#cards.filter(
      ({ pointId, readerId }) =>
        !(shown?.has(pointId) || this.#isVisited(pointId)) &&
        (isWhole || readerId === undefined || readerId === me),
    );
  }

  /** Where this phone's reader stood at the door. */
  noteVisited(pointIds: readonly string[]): void {
    this.#visited.own = new Set(pointIds);
  }

  #isVisited(pointId: string): boolean {
    return this.#visited.own.has(pointId) || this.#visited.room.has(pointId);
  }

  async handOver(): Promise<IntakeAnswer> {
    const { stored } = this.#open ?? {};
    const rooms = await this.rooms();
    return (stored && rooms?.handOver(stored.id)) ?? "round.not-found";
  }

  async takeOver(bytes: Uint8Array): Promise<IntakeAnswer> {
    const { stored } = this.#open ?? {};
    const rooms = await this.rooms();
    if (!stored || !rooms) return "round.not-found";
    const taken = rooms.takeOver(stored.id, bytes);
    return taken.ok ? { added: taken.value } : taken.error;
  }

  async sayAll(): Promise<void> {
    const rounds = await this.#database.rounds.toArray();
    this.#say({ kind: "rounds", rounds: rounds.sort((a, b) => b.createdAtMs - a.createdAtMs) });
  }

  #show(view: RoundView, own: readonly StoredRead[]): void {
    const { stored, shown } = this.#open ?? {};
    if (!stored || !shown || !this.#owner) return;
    for (const { pointId } of [...view.reads, ...own]) shown.add(pointId);
    const cards = withAccessNotes(view.cards, this.#notes);
    this.#cards = cards;
    this.#visited.room = new Set((view.visits ?? []).map(({ pointId }) => pointId));
    this.#say({
      kind: "round",
      round: { id: stored.id, personId: this.#owner.personId, ...view, cards },
      reads: own,
    });
  }

  async #onRound(view: RoundView): Promise<void> {
    const id = this.openId;
    if (id === undefined) return;
    const own = await this.#ownReads(id);
    this.#intake.takeCards({ id, cards: view.cards });
    this.#intake.passOver(view.reads.map(({ pointId }) => pointId));
    this.#show(view, own);
    await this.#database.views.put({ id, view });
    await this.#keep(view);
  }

  async #onReads(reads: readonly RoundRead[]): Promise<void> {
    this.#intake.passOver(reads.map(({ pointId }) => pointId));
    this.#sayReads(reads);
    const { stored } = this.#open ?? {};
    if (!stored || stored.read === reads.length) return;
    const rooms = await this.rooms();
    const view = await rooms?.open(stored.room);
    if (view) await this.#keep(view);
  }

  async #keep(view: RoundView): Promise<void> {
    const { stored, shown } = this.#open ?? {};
    if (!stored || !shown || !this.#owner) return;
    const next = { ...storedRoundOf(stored, view, this.#owner.personId), fetchedAtMs: stored.fetchedAtMs };
    this.#open = { stored: next, shown };
    await this.#database.rounds.put(next);
    await this.sayAll();
  }

  /** Each point once: what fades has faded, whoever reads it again. */
  #sayReads(reads: readonly ReadOnPhone[]): void {
    const { stored, shown } = this.#open ?? {};
    if (!stored || !shown) return;
    const fresh = reads.filter(({ pointId }) => !shown.has(pointId));
    for (const { pointId } of fresh) shown.add(pointId);
    this.#unsaid.push(...fresh);
    if (this.#saying === undefined) this.#sayUnsaid();
  }

  #sayUnsaid(): void {
    this.#saying = undefined;
    const reads = this.#unsaid.splice(0);
    const roundId = this.openId;
    if (reads.length === 0 || roundId === undefined) return;
    this.#say({ kind: "reads", roundId, reads });
    this.#saying = setTimeout(() => this.#sayUnsaid(), SAY_EVERY_MS);
  }

  #ownReads(roundId: string): Promise<readonly StoredRead[]> {
    return this.#database.reads.where("roundId").equals(roundId).toArray();
  }

  async #formats(): Promise<readonly WireFormat[]> {
    const formats = await this.#database.mark("formats");
    return typeof formats === "string" ? (JSON.parse(formats) as readonly WireFormat[]) : [];
  }
}
