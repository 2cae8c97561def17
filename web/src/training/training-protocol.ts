import type { TrainingFault } from "../../../shared/simulator/training-round.ts";
import type { IntakeCommand, IntakeEvent } from "../intake-protocol.ts";

/** How many times faster than the clock the car drives. */
export const TRAINING_SPEEDS = [1, 5, 20] as const;
export type TrainingSpeed = (typeof TRAINING_SPEEDS)[number];

/** What a page says to the worker of a training round, beyond what it says to the one that really reads. */
export type TrainingCommand =
  | IntakeCommand
  | { readonly kind: "drive-at"; readonly speed: TrainingSpeed }
  /** To the meter of this point, and stays in its earshot; none: on by the guidance. */
  | { readonly kind: "go-to"; readonly meter?: string }
  /** A normalised telegram to a meter. */
  | { readonly kind: "put-on-air"; readonly telegram: Uint8Array }
  /** Deletes everything of this training round; the next one is another town. */
  | { readonly kind: "throw-away" };

export type TrainingEvent =
  | IntakeEvent
  | { readonly kind: "car"; readonly car: CarNow }
  /** A normalised telegram of a meter that can be asked. */
  | { readonly kind: "air"; readonly telegram: Uint8Array }
  /** What goes wrong on purpose. */
  | { readonly kind: "lesson"; readonly lesson: Lesson };

export interface CarNow {
  readonly lat: number;
  readonly lon: number;
  readonly metres: number;
  /** By the car's own clock. */
  readonly seconds: number;
  readonly isDriving: boolean;
}

export interface Lesson {
  readonly startedAtMs: number;
  readonly faults: readonly { readonly pointId: string; readonly fault: TrainingFault }[];
}
