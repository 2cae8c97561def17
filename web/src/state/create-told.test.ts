import { createRoot, createSignal } from "solid-js";
import { afterEach, expect, it, vi } from "vitest";
import type { WireRegistersAt } from "../../../shared/model/wire.ts";
import { createTold } from "./create-told.ts";

// What Node is given by itself is made for servers: nothing follows anything there.
vi.mock("solid-js", async () => import(`${"solid-js"}/dist/solid.js`));
afterEach(() => vi.unstubAllGlobals());

const FIRST_MS = Date.UTC(2026, 10, 1);
const SECOND_MS = Date.UTC(2026, 10, 2);

it("proposes the registers of the day that is chosen, and none of another day while they are asked or cannot be had", async () => {
  const answers = new Map<number, (answer: Response | Error) => void>();
  vi.stubGlobal(
    "fetch",
    (path: string) =>
      new Promise<Response>((resolve, reject) => {
        const at = Number(new URL(path, "http://localhost").searchParams.get("at"));
        answers.set(at, (answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      }),
  );
  const values: WireRegistersAt["values"] = [
    { register: "E1", value: "5000", unit: "kWh", mark: "measured" },
  ];
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const [atMs, setAtMs] = createSignal<number | undefined>(FIRST_MS);
  const { told, close } = createRoot((dispose) => ({ told: createTold(() => "p1", atMs), close: dispose }));
  await settle();
  expect([told.isAsking(), told.values()]).toEqual([true, []]);
  answers.get(FIRST_MS)?.(Response.json({ values }));
  await settle();
  expect([told.isAsking(), told.values()]).toEqual([false, values]);
  setAtMs(SECOND_MS);
  expect([told.isAsking(), told.values()]).toEqual([true, []]);
  answers.get(SECOND_MS)?.(new Error("no network"));
  await settle();
  expect([told.isAsking(), told.values(), told.error()?.code]).toEqual([false, [], "call.unreachable"]);
  close();
});
