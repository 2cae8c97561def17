import "fake-indexeddb/auto";
import { createRoot, createSignal } from "solid-js";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { RoundOnPhone } from "../intake-protocol.ts";
import { UseDatabase } from "../store/use-database.ts";
import { createUsePack, type UsesState } from "./create-use-pack.ts";
import type { Field } from "./field.ts";

// What Node is given by itself is made for servers: nothing follows anything there.
vi.mock("solid-js", async () => import(`${"solid-js"}/dist/solid.js`));

const { process } = globalThis as unknown as {
  readonly process: Record<"on" | "off", (event: string, tell: (reason: unknown) => void) => void>;
};
let calls: string[] = [];
let rejections: unknown[] = [];
const note = (reason: unknown): void => void rejections.push(reason);
beforeEach(() => {
  [calls, rejections] = [[], []];
  process.on("unhandledRejection", note);
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal(
    "fetch",
    (path: string, { signal }: RequestInit) =>
      new Promise((_, reject) => {
        calls.push(path);
        signal?.addEventListener("abort", () => reject(new Error("aborted")));
      }),
  );
});
afterEach(async () => {
  process.off("unhandledRejection", note);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 30));
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await settle();
};
const open = (ids: readonly string[] = ["r-1"]) =>
  createRoot((leave) => {
    const [rounds] = createSignal(ids.map((id) => ({ id }) as RoundOnPhone));
    const field = { rounds, state: () => undefined } as unknown as Field;
    const owner = { utility: "town", personId: "ada" };
    const pack = createUsePack(
      field,
      () => "en",
      () => owner,
    );
    return { pack, leave };
  });

it("ends quietly when its page is left in the middle of it", async () => {
  const { pack, leave } = open();
  await until(() => pack.state().kind === "missing");
  pack.fetch();
  await until(() => calls.length > 0);
  leave();
  await settle();
  expect(rejections).toEqual([]);
});

it("can be tried again where the phone could keep nothing of it", async () => {
  const { pack, leave } = open();
  await until(() => pack.state().kind === "missing");
  const broken = vi.spyOn(UseDatabase.prototype, "own").mockRejectedValueOnce(new Error("no room"));
  pack.fetch();
  await until(() => broken.mock.calls.length > 0);
  await settle();
  const kept: UsesState = pack.state();
  expect([kept, rejections]).toEqual([{ kind: "missing", rounds: 1, isSomeHere: false, code: "full" }, []]);
  pack.fetch();
  await until(() => calls.length > 0);
  leave();
});

it("says of how many rounds it is missing where another round's is here", async () => {
  const untilMs = Date.now();
  const database = new UseDatabase();
  await database.rounds.put({ roundId: "r-1", total: 50, untilMs, fetchedAtMs: untilMs });
  database.close();
  const { pack, leave } = open(["r-1", "r-2", "r-3"]);
  await until(() => pack.state().kind === "missing");
  expect(pack.state()).toEqual({ kind: "missing", rounds: 2, isSomeHere: true });
  leave();
});
