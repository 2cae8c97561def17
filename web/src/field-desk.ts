import type { Keyring } from "../../shared/codecs/keyring.ts";
import { clockOffMs } from "./api/server-clock.ts";
import { clockLeaps, noted } from "./clock-leaps.ts";
import { openDoorDesks } from "./door-desks.ts";
import { Exchange } from "./exchange.ts";
import { ByteHearing } from "./hear-bytes.ts";
import type { Desk } from "./hold-desk.ts";
import { Intake, type IntakeEvents } from "./intake.ts";
import {
  type DeskCommand,
  type FileCommand,
  type HeardOnPhone,
  type IntakeAnswer,
  type IntakeCommand,
  type IntakeEvent,
  isAtDoor,
} from "./intake-protocol.ts";
import { stateOf } from "./intake-state.ts";
import { loadOnce } from "./load-once.ts";
import { PhoneLock } from "./phone-lock.ts";
import { RoundDesk } from "./round-desk.ts";
import { FrameJournal, type JournalState } from "./store/frame-journal.ts";
import { HearingGaps } from "./store/hearing-gaps.ts";
import type { LocalDatabase, StoredFrame } from "./store/local-database.ts";
import { renewOnce } from "./store/renew-once.ts";
import { measureRoom, type ShortRoom, shortRoomOf } from "./store/storage-room.ts";
import { ClockWatch } from "./watch-clock.ts";

const TICK_MS = 250;
const SEND_EVERY_MS = 5000;
const RETRY_MS = 15_000;
const READING = "reading-round";
const ROOM_EVERY_MS = 20_000;
const MOST_HEARD = 20_000;

