import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import type { SpareMeter } from "../../shared/model/meter-exchange.ts";
import { ok, type Result } from "../../shared/model/result.ts";
import type { ExpectedUse } from "../../shared/model/visit.ts";
import { clockOffMs } from "./api/server-clock.ts";
import { fetchExpected, fetchSpareMeters, sendPhoto, sendVisit } from "./api/visit-calls.ts";
import { clockLeaps } from "./clock-leaps.ts";
import { offSince, tellTime } from "./date-note.ts";
import type { OwnNote } from "./field-rooms.ts";
import type { Intake } from "./intake.ts";
import type { IntakeAnswer, VisitCommand } from "./intake-protocol.ts";
import { dropAccessNotes, keepAccessNotes } from "./store/access-notes.ts";
import type { LocalDatabase, StoredVisit } from "./store/local-database.ts";

/** So long a visit can be taken back before it goes by itself; Send/Receive sends it at once. */
const HOLD_MS = 60_000;
/** Refusals that are about the visit itself: sending it again does not help, its author has to look. */
const ABOUT_THE_VISIT = [
  "point.not-found",
  "visit.other-meter",
  "exchange.mounted-elsewhere",
  "exchange.before-mounting",
  "period.locked",
  "reading.by-hand",
  "request.invalid",
  "photo.invalid",
];

const SPARES = "spare-meters";

export interface VisitDeskParts {
  readonly database: LocalDatabase;
  readonly intake: Pick<Intake, "readAtDoor">;
  readonly rooms: () => Promise<VisitRooms | undefined>;
  /** Something about the visits of the open round is different. */
  readonly onChange: () => Promise<void>;
}

interface VisitRooms {
  note(room: string, note: OwnNote): Promise<void>;
}

/**
 * Visits on the phone: what was typed at a door is durable here first, can be taken back until it is
 * sent, and is ticked off when the server has it.
 */
export class VisitDesk {
  readonly #parts: VisitDeskParts;
  /** The visit that is on its way: it cannot be taken back. */
  #underWay: string | undefined;

  constructor(parts: VisitDeskParts) {
    this.#parts = parts;
  }

  async perform(command: VisitCommand): Promise<IntakeAnswer> {
    switch (command.kind) {
      case "keep-visit":
        return this.#keep(command);
      case "undo-visit":
        return this.#undo(command.id);
      case "expected-use":
        return { uses: await this.#usesOf(command.roundId, command.pointId) };
      case "settle-visit":
        await this.#parts.database.visits.update(command.id, { isSettled: true });
        return this.#parts.onChange().then(() => undefined);
      case "spare-meters":
        return { spares: await this.#spares() };
    }
  }

  async #keep({ visit, photo }: Extract<VisitCommand, { kind: "keep-visit" }>): Promise<undefined> {
    const { database } = this.#parts;
    const hash = photo && (await hashOf(photo));
    const [madeAtMs, untold] = [Date.now(), clockLeaps.untold()];
    const stored: StoredVisit = {
      ...visit,
      atMs: madeAtMs + clockOffMs(),
      madeAtMs,
      ...(untold.leaps === undefined ? {} : { isUntold: true as const, ...untold }),
      isSent: 0,
      ...(hash === undefined ? {} : { photo: hash }),
    };
    await database.transaction("rw", [database.visits, database.photos], async () => {
      if (photo && hash !== undefined) await database.photos.put({ hash, bytes: photo });
      await database.visits.put(stored);
    });
    await this.#parts.onChange();
    return undefined;
  }

  async #undo(id: string): Promise<string | undefined> {
    const { database } = this.#parts;
    const visit = await database.visits.get(id);
    if (!visit) return undefined;
    if (visit.isSent === 1 || this.#underWay === id) return "visit.sent";
    await this.#drop(visit, () => database.visits.delete(id));
    await this.#parts.onChange();
    return undefined;
  }

  /** Sends what may go; with `isAll` also what could still be taken back. Returns how many went. */
  async send(isAll: boolean): Promise<Result<number, { readonly code: string }>> {
    const { database } = this.#parts;
    const waiting = await database.visits.where("isSent").equals(0).toArray();
    let sent = 0;
    for (const visit of waiting) {
      // A clock that was put back holds nothing up.
      const isHeld = !isAll && Math.abs(Date.now() - visit.madeAtMs) < HOLD_MS;
      if (isHeld || visit.refused !== undefined) continue;
      const outcome = await this.#sendOne(visit);
      if (!outcome.ok) {
        if (!ABOUT_THE_VISIT.includes(outcome.error.code)) return outcome;
        await database.visits.update(visit.id, { refused: outcome.error.code });
      } else sent += 1;
      await this.#parts.onChange();
    }
    return ok(sent);
  }

  /** A visit by the phone's clock alone, put right by the server's: once, and for good. */
  async #date(visit: StoredVisit): Promise<Result<StoredVisit, { readonly code: string }>> {
    if (!visit.isUntold) return ok(visit);
    const told = await tellTime();
    if (!told.ok) return told;
    const { isUntold: _, leaps: _leaps, ...dated } = { ...visit, atMs: visit.madeAtMs + offSince(visit) };
    const by = { atMs: dated.atMs, isUntold: undefined, leaps: undefined };
    await this.#parts.database.visits.update(visit.id, by);
    return ok(dated);
  }

