import type { IntakeAnswer } from "./intake-protocol.ts";
import { isAway } from "./is-away.ts";

/** What works behind the screens of a page, in a worker of its own. */
export interface Desk<Command> {
  /** Takes up what was going on when the app last ended. */
  start(): Promise<void>;
  perform(command: Command): Promise<IntakeAnswer>;
  /** Another tab takes over: what was heard becomes durable first. */
  close(): Promise<void>;
}

interface Call<Command> {
  readonly id: number;
  readonly command: Command | { readonly kind: "take-desk" };
}

type DeskEvent =
  | { readonly kind: "done"; readonly id: number; readonly answer: IntakeAnswer }
  | { readonly kind: "desk"; readonly isHere: boolean }
  | { readonly kind: "fault"; readonly code: string };

/** A page that was just reloaded gets its own desk back within this time. */
const RELOAD_MS = 1500;

/**
 * Of all tabs one has the desk of a name: two would count every frame twice. The others say so, and may
 * take it over.
 */
export class DeskHolder<Command extends { readonly kind: string }> {
  readonly #name: string;
  readonly #make: () => Desk<Command>;
  readonly #say: (event: DeskEvent) => void;
  #desk: Desk<Command> | undefined;
  #started: Promise<void> | undefined;
  #isElsewhere = false;
  #release: (() => void) | undefined;
  readonly #waiting: Call<Command>[] = [];

  constructor(name: string, make: () => Desk<Command>, say: (event: DeskEvent) => void) {
    this.#name = name;
    this.#make = make;
    this.#say = say;
  }

  take(call: Call<Command>): void {
    if (call.command.kind === "take-desk") void this.#takeOver(call);
    else if (this.#desk) void this.#perform(this.#desk, call);
    else if (this.#isElsewhere) this.#refuse(call);
    else this.#waiting.push(call);
  }

  /** Waits in line: the desk comes here by itself when the other tab is closed. */
  stand(): void {
    const timer = setTimeout(() => this.#sayElsewhere(), RELOAD_MS);
    void this.#hold({ onTaken: () => clearTimeout(timer) });
  }

  #refuse({ id, command }: Call<Command>): void {
    if (command.kind !== "bytes") this.#say({ kind: "done", id, answer: "desk.elsewhere" });
  }

  async #perform(own: Desk<Command>, { id, command }: Call<Command>): Promise<void> {
    try {
      await this.#started;
      const answer = await own.perform(command as Command);
      if (command.kind !== "bytes") this.#say({ kind: "done", id, answer });
    } catch (error) {
      this.#say({ kind: "done", id, answer: isAway(error) ? "app.part-away" : "storage.failed" });
      throw error;
    }
  }

  /** Holds the desk until it is taken over by another tab, or this one ends. */
  #begin(): Promise<void> {
    this.#isElsewhere = false;
    const desk = this.#make();
    this.#desk = desk;
    this.#started = desk.start();
    this.#started.catch(() => this.#say({ kind: "fault", code: "storage.failed" }));
    this.#say({ kind: "desk", isHere: true });
    for (const call of this.#waiting.splice(0)) void this.#perform(desk, call);
    return new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  #sayElsewhere(): void {
    this.#isElsewhere = true;
    for (const call of this.#waiting.splice(0)) this.#refuse(call);
    this.#say({ kind: "desk", isHere: false });
  }

  async #hold({ steal = false, onTaken = () => {} }: { steal?: boolean; onTaken?: () => void }) {
    try {
      await navigator.locks.request(this.#name, { steal }, () => {
        onTaken();
        return this.#begin();
      });
    } catch {
      // Taken over: what was heard becomes durable, then this desk is closed.
      const last = this.#desk;
      this.#desk = undefined;
      this.#release?.();
      await last?.close();
      this.#sayElsewhere();
      void this.#hold({});
    }
  }

  async #takeOver({ id }: Call<Command>): Promise<void> {
    void this.#hold({ steal: true });
    this.#say({ kind: "done", id, answer: undefined });
  }
}