/** Everything the phone does without a screen: it hears, keeps, decodes, sends and says how it is. */
export class FieldDesk implements Desk<IntakeCommand> {
  readonly #database: LocalDatabase;
  readonly #say: (event: IntakeEvent) => void;
  readonly #journal: FrameJournal;
  readonly #intake: Intake;
  readonly #hearing: ByteHearing;
  readonly #hear = (frame: StoredFrame): void => this.#journal.add(noted(frame));
  readonly #lock: PhoneLock;
  readonly #exchange: Exchange;
  readonly #rounds: RoundDesk;
  /** The guide is fetched with the first telegram, or when somebody asks where to drive. */
  readonly #guide = loadOnce(async () => {
    const { Guide } = await import("./guide.ts");
    const guide = new Guide(this.#database);
    await guide.start();
    return guide;
  });
  readonly #replay = loadOnce(async () => {
    const { ReplayDesk } = await import("./replay/replay-desk.ts");
    return new ReplayDesk({ database: this.#database, journal: this.#journal, intake: this.#intake });
  });
  /** What is done at a point's door. */
  readonly #door = openDoorDesks({
    database: () => this.#database,
    intake: () => this.#intake,
    rooms: () => this.#rounds.rooms(),
    onChange: () => this.#sayVisits(),
  });
  #journalState: JournalState = { kind: "fine" };
  #readingRoundId: string | undefined;
  #frames = 0;
  readonly #gaps: HearingGaps;
  readonly #clock = new ClockWatch(Date.now(), performance.now());
  #tickedAtMs = Date.now();
  #sendAtMs = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #lastSaid = "";
  #saidAtMs = Number.NEGATIVE_INFINITY;
  #roomAtMs = 0;
  #short: ShortRoom | undefined;

  constructor(database: LocalDatabase, say: (event: IntakeEvent) => void) {
    this.#database = database;
    this.#say = say;
    this.#gaps = new HearingGaps(database);
    this.#hearing = new ByteHearing(this.#hear);
    this.#journal = new FrameJournal(database, {
      onWritten: (chunk, gap) => {
        this.#frames += chunk.frames.length;
        if (gap) this.#gaps.take(gap);
        this.#intake.wake(chunk);
      },
      onState: (state) => {
        this.#journalState = state;
      },
    });
    this.#intake = new Intake({
      ...{ database, journal: this.#journal, clockOffMs },
      events: {
        onSeen: (reads) => this.#rounds.show(reads),
        // What did not get into its room is said again at the next sending.
        onRead: (reads) => void this.#rounds.take(reads).catch(() => undefined),
        onHeard: (heard) => void this.#learn(heard).catch(() => undefined),
      },
    });
    this.#rounds = new RoundDesk({
      database,
      say: (event) => {
        say(event);
        // Both are drawn in one frame.
        if (event.kind === "reads") this.#sayState();
      },
      intake: this.#intake,
    });
    this.#lock = new PhoneLock(database, (keyring) => this.#useKeys(keyring));
    this.#exchange = new Exchange({
      database,
      journal: this.#journal,
      lock: this.#lock,
      rooms: (owner) => this.#rounds.rooms(owner),
      drafts: () => this.#rounds.drafts(),
      visits: this.#door.visits,
      orders: this.#door.orders,
    });
  }

  /** Takes up what was going on when the app last ended. */
  async start(): Promise<void> {
    // First what the start page shows: keys and counts take their time.
    await this.#rounds.start();
    await clockLeaps.start(this.#database);
    const reading = await this.#database.mark(READING);
    if (typeof reading === "string" && reading !== "") {
      this.#readingRoundId = reading;
      this.#journal.oweGap(await this.#journal.lastAtMs());
    }
    await this.#gaps.load();
    await this.#database.heard.each(({ count }) => {
      this.#frames += count;
    });
    await this.#lock.look(Date.now() + clockOffMs());
    await this.#exchange.look();
    this.#timer = setInterval(() => void this.#tick().catch(() => undefined), TICK_MS);
    renewOnce();
  }

  async #learn(heard: Parameters<NonNullable<IntakeEvents["onHeard"]>>[0]): Promise<void> {
    const [{ placedHearing }, guide] = await Promise.all([import("./guide.ts"), this.#guide()]);
    await guide.learn(heard.flatMap(placedHearing));
  }

  /** Another tab takes over: what was heard becomes durable first. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#journal.flush();
    this.#database.close();
  }

  async perform(command: IntakeCommand): Promise<IntakeAnswer> {
    return isAtDoor(command) ? this.#door.perform(command) : this.#perform(command);
  }

  async #perform(command: DeskCommand): Promise<IntakeAnswer> {
    const nowMs = Date.now() + clockOffMs();
    switch (command.kind) {
      case "bytes":
        this.#hearing.hear(command);
        return undefined;
      case "head-answer":
        this.#hear({ atMs: command.atMs, bytes: command.bytes, link: command.link ?? "kmp" });
        await this.#journal.flush();
        return this.#journalState.kind === "full" ? "storage.full" : undefined;
      case "head-read":
        return this.#intake.readAtDoor({ ...command, atMs: command.atMs + clockOffMs() });
      case "open-round":
        return this.#openRound(command.roundId);
      case "set-reading":
        return this.#setReading(command.roundId);
      case "pair": {
        const paired = await this.#lock.pair(command.name, command.secret, nowMs);
        if (!paired.ok) return paired.error;
        return this.#runExchange();
      }
      case "unlock": {
        const unlocked = await this.#lock.unlock(command.secret, nowMs);
        return unlocked.ok ? undefined : unlocked.error;
      }
      case "rewrap": {
        const moved = await this.#lock.rewrap(command.secret, command.next, nowMs);
        return moved.ok ? undefined : moved.error;
      }
      case "lock":
        await this.#lock.lock();
        return undefined;
      case "exchange":
        return this.#runExchange();
      case "look":
        this.#lastSaid = "";
        await this.#rounds.sayAll();
        return undefined;
      case "advise":
        return (await this.#guide()).advise(command, this.#rounds.left(command.isWhole), nowMs);
      case "hand-over":
        return this.#rounds.handOver();
      case "take-over":
        return this.#rounds.takeOver(command.bytes);
      case "replay":
        return (await this.#replay()).perform(command.step);
      case "list-heard":
        return this.#listHeard();
      case "said-lately":
        return { said: await this.#intake.saidLately(command.meter) };
      case "save-journal":
      case "make-room":
        return this.#useFile(command);
      case "send-file":
        return this.#exchange.sendFile(command.text);
      case "take-desk":
        return undefined;
      case "explain":
        return this.#rounds.explain(new Date());
    }
  }

  async #openRound(roundId: string): Promise<IntakeAnswer> {
    const answer = await this.#rounds.open(roundId);
    await this.#sayVisits();
    return answer;
  }

  /** What this phone found at the doors of the open round. */
  async #sayVisits(): Promise<void> {
    const roundId = this.#rounds.openId;
    if (roundId === undefined) return;
    const visits = await this.#database.visits.where("roundId").equals(roundId).toArray();
    this.#rounds.noteVisited(visits.map(({ pointId }) => pointId));
    this.#say({ kind: "visits", roundId, visits });
  }

  async #runExchange(): Promise<IntakeAnswer> {
    await this.#journal.flush();
    await this.#exchange.run(Date.now());
    await this.#rounds.sayAll();
    await this.#rounds.openAgain();
    // Whoever asked looks at the state as soon as it has the answer.
    this.#sayState();
    const { kind, code } = this.#exchange.state();
    if (kind === "offline") return "call.unreachable";
    return kind === "refused" ? code : undefined;
  }

  async #setReading(roundId: string | undefined): Promise<IntakeAnswer> {
    // On hold nothing is missed; a reading that is taken up again still owes its gap.
    if (roundId === undefined) this.#journal.oweGap(undefined);
    await this.#database.marks.put({ name: READING, value: roundId ?? "" }).finally(() => {
      this.#readingRoundId = roundId;
    });
    return undefined;
  }

  #useKeys(keyring: Keyring | undefined): void {
    this.#intake.useKeys(keyring);
    if (keyring) void this.#rounds.openAgain().catch(() => undefined);
  }

  async #listHeard(): Promise<readonly HeardOnPhone[]> {
    // Ours is what the round asks for: without an open one the newest tells.
    if (this.#rounds.openId === undefined) await this.#rounds.openNewest();
    const heard = await this.#database.heard.orderBy("lastAtMs").reverse().limit(MOST_HEARD).toArray();
    return heard.map((one) => ({ ...one, isOwn: this.#intake.isOwn(one.meter) }));
  }

  async #useFile(command: FileCommand): Promise<IntakeAnswer> {
    await this.#journal.flush();
    const { useFile } = await import("./journal-file.ts");
    this.#roomAtMs = 0;
    return useFile(command, this.#journal, await this.#lock.senderId());
  }

  async #lookAtRoom(beatMs: number): Promise<void> {
    this.#roomAtMs = beatMs + ROOM_EVERY_MS;
    this.#short = shortRoomOf(await measureRoom());
  }

  async #tick(): Promise<void> {
    // What is due goes by a clock that nobody sets: one put back by a year would hold it up for a year.
    const [nowMs, beatMs] = [Date.now(), performance.now()];
    if (beatMs >= this.#roomAtMs) await this.#lookAtRoom(beatMs);
    const wasAtMs = this.#tickedAtMs;
    this.#tickedAtMs = nowMs;
    const spans = this.#clock.beat(nowMs, beatMs);
    if (this.#readingRoundId !== undefined)
      for (const span of spans) this.#clock.keep(await this.#gaps.add(span));
    for (const { id, reason } of this.#clock.settle()) await this.#gaps.settle(id, reason);
    const lost = this.#journal.takeLost();
    if (lost > 0)
      await this.#gaps.add({ fromMs: wasAtMs, toMs: nowMs, reason: "storage-full", frames: lost });
    if (beatMs >= this.#sendAtMs) await this.#sendByItself(nowMs).catch(() => this.#sendLater());
    if (beatMs >= this.#saidAtMs + TICK_MS) this.#sayState();
  }

  async #sendByItself(nowMs: number): Promise<void> {
    this.#sendAtMs = performance.now() + SEND_EVERY_MS;
    // A lease ends by the server's clock, whatever the phone's says.
    await this.#lock.look(nowMs + clockOffMs());
    await this.#exchange.look();
    const { frames, reads, kind } = this.#exchange.state();
    if (frames + reads === 0 && kind !== "offline") return;
    this.#sendAtMs = performance.now() + RETRY_MS;
    void this.#exchange.send(nowMs).then(
      () => this.#sendLater(this.#exchange.state().kind === "offline" ? RETRY_MS : SEND_EVERY_MS),
      () => this.#sendLater(),
    );
  }

  /** The database or a part of the app was not to be had: what is waiting waits on. */
  #sendLater(afterMs = RETRY_MS): void {
    this.#sendAtMs = performance.now() + afterMs;
  }

  /** Only what changed is said; a busy radio costs the screen four looks a second. */
  #sayState(): void {
    const state = stateOf({
      hearing: this.#hearing,
      frames: this.#frames,
      journal: this.#journalState,
      gaps: this.#gaps.all,
      short: this.#short,
      sync: this.#exchange.state(),
      phone: this.#lock.state(),
      readingRoundId: this.#readingRoundId,
    });
    const text = JSON.stringify(state);
    if (text === this.#lastSaid) return;
    this.#lastSaid = text;
    this.#saidAtMs = performance.now();
    this.#say({ kind: "state", state });
  }
}
