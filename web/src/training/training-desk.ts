import { type Why, whyNotRead } from "../../../shared/field/why-not-read.ts";
import { encodeIm871aIndication } from "../../../shared/simulator/im871a-receiver.ts";
import { toSpot } from "../../../shared/simulator/town-streets.ts";
import { makeTrainingRound, type TrainingRound } from "../../../shared/simulator/training-round.ts";
import { Guide, placedHearing } from "../guide.ts";
import { ByteHearing } from "../hear-bytes.ts";
import type { Desk } from "../hold-desk.ts";
import { Intake } from "../intake.ts";
import type { IntakeAnswer, IntakeState, VisitCommand } from "../intake-protocol.ts";
import { FrameJournal } from "../store/frame-journal.ts";
import type { LocalDatabase, StoredRead, StoredVisit } from "../store/local-database.ts";
import type { TrainingCommand, TrainingEvent, TrainingSpeed } from "./training-protocol.ts";
import { TrainingRadio } from "./training-radio.ts";

/** Id of the one training round, also in the screens' addresses. */
const ROUND = "round";
const TRAINEE = "training";
const TICK_MS = 250;
/** By the car's clock: the guide counts what is missed between two looks, and between no more than ten seconds. */
const LOOK_EVERY_S = 8;
const READING = "reading-round";
const STARTED = "training-started";
const SEED = "training-seed";
const SEEDS = 1000;
const SENT_SPEED: TrainingSpeed = 20;
/** The car stands near a meter that answers. */
const ANSWER_DBM = -61;

/**
 * A round that is none: a car that drives by itself through a made-up town, with a stick that puts real
 * bytes on its line. What hears, keeps, decodes and explains them is what does so on every round; what
 * sends does not exist here.
 */
export class TrainingDesk implements Desk<TrainingCommand> {
  readonly #database: LocalDatabase;
  readonly #say: (event: TrainingEvent) => void;
  readonly #journal: FrameJournal;
  readonly #intake: Intake;
  readonly #hearing = new ByteHearing((frame) => this.#journal.add(frame));
  readonly #guide: Guide;
  readonly #shown = new Set<string>();
  readonly #visited = new Set<string>();
  #round: TrainingRound | undefined;
  #radio: TrainingRadio | undefined;
  /** Meter the car was sent to. */
  #wanted: string | undefined;
  #startedAtMs = 0;
  #isReading = false;
  #speed: TrainingSpeed = 5;
  #frames = 0;
  #lookedAtS = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #lastSaid = "";

