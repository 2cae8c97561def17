import type { WireFormat } from "../../../shared/model/wire-rounds.ts";
import type { Intake } from "../intake.ts";
import type { IntakeAnswer, ReplayCommand } from "../intake-protocol.ts";
import { createFrameReader } from "../read-frame.ts";
import type { FrameJournal } from "../store/frame-journal.ts";
import type { LocalDatabase, StoredFrame } from "../store/local-database.ts";
import { type Recording, readRecording, withKeys } from "./read-recording.ts";
import { ReplayDrive } from "./replay-drive.ts";

/** So many frames at a step: a few tenths of a second on a phone. */
const MOST_AT_ONCE = 400;
const CHUNKS = 500;

/** Replays on the phone: reads the database, the journal and a file, and writes nowhere. */
export class ReplayDesk {
  readonly #database: Pick<LocalDatabase, "views" | "reads" | "mark">;
  readonly #journal: Pick<FrameJournal, "after" | "flush">;
  readonly #intake: Pick<Intake, "keyring">;
  #drive: ReplayDrive | undefined;

  constructor(parts: {
    readonly database: Pick<LocalDatabase, "views" | "reads" | "mark">;
    readonly journal: Pick<FrameJournal, "after" | "flush">;
    readonly intake: Pick<Intake, "keyring">;
  }) {
    this.#database = parts.database;
    this.#journal = parts.journal;
    this.#intake = parts.intake;
  }

  async perform(command: ReplayCommand): Promise<IntakeAnswer> {
    switch (command.kind) {
      case "open":
        return this.#open(command);
      case "play":
        this.#drive?.playUpTo(command.upToMs, MOST_AT_ONCE);
        return this.#drive?.now();
      case "cards":
        return { cards: this.#drive?.cards ?? [] };
      case "close":
        this.#drive = undefined;
        return undefined;
    }
  }

  async #open({ roundId, text }: Extract<ReplayCommand, { kind: "open" }>): Promise<IntakeAnswer> {
    const view = (await this.#database.views.get(roundId))?.view;
    if (!view) return "round.not-found";
    const recording = text === undefined ? await this.#own() : readRecording(text);
    if (!recording.ok) return recording.error;
    const own = await this.#database.reads.where("roundId").equals(roundId).toArray();
    const formats = await this.#database.mark("formats");
    this.#drive = new ReplayDrive({
      frames: recording.value.frames,
      leftOut: recording.value.leftOut,
      round: {
        cards: view.cards,
        readThen: new Set([...view.reads, ...own].map(({ pointId }) => pointId)),
      },
      keyring: withKeys(this.#intake.keyring, recording.value.keys),
      read: createFrameReader(
        typeof formats === "string" ? (JSON.parse(formats) as readonly WireFormat[]) : [],
      ),
    });
    return this.#drive.now();
  }

  /** What this phone's journal holds. */
  async #own(): Promise<
    { readonly ok: true; readonly value: Recording } | { readonly ok: false; readonly error: string }
  > {
    await this.#journal.flush();
    const frames: StoredFrame[] = [];
    for (let at = 0; ; ) {
      const chunks = await this.#journal.after(at, CHUNKS);
      const last = chunks.at(-1);
      if (!last) break;
      at = last.id;
      for (const chunk of chunks) frames.push(...chunk.frames);
    }
    if (frames.length === 0) return { ok: false, error: "replay.empty" };
    return { ok: true, value: { frames, keys: new Map(), leftOut: 0 } };
  }
}
