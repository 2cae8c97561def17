/** What one tells the others in a room of oneself. */
export interface Attention {
  /** Which of the room's things one looks at, where it has several: a point, a group. */
  readonly about?: string | undefined;
  /** The field one is in; absent while one only looks. */
  readonly field?: string | undefined;
}

/** Somebody else in a room right now. */
export interface Companion extends Attention {
  readonly id: string;
  /** Empty where it is not known. */
  readonly name: string;
}

/** Who else is at something, and what one tells them; nothing of it is kept. */
export interface Company {
  companions(): readonly Companion[];
  /** `undefined`: one is not there for them. */
  attend(attention: Attention | undefined): void;
}
