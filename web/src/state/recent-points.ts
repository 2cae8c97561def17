import { makeStoredChoice } from "./stored-choice.ts";

const MOST = 12;

/** Which points this person looked at last on this browser, newest first: ids only. */
export interface RecentPoints {
  list(): readonly string[];
  note(pointId: string): void;
}

export function makeRecentPoints(personId: string): RecentPoints {
  const stored = makeStoredChoice(`recent.${personId}`);
  const list = (): readonly string[] => (stored.read() ?? "").split("\n").filter((id) => id !== "");
  return {
    list,
    note(pointId) {
      const others = list().filter((id) => id !== pointId);
      stored.write([pointId, ...others].slice(0, MOST).join("\n"));
    },
  };
}
