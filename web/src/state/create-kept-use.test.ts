import "fake-indexeddb/auto";
import { createRoot } from "solid-js";
import { expect, it, vi } from "vitest";
import { UseDatabase } from "../store/use-database.ts";
import { createKeptUse } from "./create-kept-use.ts";

// What Node is given by itself is made for servers: nothing follows anything there.
vi.mock("solid-js", async () => import(`${"solid-js"}/dist/solid.js`));

const signed = (report: object): string => {
  const bytes = new TextEncoder().encode(JSON.stringify({ report }));
  return btoa(String.fromCharCode(...bytes));
};

it("says whose use it is, as it was when it was fetched, and nobody's name where none is known", async () => {
  const database = new UseDatabase();
  const page = (customer: string, customerNumber = "") => ({
    page: { signed: signed({ customer, customerNumber }), signature: "" },
  });
  const points = [
    { pointId: "named", series: [], ...page("Søren Åen") },
    { pointId: "numbered", series: [], ...page("", "4711") },
    { pointId: "empty", series: [] },
  ];
  await database.keep({ roundId: "r-1", total: 3, untilMs: 1, fetchedAtMs: 1 }, { points, publicKey: "" });
  for (const [pointId, name] of [
    ["named", "Søren Åen"],
    ["numbered", "4711"],
    ["empty", undefined],
    ["never fetched", undefined],
  ] as const) {
    const { kept, leave } = createRoot((dispose) => ({
      kept: createKeptUse({ roundId: () => "r-1", pointId: () => pointId }),
      leave: dispose,
    }));
    await vi.waitFor(() => expect(kept.found()).not.toBeUndefined());
    expect(kept.customer()).toBe(name);
    leave();
  }
  database.close();
});
