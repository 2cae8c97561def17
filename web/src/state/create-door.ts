import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { findDriver } from "../../../shared/codecs/drivers/find-driver.ts";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { BluetoothReceiver } from "../device/bluetooth-receiver.ts";
import { type BrowserAbilities, findAbilities } from "../device/browser-abilities.ts";
import type { LinkOptions, LinkState, ReceiverLink } from "../device/receiver-link.ts";
import { SerialReceiver } from "../device/serial-receiver.ts";
import { WakeLock } from "../device/wake-lock.ts";
import { type Use, useByDay, useByMonth } from "../optical/daily-consumption.ts";
import { mainRegisterOf } from "../optical/head-logs.ts";
import { HeadSession, type HeadState } from "../optical/head-session.ts";
import { visitOlderMeter } from "../optical/readout-visit.ts";
import { type ReadoutLine, runReadout } from "../optical/run-readout.ts";
import { HeardLine } from "../optical/run-talk.ts";
import { HeadDatabase, type HeadLog, type HeadRow, type HeadVisit } from "../store/head-database.ts";
import type { Field } from "./field.ts";
import { cardAt, type PointPlace } from "./point-card.ts";

const HEAD_BAUD = 1200;
const HEAD_STOP_BITS = 2;

type Way = "serial" | "bluetooth";

/** Today's Kamstrup meters speak KMP; those before them, and other makers', are read out in text. */
export type MeterSpeech = "kmp" | "text";

/** A meter and an optical head at one door. */
export interface Door {
  readonly card: Accessor<RoundCard | undefined>;
  readonly abilities: BrowserAbilities;
  readonly link: Accessor<LinkState>;
  /** `undefined` before anything was asked. */
  readonly state: Accessor<HeadState | undefined>;
  readonly isBusy: Accessor<boolean>;
  /** What this visit, or one before, found out. */
  readonly visit: Accessor<HeadVisit | undefined>;
  readonly useByDay: Accessor<readonly Use[]>;
  readonly useByMonth: Accessor<readonly Use[]>;
  readonly logs: Accessor<readonly HeadLog[]>;
  /** How the meter is asked. */
  readonly speech: Accessor<MeterSpeech>;
  chooseSpeech(speech: MeterSpeech): void;
  toggleLog(log: HeadLog): void;
  /** From a click: the browser asks which head. */
  connect(way: Way): Promise<void>;
  /** With the head that is connected already. */
  again(): void;
  cancel(): void;
}

export function createDoor(field: Field, place: PointPlace): Door {
  const database = new HeadDatabase();
  const card = cardAt(field, place.pointId);
  const { look, ...kept } = createKept(database, { pointId: place.pointId, card });
  const head = createHeadLink();
  const { run, cancel, ...running } = createRun({ field, place, database, head, card, look });
  // A head that was pulled and is back goes on by itself.
  createEffect(
    on(
      () => head.link().kind,
      (kind) => {
        const end = running.state();
        const isLost = end?.kind === "stopped" && end.why.kind === "line-lost";
        if (kind === "open" && (head.takeFresh() || isLost)) void run();
      },
    ),
  );
  onCleanup(() => {
    cancel();
    void head.close();
    database.close();
  });
  return {
    card,
    abilities: head.abilities,
    link: head.link,
    ...kept,
    ...running,
    connect: head.connect,
    again: () => void run(),
    cancel,
  };
}

interface RunParts {
  readonly field: Field;
  readonly place: PointPlace;
  readonly database: HeadDatabase;
  readonly head: ReturnType<typeof createHeadLink>;
  readonly card: Accessor<RoundCard | undefined>;
  readonly look: () => Promise<void>;
}

/** One session after another with the same head. */
function createRun({ field, place, database, head, card, look }: RunParts) {
  const [state, setState] = createSignal<HeadState>();
  const [isBusy, setBusy] = createSignal(false);
  const [logs, setLogs] = createSignal<readonly HeadLog[]>(["day"]);
  const { speech, chooseSpeech } = createSpeech(card);
  const wakeLock = new WakeLock(() => undefined);
  let stop: AbortController | undefined;
  const events = (here: RoundCard) => ({
    nowMs: () => Date.now(),
    onState: (next: HeadState): void => {
      setState(next);
      void look();
    },
    keepAnswer: async (bytes: Uint8Array) =>
      (await field.ask({ kind: "head-answer", bytes, atMs: Date.now() })) === undefined,
    onRead: async (visit: HeadVisit) => {
      await field.ask({ kind: "head-read", ...readOf(visit, here, place.roundId()) });
    },
  });
  const sessionAt = (here: RoundCard, meter: NonNullable<RoundCard["meter"]>, signal: AbortSignal) => {
    const known = parseMeterKey(meter.key);
    return new HeadSession(
      {
        pointId: here.pointId,
        serial: meter.serial.padStart(8, "0"),
        medium: here.medium,
        logs: logs(),
        infoTable: known && findDriver(known)?.status?.[0],
      },
      {
        line: head.line,
        database,
        signal,
        ...events(here),
      },
    );
  };
  const readOut = (here: RoundCard, meter: NonNullable<RoundCard["meter"]>, signal: AbortSignal) =>
    visitOlderMeter(
      { pointId: here.pointId, serial: meter.serial.padStart(8, "0") },
      {
        ...events(here),
        database,
        run: (talk) => runReadout(talk, textLineOf(head), signal),
      },
    );
  const run = async (): Promise<void> => {
    const here = card();
    if (!here?.meter || stop) return;
    stop = new AbortController();
    setBusy(true);
    await wakeLock.hold();
    const { signal } = stop;
    if (speech() === "text") await readOut(here, here.meter, signal);
    else if (await head.setSpeed(HEAD_BAUD, HEAD_STOP_BITS)) await sessionAt(here, here.meter, signal).run();
    stop = undefined;
    setBusy(false);
    await look();
    await wakeLock.release();
  };
  const toggleLog = (log: HeadLog): void => {
    setLogs((was) => (was.includes(log) ? was.filter((one) => one !== log) : [...was, log]));
  };
  return { state, isBusy, logs, speech, chooseSpeech, toggleLog, run, cancel: () => stop?.abort() };
}

