import * as Y from "yjs";
import type { Mounting } from "../../shared/model/metering-point.ts";
import { lockedIn } from "../../shared/model/period-lock.ts";
import { foldEdits } from "../../shared/rooms/overlay.ts";
import type { Refusal, RefusedKey } from "../../shared/rooms/refusal.ts";
import { formatRoomName, type RoomName } from "../../shared/rooms/room-name.ts";
import type { RoomValue } from "../../shared/rooms/same-value.ts";
import type { RoomClient, RoomCommit, RoomWrite, StoredRoom } from "../room-ports.ts";
import { auditChanges, auditRefusal } from "./audit-room.ts";
import { describeViews } from "./describe-commit.ts";
import { joinCommits, NO_VIEWS } from "./join-commits.ts";
import { billedChanges, judgeBilled, pointsOf } from "./judge-billed.ts";
import { gainedMountings, judgeMountings, mountingChanges } from "./judge-mountings.ts";
import { isOwnValue, type Judgement, judgeUpdate, newPoints } from "./judge-update.ts";
import { isWorthFolding, packSnapshot, writeFresh } from "./pack-room.ts";
import { Presence, type Seat } from "./presence.ts";
import { type RelayOptions, tellPoints } from "./relay-options.ts";
import { mayWriteSome, type RoomAccess } from "./room-access.ts";
import { RoomDocument, SERVER_CLIENT, saidInAll, type Trial } from "./room-document.ts";
import type { RoomUser } from "./room-user.ts";
import { SaidLately } from "./said-lately.ts";

/** One client's place in a room. */
export interface Channel extends Seat {
  /** Somebody else's update, committed. */
  update(update: Uint8Array): void;
  /** The room began a new generation: this place is void. */
  stale(now: { readonly epoch: number; readonly vector: Uint8Array }): void;
}

export type Taken =
  | { readonly isSaved: true; readonly vector: Uint8Array }
  | { readonly isSaved: false; readonly reason: Refusal; readonly keys: readonly RefusedKey[] };

/** What was tried on this room and waits to be committed, alone or with other rooms. */
export interface Pending {
  readonly commit: RoomCommit;
  readonly trial: Trial;
}

/** All that an update says, and the meters' times in it that another change takes at this moment. */
interface Said {
  readonly said: Trial;
  readonly taken: readonly Mounting[];
}

/**
 * A room somebody has open. Everything that reads or changes the document goes through one queue, so
 * that nobody is shown an update before it is on disk.
 */
export class LiveRoom {
  readonly name: RoomName;
  readonly text: string;
  readonly #options: RelayOptions;
  readonly #channels = new Set<Channel>();
  readonly #presence = new Presence();
  readonly #owners = new Map<number, string>();
  readonly #lately: SaidLately;
  #document: RoomDocument;
  #stored: Pick<StoredRoom, "epoch" | "seq" | "freshBytes">;
  #updates: number;
  #tail: Promise<unknown> = Promise.resolve();

  private constructor(options: RelayOptions, name: RoomName, stored: StoredRoom | undefined) {
    this.#options = options;
    this.name = name;
    this.#lately = new SaidLately(name.kind);
    this.text = formatRoomName(name);
    this.#document = documentOf(name, stored);
    this.#stored = stored ?? { epoch: 1, seq: 0, freshBytes: 0 };
    this.#updates = stored?.updates.length ?? 0;
    this.#own(stored?.clients ?? []);
  }

  static async open(options: RelayOptions, name: RoomName): Promise<LiveRoom> {
    return new LiveRoom(options, name, await options.store.load(formatRoomName(name)));
  }

  /** Runs when everything before it is done; one after the other. */
  exclusive<T>(work: () => Promise<T> | T): Promise<T> {
    const done = this.#tail.then(work);
    this.#tail = done.catch(() => undefined);
    return done;
  }

  get epoch(): number {
    return this.#stored.epoch;
  }

  get doc(): Y.Doc {
    return this.#document.doc;
  }

  get presence(): Presence {
    return this.#presence;
  }

