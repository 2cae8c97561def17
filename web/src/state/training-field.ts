import { type Accessor, createRoot, createSignal } from "solid-js";
import { findAbilities } from "../device/browser-abilities.ts";
import type { LinkState } from "../device/receiver-link.ts";
import { TRAINING_DRAFTS, VisitDrafts } from "../store/visit-drafts.ts";
import type {
  CarNow,
  Lesson,
  TrainingCommand,
  TrainingEvent,
  TrainingSpeed,
} from "../training/training-protocol.ts";
import type { RadioPort, Receiver } from "./create-receiver.ts";
import { createField, type Field, type Place } from "./field.ts";
import { callWorker, type WorkerClient } from "./intake-client.ts";

/** A training round: a field like the real one, and the car that drives in it. */
export interface Training {
  readonly field: Field;
  readonly car: Accessor<CarNow | undefined>;
  readonly lesson: Accessor<Lesson | undefined>;
  readonly speed: Accessor<TrainingSpeed>;
  driveAt(speed: TrainingSpeed): void;
  /** Nothing of it is left on this phone; the next one is another town. */
  throwAway(): Promise<void>;
}

let training: Training | undefined;

/** The one of this page; made when a training screen is first looked at. */
export function useTraining(): Training {
  training ??= createRoot(createTraining);
  return training;
}

const FIRST_SPEED: TrainingSpeed = 5;

function createTraining(dispose: () => void): Training {
  const [car, setCar] = createSignal<CarNow>();
  const [lesson, setLesson] = createSignal<Lesson>();
  const [speed, setSpeed] = createSignal<TrainingSpeed>(FIRST_SPEED);
  const watchers = new Set<(place: Place) => void>();
  const air = createAir((command) => client?.ask(command) ?? Promise.resolve());
  const worker = new Worker(new URL("../training/training-worker.ts", import.meta.url), { type: "module" });
  let client: WorkerClient<TrainingCommand> | undefined;
  const field = createField({
    road: "/training",
    isTraining: true,
    startIntake(onEvent) {
      client = callWorker<TrainingCommand, TrainingEvent>(worker, (event) => {
        if (event.kind === "lesson") setLesson(event.lesson);
        else if (event.kind === "air") air.hear(event.telegram);
        else if (event.kind === "car") {
          setCar(event.car);
          for (const watch of watchers) watch(event.car);
        } else onEvent(event);
      });
      return client;
    },
    makeReceiver: () => createNoReceiver(air.radio),
    watchPlace(onPlace) {
      const here = car();
      if (here) onPlace(here);
      watchers.add(onPlace);
      return { check: () => undefined, stop: () => void watchers.delete(onPlace) };
    },
  });
  return {
    field,
    car,
    lesson,
    speed,
    driveAt(next) {
      setSpeed(next);
      client?.tell({ kind: "drive-at", speed: next });
    },
    async throwAway() {
      await field.holdReading();
      await client?.ask({ kind: "throw-away" });
      worker.terminate();
      await new VisitDrafts(TRAINING_DRAFTS).delete();
      training = undefined;
      dispose();
    },
  };
}

/** Between the car and the meters that are asked. */
function createAir(ask: (command: TrainingCommand) => Promise<unknown>) {
  const taps = new Set<(telegram: Uint8Array) => void>();
  const radio: RadioPort = {
    canSend: () => true,
    async send(telegram) {
      await ask({ kind: "put-on-air", telegram });
      return true;
    },
    tap(onTelegram) {
      taps.add(onTelegram);
      return () => {
        void ask({ kind: "go-to" });
        return taps.delete(onTelegram);
      };
    },
    goTo: (meter) => void ask({ kind: "go-to", meter }),
  };
  return {
    radio,
    hear(telegram: Uint8Array): void {
      for (const tap of taps) tap(telegram);
    },
  };
}

/** In the place of a receiver: it is there as soon as somebody sets out. */
function createNoReceiver(radio: RadioPort): Receiver {
  const [link, setLink] = createSignal<LinkState>({ kind: "closed" });
  const open = (): void => {
    setLink({ kind: "open", name: "", lineErrors: 0 });
  };
  return {
    link,
    abilities: findAbilities(),
    products: () => [],
    product: () => "",
    trying: () => undefined,
    modes: () => [],
    prepare: () => Promise.resolve(),
    chooseProduct: () => undefined,
    hasWay: () => true,
    connect: () => Promise.resolve(open()),
    resume() {
      open();
      return Promise.resolve(true);
    },
    setMode: () => Promise.resolve(),
    radio: () => Promise.resolve(radio),
    disconnect: () => Promise.resolve(void setLink({ kind: "closed" })),
  };
}