/** The meter's type tells how it is asked, until somebody knows better. */
function createSpeech(card: Accessor<RoundCard | undefined>) {
  const [chosen, chooseSpeech] = createSignal<MeterSpeech>();
  return { speech: () => chosen() ?? speechOf(card()?.meter), chooseSpeech };
}

/** MULTICAL III, 66-B to E, 401 and 41, and what Kamstrup did not make. */
function speechOf(meter: RoundCard["meter"]): MeterSpeech {
  if (!meter) return "kmp";
  const isTheirs = ["KAM", "KAW"].includes(parseMeterKey(meter.key)?.manufacturer ?? "");
  return isTheirs && !/\b(III|66-?[B-E]+|401|41)\b/i.test(meter.type) ? "kmp" : "text";
}

/** The head's line, with a speed that changes within a talk. */
const textLineOf = (head: ReturnType<typeof createHeadLink>): ReadoutLine => ({
  write: (bytes) => head.line.write(bytes),
  listen: (silenceMs, signal) => head.line.listen(silenceMs, signal),
  flush: () => head.line.flush(),
  setSpeed: (baud) => head.setSpeed(baud, 1),
});

/** The value a bill rests on, for the round's list. */
function readOf(visit: HeadVisit, card: RoundCard, roundId: string) {
  const main = visit.registers.find(({ id }) => id === mainRegisterOf(card.medium));
  return {
    roundId,
    pointId: visit.pointId,
    atMs: visit.readAtMs ?? visit.startedAtMs,
    // Digits without their decimals are no value.
    ...(main && main.unit !== "" ? { value: { value: main.text, unit: main.unit } } : {}),
  };
}

/** What is in the phone's own database of this door. */
function createKept(
  database: HeadDatabase,
  { pointId, card }: { readonly pointId: Accessor<string>; readonly card: Accessor<RoundCard | undefined> },
) {
  const [visit, setVisit] = createSignal<HeadVisit>();
  const [rows, setRows] = createSignal<readonly HeadRow[]>([]);
  const look = async (): Promise<void> => {
    setVisit(await database.visits.get(pointId()));
    setRows(await database.rowsOf(pointId(), "day"));
  };
  createEffect(on(pointId, () => void look()));
  const register = (): number => mainRegisterOf(card()?.medium ?? "heat");
  return {
    visit,
    look,
    useByDay: createMemo(() => useByDay(rows(), register())),
    useByMonth: createMemo(() => useByMonth(rows(), register())),
  };
}

/** The head's own link: another port than the receiver's, 1200 baud, two stop bits. */
export function createHeadLink() {
  const abilities = findAbilities();
  const [link, setLink] = createSignal<LinkState>({ kind: "closed" });
  let open: ReceiverLink | undefined;
  let isFresh = false;
  const line = new HeardLine(async (bytes) => (await open?.write(bytes)) ?? false);
  const options: LinkOptions = {
    baudRate: HEAD_BAUD,
    stopBits: HEAD_STOP_BITS,
    greeting: [],
    listener: { onBytes: (bytes) => line.take(bytes), onState: setLink },
    nowMs: () => Date.now(),
  };
  return {
    abilities,
    link,
    line,
    /** Done when the line runs so; a Bluetooth head keeps its own speed. False: the head is gone. */
    async setSpeed(baudRate: number, stopBits: 1 | 2): Promise<boolean> {
      await open?.setUp({ baudRate, stopBits, greeting: [] });
      return link().kind === "open";
    },
    /** Whether somebody has just connected it, and nothing was asked of it yet. */
    takeFresh(): boolean {
      const was = isFresh;
      isFresh = false;
      return was;
    },
    async connect(way: Way): Promise<void> {
      await open?.close();
      if (way === "serial" && "serial" in navigator) open = new SerialReceiver(navigator.serial, options);
      else if (way === "bluetooth" && "bluetooth" in navigator)
        open = new BluetoothReceiver(navigator.bluetooth, options);
      isFresh = true;
      await open?.choose();
    },
    close: async (): Promise<void> => open?.close(),
  };
}