  access(): RoomAccess {
    return { allow: this.#options.allow, room: this.name, doc: this.doc };
  }

  isEmpty(): boolean {
    return this.#channels.size === 0;
  }

  join(channel: Channel): void {
    this.#channels.add(channel);
    this.#presence.enter(channel);
  }

  leave(channel: Channel): void {
    this.#channels.delete(channel);
    this.#presence.leave(channel);
  }

  close(): void {
    this.#presence.close();
    this.#document.destroy();
  }

  /** One client's update: tried, judged, committed, and only then shown to the others. */
  async take(channel: Channel, update: Uint8Array): Promise<Taken> {
    try {
      return await this.#take(channel, update);
    } catch (error) {
      this.#options.report(`${this.text} could not be written: ${String(error)}`);
      await this.#reload();
      return { isSaved: false, reason: "busy", keys: [] };
    }
  }

  async #take(channel: Channel, update: Uint8Array): Promise<Taken> {
    const { user } = channel;
    if (update.length > this.#options.limits.updateBytes) return this.#refuse(user, "too-large");
    if (!mayWriteSome(this.access(), user)) return this.#refuse(user, "not-permitted");
    const outcome = this.#document.try((doc) => Y.applyUpdate(doc, update, user));
    if (outcome.is === "known") return { isSaved: true, vector: this.#document.vector() };
    if (outcome.is !== "new") {
      await this.#reload();
      return this.#refuse(user, outcome.is);
    }
    const trials = [outcome.trial, ...this.#unbury(user, outcome.trial)];
    // What is said again for somebody is as much theirs as what stood by itself.
    const said = saidInAll(outcome.trial, trials);
    const claim = this.#options.claims.claim(this.#gained(said));
    try {
      return await this.#decide(channel, trials, { said, taken: claim.taken });
    } finally {
      claim.release();
    }
  }

  #gained(said: Trial): readonly Mounting[] {
    return this.name.kind === "points" ? gainedMountings(this.doc, mountingChanges(said)) : [];
  }

  async #decide(channel: Channel, trials: readonly Trial[], { said, taken }: Said): Promise<Taken> {
    const { user } = channel;
    const keys = await this.#judge(user, { said, taken });
    const places =
      keys.length === 0 && this.name.kind === "points"
        ? this.#options.priority.promise(this.doc, said)
        : { refused: keys, ids: [] };
    try {
      if (places.refused.length > 0) {
        await this.#reload();
        return await this.#refuse(user, places.refused[0]?.reason ?? "not-permitted", places.refused);
      }
      return await this.#commitOwn(user, trials, channel);
    } finally {
      this.#options.priority.release(places.ids);
    }
  }

  /** Says again what fell under a key that was cleared meanwhile, so that an edit never meets a fold and is gone. */
  #unbury(user: RoomUser, { buried }: Trial): readonly Trial[] {
    const own = buried.filter((at) => isOwnValue(this.name.kind, at, user.personId));
    if (own.length === 0) return [];
    const outcome = this.#document.try((doc) => {
      for (const { part, key, value } of own) doc.getMap<RoomValue>(part).set(key, value);
    });
    return outcome.is === "new" ? [outcome.trial] : [];
  }

  /** The server's own change: import, fold, API. Nothing is written when nothing changed. */
  prepare(run: (doc: Y.Doc) => void, by: RoomUser["actor"]): Pending | undefined {
    const outcome = this.#document.try(run);
    if (outcome.is === "known") return undefined;
    if (outcome.is !== "new") throw new Error(`${this.text}: the server's own change is ${outcome.is}`);
    return { trial: outcome.trial, commit: this.#describe(outcome.trial, "server", by) };
  }

  /** Shows what was committed to everybody in the room but its writer. */
  published(trial: Trial, seq: number, writer?: Channel): void {
    this.#stored = { ...this.#stored, seq };
    this.#updates += 1;
    for (const change of trial.step.changes) this.#lately.end(change, writer?.user.personId);
    for (const channel of this.#channels) if (channel !== writer) channel.update(trial.update);
  }

  isCompactionDue(): boolean {
    return this.#updates >= this.#options.limits.compactAfter;
  }

  /** Throws away what was tried and not committed. */
  async revert(): Promise<void> {
    await this.#reload();
  }

  /** Turns the log into a snapshot, or, where history outweighs what it says, into a new generation. */
  async compact(): Promise<void> {
    if (isWorthFolding(this.name.kind, this.doc)) await this.#fold();
    const state = Y.encodeStateAsUpdate(this.doc);
    const { renewFactor, renewFromBytes } = this.#options.limits;
    let { freshBytes } = this.#stored;
    if (freshBytes === 0 || state.length > renewFactor * freshBytes) {
      const fresh = writeFresh(this.name.kind, state);
      freshBytes = fresh.length;
      if (state.length > Math.max(renewFactor * freshBytes, renewFromBytes)) return this.#renew(fresh);
    }
    const { epoch, seq } = this.#stored;
    const packed = await packSnapshot(state);
    await this.#options.store.compact(this.text, { epoch, seq, freshBytes, ...packed });
    this.#stored = { epoch, seq, freshBytes };
    this.#updates = 0;
  }

  async renew(): Promise<void> {
    await this.#renew(writeFresh(this.name.kind, Y.encodeStateAsUpdate(this.doc)));
  }

  async #renew(fresh: Uint8Array): Promise<void> {
    const vector = this.#document.vector();
    const packed = await packSnapshot(fresh);
    const stored = await this.#options.store.renew(this.text, {
      vector,
      atMs: this.#options.nowMs(),
      ...packed,
    });
    this.#replace(stored);
    this.#lately.clear();
    const channels = [...this.#channels];
    for (const channel of channels) this.leave(channel);
    for (const channel of channels) channel.stale({ epoch: stored.epoch, vector });
  }

  async #fold(): Promise<void> {
    const outcome = this.#document.try(foldEdits);
    if (outcome.is !== "new") return;
    const write = this.#write(outcome.trial, "server");
    const [seq = 0] = await this.#options.store.commit({ ...NO_VIEWS, writes: [write], notes: [] });
    this.#stored = { ...this.#stored, seq };
    for (const channel of this.#channels) channel.update(outcome.trial.update);
  }

  async #commitOwn(user: RoomUser, trials: readonly Trial[], channel: Channel): Promise<Taken> {
    const commit = joinCommits(trials.map((trial) => this.#describe(trial, user.personId, user.actor)));
    const seqs = await this.#options.store.commit(commit);
    for (const { clients } of commit.writes) this.#own(clients);
    const vector = this.#document.vector();
    for (const [index, trial] of trials.entries()) {
      this.published(trial, seqs[index] ?? 0, index === 0 ? channel : undefined);
    }
    tellPoints(this.#options, commit);
    return { isSaved: true, vector };
  }

  #describe(trial: Trial, owner: string, by: RoomUser["actor"]): RoomCommit {
    const nowMs = this.#options.nowMs();
    const audited = { room: this.name, by, atMs: nowMs };
    return {
      ...describeViews({ room: this.name, doc: this.doc, trial, nowMs }),
      writes: [this.#write(trial, owner)],
      imported: [],
      notes: auditChanges(audited, trial.step.changes, trial.clashes),
    };
  }

  #write(trial: Trial, owner: string): RoomWrite {
    const clients = trial.clients
      .filter((client) => client !== SERVER_CLIENT && !this.#owners.has(client))
      .map((client): RoomClient => ({ client, personId: owner }));
    return {
      room: this.text,
      kind: this.name.kind,
      epoch: this.#stored.epoch,
      update: trial.update,
      clients,
    };
  }

  async #judge(user: RoomUser, { said: trial, taken }: Said): Promise<readonly RefusedKey[]> {
    const judgement: Judgement = {
      ...this.access(),
      user,
      ownerOf: (client) => this.#owners.get(client),
      mayReturn: (at, value) => this.#lately.mayReturn(at, value, user.personId),
    };
    const keys = [...judgeUpdate(judgement, trial), ...(await this.#judgeMeters(trial, taken))];
    const ids = keys.length === 0 ? newPoints(trial) : [];
    if (ids.length === 0) return keys;
    const places = await this.#options.store.placesOf(ids);
    return [...places.keys()].map((id) => ({ part: "edits", key: `${id}/new`, reason: "id-taken" }));
  }

  /** What it says of meters that hung here and who lived here. */
  async #judgeMeters(trial: Trial, taken: Said["taken"]): Promise<readonly RefusedKey[]> {
    if (this.name.kind !== "points") return [];
    const { mountings } = this.#options;
    const refused = await judgeMountings(this.doc, mountingChanges(trial), { mountings, taken });
    const changes = billedChanges(trial);
    if (changes.length === 0) return refused;
    const lockedBeforeMs = lockedIn(await this.#options.locks(), this.name.area ?? "");
    if (lockedBeforeMs === 0) return refused;
    const names = await this.#options.store.billedNames(pointsOf(changes));
    return [...refused, ...judgeBilled(this.doc, trial, { changes, lockedBeforeMs, names })];
  }

  async #refuse(user: RoomUser, reason: Refusal, keys: readonly RefusedKey[] = []): Promise<Taken> {
    const audited = { room: this.name, by: user.actor, atMs: this.#options.nowMs() };
    await this.#options.store.note([auditRefusal(audited, reason, keys)]);
    return { isSaved: false, reason, keys };
  }

  #own(clients: readonly RoomClient[]): void {
    for (const { client, personId } of clients) this.#owners.set(client, personId);
  }

  async #reload(): Promise<void> {
    const stored = await this.#options.store.load(this.text);
    this.#document.destroy();
    this.#document = documentOf(this.name, stored);
    this.#updates = stored?.updates.length ?? 0;
  }

  #replace(stored: StoredRoom): void {
    this.#document.destroy();
    this.#document = documentOf(this.name, stored);
    this.#stored = stored;
    this.#updates = 0;
    this.#owners.clear();
  }
}

const documentOf = (name: RoomName, stored: StoredRoom | undefined): RoomDocument =>
  new RoomDocument(name.kind, stored ? [stored.snapshot, ...stored.updates] : []);