  async #sendOne(waiting: StoredVisit): Promise<Result<unknown, { readonly code: string }>> {
    const { database } = this.#parts;
    this.#underWay = waiting.id;
    try {
      // Taken back while those before it were on their way.
      if (!(await database.visits.get(waiting.id))) return ok(undefined);
      const dating = await this.#date(waiting);
      if (!dating.ok) return dating;
      const visit = dating.value;
      const photo = await this.#sendPhoto(visit);
      if (!photo.ok) return photo;
      const { roundId: _round, madeAtMs: _made, isSent: _sent, refused: _refused, ...wire } = visit;
      const taken = await sendVisit(wire);
      if (!taken.ok) return taken;
      const { conflict } = taken.value;
      // Nothing was carried out, and whoever came first says that the point is read.
      if (conflict === undefined) await this.#tell(visit);
      const outcome = conflict === undefined ? {} : { conflict };
      await this.#drop(visit, () => database.visits.update(visit.id, { isSent: 1, ...outcome }));
      return taken;
    } finally {
      this.#underWay = undefined;
    }
  }

  /** The photo goes first: a visit that names one the server does not have is refused. */
  async #sendPhoto({ pointId, photo }: StoredVisit): Promise<Result<unknown, { readonly code: string }>> {
    const [stored] = photo === undefined ? [] : await this.#parts.database.photos.bulkGet([photo]);
    return stored ? sendPhoto(pointId, stored) : ok(undefined);
  }

  /** The round learns of it: read, or visited in vain. */
  async #tell(visit: StoredVisit): Promise<void> {
    const { roundId, pointId, atMs, outcome, note, photo, id } = visit;
    const { database, intake } = this.#parts;
    const [value] = visit.values;
    if (outcome === "read" || outcome === "exchanged") {
      await intake.readAtDoor({ roundId, pointId, atMs, via: "manual", ...(value ? { value } : {}) });
      return;
    }
    const round = await database.rounds.get(roundId);
    const rooms = round && (await this.#parts.rooms());
    const photos = photo === undefined ? [] : [photo];
    await rooms?.note(round?.room ?? "", { id, pointId, outcome, text: note, atMs, photos });
  }

  /** A photo stays as long as a visit needs it. */
  async #drop(visit: StoredVisit, change: () => PromiseLike<unknown>): Promise<void> {
    const { database } = this.#parts;
    await database.transaction("rw", [database.visits, database.photos], async () => {
      await change();
      if (visit.photo !== undefined) await database.photos.delete(visit.photo);
    });
  }

  /** What the points of these rounds use, how one gets to them and which meters are in stock, as the office knows it now; without an answer the last one stays. */
  async receive(roundIds: readonly string[]): Promise<void> {
    const { database } = this.#parts;
    for (const id of roundIds) {
      const answer = await fetchExpected(id);
      if (!answer.ok) continue;
      await database.expected.put({ id, points: new Map(answer.value.points) });
      await keepAccessNotes(database, id, answer.value.accessNotes);
    }
    await this.#receiveSpares();
    const known = await database.expected.toCollection().primaryKeys();
    await database.expected.bulkDelete(known.filter((id) => !roundIds.includes(id)));
    await dropAccessNotes(database, roundIds);
  }

  /** What is in stock; without an answer the last one stays. */
  async #receiveSpares(): Promise<void> {
    const answer = await fetchSpareMeters();
    if (!answer.ok) return;
    const value = JSON.stringify(answer.value.meters);
    await this.#parts.database.marks.put({ name: SPARES, value });
  }

  async #spares(): Promise<readonly SpareMeter[]> {
    const kept = await this.#parts.database.mark(SPARES);
    return typeof kept === "string" ? (JSON.parse(kept) as readonly SpareMeter[]) : [];
  }

  async #usesOf(roundId: string, pointId: string): Promise<readonly ExpectedUse[]> {
    return (await this.#parts.database.expected.get(roundId))?.points.get(pointId) ?? [];
  }
}

const hashOf = async (bytes: Uint8Array): Promise<string> =>
  formatHex(new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)))).toLowerCase();
