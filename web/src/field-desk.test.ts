import "fake-indexeddb/auto";
import { afterEach, expect, it, vi } from "vitest";
import { noteServerTime } from "./api/server-clock.ts";
import { FieldDesk } from "./field-desk.ts";
import type { IntakeEvent } from "./intake-protocol.ts";
import { LocalDatabase } from "./store/local-database.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A desk whose beat the test gives. */
async function startDesk(name: string, say: (event: IntakeEvent) => void) {
  let tick = (): void => undefined;
  vi.stubGlobal("setInterval", (work: () => void) => {
    tick = work;
    return 0;
  });
  const database = new LocalDatabase(name);
  const desk = new FieldDesk(database, say);
  await desk.start();
  return { desk, database, tick: () => tick() };
}

it("goes on saying how it is where the database gives no answer for a moment", async () => {
  const said: IntakeEvent["kind"][] = [];
  const { desk, database, tick } = await startDesk("field-desk-1", ({ kind }) => said.push(kind));
  const asked = vi.spyOn(database.phone, "get").mockRejectedValue(new Error("UnknownError"));
  tick();
  // This one beat asks who the phone is, in vain, and says the state all the same.
  await vi.waitFor(() => expect(said).toContain("state"), 5000);
  expect(asked).toHaveBeenCalled();
  await desk.close();
});

it("goes on sending by itself when the phone's clock is put back by a year", async () => {
  const { desk, database, tick } = await startDesk("field-desk-2", () => undefined);
  const asked = vi.spyOn(database.phone, "get");
  tick();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1), 5000);
  const [wallMs, beatMs] = [Date.now(), performance.now()];
  vi.spyOn(Date, "now").mockReturnValue(wallMs - 365 * 86_400_000);
  // The next sending is due five seconds after the last.
  vi.spyOn(performance, "now").mockReturnValue(beatMs + 6000);
  tick();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2), 5000);
  await desk.close();
});

it("remembers that a round is read where the receiver was open before the round was", async () => {
  const { desk, database } = await startDesk("field-desk-3", () => undefined);
  // The page asks for the round, and its stick is open before an answer.
  const opened = desk.perform({ kind: "open-round", roundId: "r1" });
  await desk.perform({ kind: "set-reading", roundId: "r1" });
  await opened;
  expect(await database.mark("reading-round")).toBe("r1");
  await desk.perform({ kind: "set-reading" });
  expect(await database.mark("reading-round")).toBe("");
  await desk.close();
});

it("keeps what is heard with what the server had told of the clock by then, and with nothing once the clock is set", async () => {
  const { desk, database } = await startDesk("field-desk-4", () => undefined);
  const wallMs = Date.now();
  // The phone is two hours ahead.
  const server = new Date(Math.floor(wallMs / 1000) * 1000 - 7_200_000);
  noteServerTime(server.toUTCString(), server.getTime() + 7_200_000);
  const hear = (atMs: number) =>
    desk.perform({ kind: "head-answer", atMs, bytes: Uint8Array.of(1), link: "kmp" });
  await hear(wallMs);
  vi.spyOn(Date, "now").mockReturnValue(wallMs - 7_200_000);
  await hear(wallMs - 7_200_000);
  const frames = (await database.chunks.toArray()).flatMap((chunk) => chunk.frames);
  expect(frames.map(({ offMs }) => offMs)).toEqual([-7_200_000, undefined]);
  expect(frames.map(({ leaps }) => leaps)).toEqual([undefined, 1]);
  await desk.close();
});