  constructor(database: LocalDatabase, say: (event: TrainingEvent) => void) {
    this.#database = database;
    this.#say = say;
    this.#guide = new Guide(database);
    this.#journal = new FrameJournal(database, {
      onWritten: ({ frames }) => {
        this.#frames += frames.length;
        this.#intake.wake();
      },
      onState: () => undefined,
    });
    this.#intake = new Intake({
      database,
      journal: this.#journal,
      events: {
        onRead: (reads) => this.#onReads(reads),
        onHeard: (heard) => void this.#guide.learn(heard.flatMap(placedHearing)).catch(() => undefined),
      },
    });
  }

  async start(): Promise<void> {
    await this.#begin();
    this.#timer = setInterval(() => void this.#tick().catch(() => undefined), TICK_MS);
  }

  /** The same town after a reload; the car comes into town again. */
  async #begin(): Promise<void> {
    const seed = (await this.#database.number(SEED)) || 1 + Math.floor(Math.random() * SEEDS);
    this.#startedAtMs = (await this.#database.number(STARTED)) || Date.now();
    await this.#database.marks.bulkPut([
      { name: SEED, value: seed },
      { name: STARTED, value: this.#startedAtMs },
    ]);
    this.#isReading = (await this.#database.mark(READING)) === ROUND;
    await this.#guide.start();
    await this.#database.heard.each(({ count }) => {
      this.#frames += count;
    });
    this.#round = makeTrainingRound({ seed, nowMs: this.#startedAtMs });
    this.#intake.useKeys(this.#round.keyring);
    const { ordered: meters, keyring } = this.#round;
    this.#radio = new TrainingRadio({
      ...{ database: this.#database, meters, keyring: () => keyring },
      hear: (telegram) => {
        this.#hear(telegram, ANSWER_DBM);
        this.#say({ kind: "air", telegram });
      },
    });
    await this.#radio.start(this.#startedAtMs);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#journal.flush();
    this.#database.close();
  }

  async perform(command: TrainingCommand): Promise<IntakeAnswer> {
    switch (command.kind) {
      case "open-round":
        return this.#open(command.roundId);
      case "set-reading":
        this.#isReading = command.roundId !== undefined;
        await this.#database.marks.put({ name: READING, value: command.roundId ?? "" });
        return undefined;
      case "drive-at":
        this.#speed = command.speed;
        return undefined;
      case "go-to":
        return this.#goTo(command.meter);
      case "put-on-air":
        this.#radio?.send(command.telegram, Date.now());
        return undefined;
      case "head-answer":
        this.#journal.add({ atMs: command.atMs, bytes: command.bytes, link: command.link ?? "kmp" });
        await this.#journal.flush();
        return undefined;
      case "list-orders":
      case "keep-order-event":
      case "radio-ability":
      case "radio-open":
      case "radio-seal":
        return this.#radio?.perform(command);
      case "throw-away":
        return this.#throwAway();
      case "bytes":
        this.#hearing.hear(command);
        return undefined;
      case "look":
        this.#lastSaid = "";
        return undefined;
      case "explain":
        return this.#explain(new Date());
      case "advise":
        return this.#advise(command);
      case "list-heard":
        return (await this.#database.heard.orderBy("lastAtMs").reverse().toArray()).map((one) => ({
          ...one,
          isOwn: this.#intake.isOwn(one.meter),
        }));
      case "keep-visit":
      case "undo-visit":
      case "expected-use":
      case "settle-visit":
      case "spare-meters":
        return this.#performVisit(command);
      default:
        // Nothing is sent, fetched, paired, saved or handed over in a training round.
        return "training.only";
    }
  }

  async #open(roundId: string): Promise<IntakeAnswer> {
    const round = this.#round;
    if (roundId !== ROUND || !round) return "round.not-found";
    const own = await this.#database.reads.where("roundId").equals(ROUND).toArray();
    for (const { pointId } of own) this.#shown.add(pointId);
    const view = {
      name: "",
      state: "open" as const,
      createdAtMs: this.#startedAtMs,
      readers: [],
      cards: round.cards,
      reads: [],
    };
    this.#say({ kind: "round", round: { id: ROUND, personId: TRAINEE, ...view }, reads: own });
    this.#say({ kind: "lesson", lesson: { startedAtMs: this.#startedAtMs, faults: round.faults } });
    this.#sayCar(round);
    await this.#sayVisits();
    await this.#intake.openRound({ id: ROUND, ...view }, []);
    this.#intake.wake();
    return undefined;
  }

  #onReads(reads: readonly StoredRead[]): void {
    const fresh = reads.filter(({ pointId }) => !this.#shown.has(pointId));
    for (const { pointId } of fresh) this.#shown.add(pointId);
    const said = fresh.map((own) => ({ pointId: own.pointId, atMs: own.atMs, own }));
    if (said.length > 0) this.#say({ kind: "reads", roundId: ROUND, reads: said });
  }

  #left(): TrainingRound["cards"] {
    return (this.#round?.cards ?? []).filter(
      ({ pointId }) => !(this.#shown.has(pointId) || this.#visited.has(pointId)),
    );
  }

  async #explain(now: Date): Promise<ReadonlyMap<string, Why>> {
    const causes = whyNotRead(
      this.#left().map(({ meter, ...card }) => ({ ...card, ...(meter ? { meter: meter.key } : {}) })),
      {
        heard: await this.#database.heard.toArray(),
        sinceMs: this.#startedAtMs,
        hour: now.getHours(),
        isDecoding: this.#intake.isDecoding,
        knownMeters: (this.#round?.cards ?? []).flatMap(({ meter }) => (meter ? [meter.key] : [])),
      },
    );
    return new Map([...causes].filter(([, { cause }]) => cause !== "never-heard"));
  }

  /** By the car's clock, which may run faster than the wall's. */
  #advise(here: { readonly lat: number; readonly lon: number }): IntakeAnswer {
    const carMs = this.#startedAtMs + (this.#round?.car.seconds ?? 0) * 1000;
    return this.#guide.advise(here, this.#left(), carMs);
  }

  async #performVisit(command: VisitCommand): Promise<IntakeAnswer> {
    const { visits } = this.#database;
    if (command.kind === "expected-use") return { uses: [] };
    if (command.kind === "spare-meters") return { spares: [] };
    if (command.kind === "settle-visit") return undefined;
    if (command.kind === "undo-visit") await visits.delete(command.id);
    else {
      const atMs = Date.now();
      const stored: StoredVisit = { ...command.visit, atMs, madeAtMs: atMs, isSent: 0 };
      await visits.put(stored);
    }
    await this.#sayVisits();
    return undefined;
  }

  async #sayVisits(): Promise<void> {
    const visits = await this.#database.visits.where("roundId").equals(ROUND).toArray();
    this.#visited.clear();
    for (const { pointId } of visits) this.#visited.add(pointId);
    this.#say({ kind: "visits", roundId: ROUND, visits });
  }

  async #throwAway(): Promise<undefined> {
    clearInterval(this.#timer);
    await this.#journal.flush();
    await this.#intake.settled();
    await this.#database.delete();
    return undefined;
  }

  async #tick(): Promise<void> {
    const round = this.#round;
    if (round && this.#isReading) await this.#drive(round);
    const state = this.#stateNow();
    const text = JSON.stringify(state);
    if (text === this.#lastSaid) return;
    this.#lastSaid = text;
    this.#say({ kind: "state", state });
  }

  async #drive(round: TrainingRound): Promise<void> {
    const { car } = round;
    if (this.#wanted === undefined && car.seconds - this.#lookedAtS >= LOOK_EVERY_S) {
      this.#lookedAtS = car.seconds;
      const advice = this.#advise(round.placeOf({ at: car.spot }));
      const isNew = typeof advice === "object" && "bearingDeg" in advice && !car.isDriving;
      if (isNew) car.headFor(toSpot(advice));
    }
    // Whoever sent the car to a meter waits for an answer, not for the way there.
    const speed = this.#wanted !== undefined && car.isDriving ? SENT_SPEED : this.#speed;
    for (const heard of car.go((TICK_MS / 1000) * speed)) {
      const atMs = Date.now();
      const telegram = round.telegram(heard, atMs);
      if (!telegram) continue;
      this.#hear(telegram, heard.rssiDbm, round.placeOf(heard));
      if (!round.ordered.has(heard.id)) continue;
      this.#say({ kind: "air", telegram });
      this.#radio?.listens(atMs);
    }
    this.#sayCar(round);
  }

  #hear(
    telegram: Uint8Array,
    rssiDbm: number,
    position?: { readonly lat: number; readonly lon: number },
  ): void {
    const bytes = encodeIm871aIndication({ telegram, rssiDbm });
    this.#hearing.hear({ codec: "im871a", atMs: Date.now(), bytes, ...(position ? { position } : {}) });
  }

  /** Whoever asks a meter by radio waits where it is heard. */
  #goTo(meter: string | undefined): undefined {
    this.#wanted = meter;
    const card = this.#round?.cards.find((one) => one.meter?.key === meter);
    const { lat, lon } = card ?? {};
    if (meter !== undefined && lat !== undefined && lon !== undefined)
      this.#round?.car.headFor(toSpot({ lat, lon }));
  }

  #sayCar({ car, placeOf }: TrainingRound): void {
    const { metres, seconds, isDriving } = car;
    this.#say({
      kind: "car",
      car: { ...placeOf({ at: car.spot }), metres, seconds, isDriving },
    });
  }

  #stateNow(): IntakeState {
    return {
      heartbeat: this.#hearing.heartbeat(this.#frames),
      journal: { isFull: false, waiting: 0, lost: 0 },
      sync: { kind: "synced", frames: 0, reads: 0, drafts: 0 },
      phone: { kind: "unknown" },
      gaps: [],
      ...(this.#isReading ? { readingRoundId: ROUND } : {}),
    };
  }
}
