import type { RoomKind } from "../../shared/rooms/room-name.ts";
import { ROOM_RULES } from "../../shared/rooms/room-rules.ts";
import { type RoomValue, sameValue } from "../../shared/rooms/same-value.ts";

interface At {
  readonly part: string;
  readonly key: string;
}

interface Ended extends At {
  readonly value: RoomValue;
  /** Who wrote over it or took it away; nobody in person where that was the server. */
  readonly by: string | undefined;
}

/** Values kept, per room. */
const REMEMBERED = 500;

/** Values lately written over: what an undo may bring back under another's name. */
export class SaidLately {
  readonly #kind: RoomKind;
  readonly #ended: Ended[] = [];

  constructor(kind: RoomKind) {
    this.#kind = kind;
  }

  end({ part, key, before }: At & { readonly before: RoomValue | undefined }, by: string | undefined): void {
    if (before === undefined || part === "base") return;
    this.#ended.push({ part, key, value: before, by });
    if (this.#ended.length > REMEMBERED) this.#ended.shift();
  }

  /**
   * Whether this person may bring this value back: it has stood there. What somebody said in their own words, which a point's
   * edits are not, comes back by whoever ended it alone: what its author took back is said again by nobody else.
   */
  mayReturn({ part, key }: At, value: RoomValue, personId: string): boolean {
    const isOwnWords = this.#kind !== "points" && ROOM_RULES[this.#kind].parts[part]?.authorOf !== undefined;
    return this.#ended.some(
      (one) =>
        one.part === part &&
        one.key === key &&
        (!isOwnWords || one.by === personId) &&
        sameValue(one.value, value),
    );
  }

  clear(): void {
    this.#ended.length = 0;
  }
}
