import { type Accessor, createMemo } from "solid-js";
import { useOffice } from "./office.ts";
import type { RoomsOwner } from "./people-rooms.ts";

/** Whose rooms these are: of whoever is signed in. `undefined` until that is known, and where nobody signs in. */
export function createRoomsOwner(): Accessor<RoomsOwner | undefined> {
  const { session } = useOffice();
  return createMemo<RoomsOwner | undefined>(
    () => {
      const who = session.who();
      return who && { utility: who.utility.id, personId: who.person.id };
    },
    undefined,
    { equals: (a, b) => a?.utility === b?.utility && a?.personId === b?.personId },
  );
}
