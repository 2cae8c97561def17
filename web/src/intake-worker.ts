import { FieldDesk } from "./field-desk.ts";
import type { IntakeCall, IntakeEvent } from "./intake-protocol.ts";
import { LocalDatabase } from "./store/local-database.ts";

/**
 * The thread that keeps what is heard: no screen, however busy, holds it up. Of all tabs one has the
 * desk: two would count every frame twice. The others say so, and may take it over.
 */
const DESK = "rounds-desk";
/** A page that was just reloaded gets its own desk back within this time. */
const RELOAD_MS = 1500;

const say = (event: IntakeEvent): void => postMessage(event);
let desk: FieldDesk | undefined;
let started: Promise<void> | undefined;
let isElsewhere = false;
let release: (() => void) | undefined;
const waiting: IntakeCall[] = [];

addEventListener("message", ({ data }: MessageEvent<IntakeCall>) => {
  if (data.command.kind === "take-desk") void takeOver(data);
  else if (desk) void perform(desk, data);
  else if (isElsewhere) refuse(data);
  else waiting.push(data);
});

function refuse({ id, command }: IntakeCall): void {
  if (command.kind !== "bytes") say({ kind: "done", id, answer: "desk.elsewhere" });
}

async function perform(own: FieldDesk, { id, command }: IntakeCall): Promise<void> {
  try {
    await started;
    const answer = await own.perform(command);
    if (command.kind !== "bytes") say({ kind: "done", id, answer });
  } catch (error) {
    say({ kind: "done", id, answer: "storage.failed" });
    throw error;
  }
}

/** Holds the desk until it is taken over by another tab, or this one ends. */
function begin(): Promise<void> {
  isElsewhere = false;
  desk = new FieldDesk(new LocalDatabase(), say);
  started = desk.start();
  started.catch(() => say({ kind: "fault", code: "storage.failed" }));
  say({ kind: "desk", isHere: true });
  for (const call of waiting.splice(0)) void perform(desk, call);
  return new Promise((resolve) => {
    release = resolve;
  });
}

function sayElsewhere(): void {
  isElsewhere = true;
  for (const call of waiting.splice(0)) refuse(call);
  say({ kind: "desk", isHere: false });
}

/** Waits in line: the desk comes here by itself when the other tab is closed. */
function stand(): void {
  const timer = setTimeout(sayElsewhere, RELOAD_MS);
  void hold({ onTaken: () => clearTimeout(timer) });
}

async function hold({ steal = false, onTaken = () => {} }: { steal?: boolean; onTaken?: () => void }) {
  try {
    await navigator.locks.request(DESK, { steal }, () => {
      onTaken();
      return begin();
    });
  } catch {
    // Taken over: what was heard becomes durable, then this desk is closed.
    const last = desk;
    desk = undefined;
    release?.();
    await last?.close();
    sayElsewhere();
    void hold({});
  }
}

async function takeOver({ id }: IntakeCall): Promise<void> {
  void hold({ steal: true });
  say({ kind: "done", id, answer: undefined });
}

stand();
