import { fetchReaders } from "../api/field-calls.ts";
import { createCall } from "./create-call.ts";

/** Names of the people of the utility, by their ids. */
export interface People {
  /** `undefined`: not known, or not yet. */
  nameOf(personId: string): string | undefined;
}

export function createPeopleNames(): People {
  const call = createCall(() => "people", fetchReaders);
  return {
    nameOf: (personId) => call.answered()?.value.readers.find(({ id }) => id === personId)?.name,
  };
}
