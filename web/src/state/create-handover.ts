import { type Accessor, createSignal, onCleanup } from "solid-js";
import { CodeCollector, type CodesSeen, splitIntoCodes } from "../../../shared/handover/code-texts.ts";
import { watchCodes } from "../device/code-camera.ts";
import { pictureOf } from "../device/code-picture.ts";
import { drawQrCodes, openQrReader, type QrModules } from "../device/qr-image.ts";
import type { Field } from "./field.ts";
import { giveFile } from "./give-file.ts";

/** Two phones tell each other what they read of the open round, with nothing between them. */
export interface Handover {
  /** The codes of what is known here, to be shown one after another. */
  readonly codes: Accessor<readonly QrModules[]>;
  readonly shown: Accessor<number>;
  /** Parts of the other phone's codes seen so far. */
  readonly seen: Accessor<CodesSeen | undefined>;
  /** How many points this phone has learned of. */
  readonly added: Accessor<number | undefined>;
  readonly fault: Accessor<string | undefined>;
  show(): Promise<void>;
  scan(video: HTMLVideoElement): Promise<void>;
  stopScanning(): void;
  /** Gives the file to another app, where the phone can, else saves it. */
  save(): Promise<void>;
  /** A file another phone saved, or a picture of its code. */
  open(file: File): Promise<void>;
}

const SHOWN_MS = 350;
const FILE_NAME = "reads.rounds";

/** What this phone knows of the open round. */
async function askBytes(field: Field): Promise<Uint8Array | undefined> {
  const bytes = await field.ask({ kind: "hand-over" });
  return bytes instanceof Uint8Array ? bytes : undefined;
}

export function createHandover(field: Field): Handover {
  const [codes, setCodes] = createSignal<readonly QrModules[]>([]);
  const [shown, setShown] = createSignal(0);
  const [seen, setSeen] = createSignal<CodesSeen>();
  const [added, setAdded] = createSignal<number>();
  const [fault, setFault] = createSignal<string>();
  const collector = new CodeCollector();
  let stop: (() => void) | undefined;

  const take = async (bytes: Uint8Array): Promise<void> => {
    const answer = await field.ask({ kind: "take-over", bytes });
    if (typeof answer === "object" && "added" in answer) setAdded(answer.added);
    else setFault(typeof answer === "string" ? answer : "round.not-found");
  };
  const takeText = (text: string): void => {
    const part = collector.take(text);
    // A code of something else in sight is nothing to complain about.
    if (!part.ok) return;
    setSeen(part.value);
    if (!part.value.bytes) return;
    stopScanning();
    void take(part.value.bytes);
  };
  const stopScanning = (): void => {
    stop?.();
    stop = undefined;
  };
  const begin = (): void => {
    setFault(undefined);
    setAdded(undefined);
    setSeen(undefined);
  };
  const timer = setInterval(() => setShown((now) => (now + 1) % Math.max(1, codes().length)), SHOWN_MS);
  onCleanup(() => {
    clearInterval(timer);
    stopScanning();
  });
  return {
    codes,
    shown,
    seen,
    added,
    fault,
    async show() {
      const bytes = await askBytes(field);
      if (bytes) setCodes(await drawQrCodes(splitIntoCodes(bytes)));
    },
    async scan(video) {
      begin();
      const watching = await watchCodes(video, openQrReader, takeText);
      if (watching.ok) stop = watching.value;
      else setFault(watching.error);
    },
    stopScanning,
    async save() {
      const bytes = await askBytes(field);
      if (bytes)
        await giveFile(new File([new Uint8Array(bytes)], FILE_NAME, { type: "application/octet-stream" }));
    },
    async open(file) {
      begin();
      if (file.type.startsWith("image/"))
        await readPicture(file, takeText, () => setFault("handover.no-code"));
      else await take(new Uint8Array(await file.arrayBuffer()));
    },
  };
}

async function readPicture(file: File, onText: (text: string) => void, onNone: () => void): Promise<void> {
  try {
    const read = await openQrReader();
    const texts = await read(await pictureOf(file));
    if (texts.length === 0) onNone();
    for (const text of texts) onText(text);
  } catch {
    onNone();
  }
}
