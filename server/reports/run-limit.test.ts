import { expect, it } from "vitest";
import { RunLimit } from "./run-limit.ts";

it("begins no more runs than a token may have, nor than all may, and says which it was", () => {
  const runs = new RunLimit({ ofToken: 2, inAll: 3 });
  const begin = (token: string) => {
    const begun = runs.begin(token);
    if (typeof begun !== "function") throw new Error(begun);
    return begun;
  };
  const first = begin("a");
  begin("a");
  expect(runs.begin("a")).toBe("token");
  const other = begin("b");
  expect(runs.begin("b")).toBe("server");
  first();
  // Told twice that it ended, it makes room once.
  first();
  begin("a");
  expect(runs.begin("a")).toBe("token");
  expect(runs.begin("b")).toBe("server");
  other();
  expect(typeof runs.begin("b")).toBe("function");
});
