import { type Accessor, createSignal } from "solid-js";
import type { Attention, Companion, Company } from "../../../shared/rooms/company.ts";
import type { RoomReplica } from "../sync/room-replica.ts";

/** The company in a room that is opened and left. */
export interface RoomCompany extends Company {
  /** The open room, and `undefined` when it is left. */
  take(replica: Present | undefined): void;
  /** The room may read differently. */
  look(): void;
}

type Present = Pick<RoomReplica, "presence" | "setPresence">;

/** One at a time: the others in each room one opens, without one's own windows. */
export function createCompany(personId: Accessor<string | undefined>): RoomCompany {
  const [companions, setCompanions] = createSignal<readonly Companion[]>([], { equals: isSameCompany });
  let replica: Present | undefined;
  let own: Attention | undefined;
  const look = (): void => void setCompanions(replica ? companionsIn(replica, personId()) : []);
  return {
    companions,
    look,
    attend(attention) {
      own = attention;
      replica?.setPresence(own ? { ...own } : null);
    },
    take(next) {
      replica?.setPresence(null);
      replica = next;
      if (own) next?.setPresence({ ...own });
      look();
    },
  };
}

/** A person with two windows at one thing is one, in the field of the window that is in one. */
function companionsIn(replica: Present, personId: string | undefined): readonly Companion[] {
  const found = new Map<string, Companion>();
  for (const state of replica.presence()) {
    const { user, about, field } = state as {
      readonly user?: { readonly id?: unknown; readonly name?: unknown };
      readonly about?: unknown;
      readonly field?: unknown;
    };
    if (typeof user?.id !== "string" || user.id === personId) continue;
    const key = `${user.id} ${textOf(about) ?? ""}`;
    const one = { id: user.id, name: textOf(user.name) ?? "", about: textOf(about), field: textOf(field) };
    if (!found.has(key) || one.field !== undefined) found.set(key, one);
  }
  return [...found.values()];
}

const textOf = (said: unknown): string | undefined => (typeof said === "string" ? said : undefined);

const isSameCompany = (a: readonly Companion[], b: readonly Companion[]): boolean =>
  a.length === b.length &&
  a.every((one, at) => {
    const other = b[at];
    return (
      one.id === other?.id &&
      one.name === other.name &&
      one.about === other.about &&
      one.field === other.field
    );
  });
