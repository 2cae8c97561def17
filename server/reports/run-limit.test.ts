import { expect, it } from "vitest";
import { RunLimit } from "./run-limit.ts";

function open(most: { ofToken: number; ofUtility: number; inAll: number }) {
  const runs = new RunLimit(most);
  const asked = (token: string, utility = "town") => runs.begin({ token, utility });
  const begin = (token: string, utility?: string) => {
    const begun = asked(token, utility);
    if (typeof begun !== "function") throw new Error(begun);
    return begun;
  };
  return { asked, begin };
}

it("begins no more runs than a token may have, nor than all may, and says which it was", () => {
  const { asked, begin } = open({ ofToken: 2, ofUtility: 3, inAll: 3 });
  const first = begin("a");
  begin("a");
  expect(asked("a")).toBe("token");
  const other = begin("b");
  expect(asked("b")).toBe("utility");
  expect(asked("b", "village")).toBe("server");
  first();
  // Told twice that it ended, it makes room once.
  first();
  begin("a");
  expect(asked("a")).toBe("token");
  expect(asked("b")).toBe("utility");
  other();
  expect(typeof asked("b")).toBe("function");
});

it("keeps room for the machines of another utility, whose tokens may be called the same", () => {
  const { asked, begin } = open({ ofToken: 2, ofUtility: 2, inAll: 3 });
  begin("a");
  const last = begin("b");
  expect(asked("c")).toBe("utility");
  begin("a", "village");
  expect(asked("c", "village")).toBe("server");
  last();
  begin("a", "village");
  expect(asked("a", "village")).toBe("token");
});
