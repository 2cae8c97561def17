import { createRoot } from "solid-js";
import { expect, it } from "vitest";
import type { IntakeAnswer, ReplayCommand } from "../intake-protocol.ts";
import { createReplay } from "./create-replay.ts";
import type { Field } from "./field.ts";

const NOW = {
  ...{ played: 0, frames: 9, fromMs: 1000, atMs: 1000, toMs: 9000, points: 2, read: 0 },
  ...{ fresh: [], notHere: 0, misses: [], leftOut: 0, readSince: [] as readonly string[], isPlaced: true },
};

/** A replay whose steps are answered when the test says so. */
function slowReplay() {
  const asked: { readonly step: ReplayCommand; readonly answer: (answer: IntakeAnswer) => void }[] = [];
  const field = {
    ask: ({ step }: { readonly step: ReplayCommand }) =>
      new Promise<IntakeAnswer>((answer) => asked.push({ step, answer })),
  } as unknown as Field;
  const { replay, leave } = createRoot((dispose) => ({ replay: createReplay(field), leave: dispose }));
  const answer = async (kind: ReplayCommand["kind"], told: IntakeAnswer): Promise<void> => {
    const at = asked.findIndex(({ step }) => step.kind === kind);
    asked.splice(at, 1)[0]?.answer(told);
    await new Promise((go) => setTimeout(go));
  };
  const open = async (): Promise<void> => {
    const isOpen = replay.open("round", "");
    await answer("open", NOW);
    await answer("cards", { cards: [] });
    await isOpen;
  };
  const waiting = (): readonly string[] => asked.map(({ step }) => step.kind);
  return { replay, leave, answer, open, waiting };
}

it("marks nothing as read by one recording that another one read, also where its last step was still under way", async () => {
  const { replay, leave, answer, open } = slowReplay();
  await open();
  const isOpen = replay.open("round", "");
  await answer("play", { ...NOW, played: 5, read: 1, readSince: ["p1"] });
  expect(replay.now()).toBeUndefined();
  await answer("open", NOW);
  await answer("cards", { cards: [] });
  await isOpen;
  expect(replay.now()?.played).toBe(0);
  expect(replay.markOf("p1")).toBe("left");
  leave();
});

it("plays on once, however quickly it was paused and set going again, and keeps what was read meanwhile", async () => {
  const { replay, leave, answer, open, waiting } = slowReplay();
  replay.chooseSpeed("fast");
  await open();
  replay.pause();
  replay.play();
  expect(waiting()).toEqual(["play", "play"]);
  await answer("play", { ...NOW, played: 1, read: 1, readSince: ["p1"] });
  await answer("play", { ...NOW, played: 2, read: 1 });
  await new Promise((go) => setTimeout(go, 20));
  expect(waiting()).toEqual(["play"]);
  expect(replay.markOf("p1")).toBe("read");
  leave();
});
