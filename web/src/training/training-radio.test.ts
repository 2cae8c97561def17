import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import { makeTrainingRound } from "../../../shared/simulator/training-round.ts";
import type { IntakeAnswer, OrderHere } from "../intake-protocol.ts";
import { RadioDriver } from "../optical/radio-driver.ts";
import { createSteps, type OrderWork, type StepParts } from "../state/order-steps.ts";
import { LocalDatabase } from "../store/local-database.ts";
import { TrainingRadio } from "./training-radio.ts";

const NOW_MS = Date.UTC(2026, 10, 30, 9, 0, 0);

type Said<Part extends string> = Extract<IntakeAnswer, Readonly<Record<Part, unknown>>>;

/** A car that stands by its meters, each of which sends whenever the test says so. */
async function standBy() {
  const database = new LocalDatabase("rounds-training-radio");
  const round = makeTrainingRound({ seed: 3, nowMs: NOW_MS });
  let drivers: RadioDriver[] = [];
  const hear = (telegram: Uint8Array): void => {
    for (const driver of drivers) driver.hear(telegram);
  };
  const radio = new TrainingRadio({ database, meters: round.ordered, keyring: () => round.keyring, hear });
  await radio.start(NOW_MS);
  const asked = async <Part extends string>(command: Parameters<TrainingRadio["perform"]>[0]) =>
    (await radio.perform(command)) as Said<Part>;
  const driverOf = (meter: string): RadioDriver => {
    const id = parseMeterKey(meter);
    if (!id) throw new Error(meter);
    const driver = new RadioDriver({
      meter: id,
      send: async (telegram) => {
        radio.send(telegram, Date.now());
        return true;
      },
      abilityOf: async (bytes) => (await asked<"ability">({ kind: "radio-ability", bytes })).ability,
      seal: async (bytes) => (await asked<"sealed">({ kind: "radio-seal", meter, bytes })).sealed,
      open: async (bytes) => (await asked<"carried">({ kind: "radio-open", bytes })).carried,
    });
    drivers = [driver];
    return driver;
  };
  const timer = setInterval(() => {
    for (const pointId of round.ordered.keys()) {
      const telegram = round.telegram({ id: pointId } as never, Date.now());
      if (telegram) hear(telegram);
      radio.listens(Date.now());
    }
  }, 20);
  return { database, radio, round, driverOf, close: () => clearInterval(timer) };
}

it("an order is rehearsed by radio: asked first, with seven of 25 changes left, then carried out", async () => {
  const { database, radio, driverOf, close } = await standBy();
  const list = async () => ((await radio.perform({ kind: "list-orders" })) as Said<"orders">).orders;
  const [clock, interval] = ["clock", "logging-interval"].map((kind) => async () => {
    const found = (await list()).find(({ wish }) => wish.kind === kind);
    if (!found) throw new Error(kind);
    return found;
  });
  const workOf = async (order: OrderHere) => {
    const driver = driverOf(order.meter);
    const kept: string[] = [];
    const parts = {
      ...{ driver: () => driver, timeZone: () => "Europe/Copenhagen" },
      field: {
        ask: async ({ kind }: { readonly kind: string }) => void kept.push(kind),
        state: () => undefined,
      },
    } as unknown as StepParts;
    const note = async (of: OrderHere, kind: "done", told: object) =>
      void (await radio.perform({
        ...{ kind: "keep-order-event", orderId: of.id },
        event: { kind, reason: "", found: [], ...told },
      } as Parameters<TrainingRadio["perform"]>[0]));
    const steps = createSteps(parts, { note: note as never, setWork: () => undefined });
    const { signal } = new AbortController();
    const looked = await steps.look(order, signal);
    if (looked.kind !== "planned") return [looked] as readonly OrderWork[];
    return [looked, await steps.carryOut(order, looked.look, signal)] as readonly OrderWork[];
  };
  try {
    const first = await interval?.();
    if (!first) throw new Error("nothing is ordered");
    const [plan, done] = await workOf(first);
    expect(plan).toMatchObject({
      kind: "planned",
      look: { isSimulated: true, now: [["minutes", "60"]] },
      // 25 less 18 are 7.
      plan: { costs: 1, budget: { left: 7, most: 25 } },
    });
    expect(done).toMatchObject({ kind: "done", found: expect.arrayContaining([["minutes", "15"]]) });
    expect(await workOf(first)).toMatchObject([{ kind: "done", wasAlready: true }]);
    const set = await clock?.();
    expect(set && (await workOf(set))).toMatchObject([
      { kind: "planned", plan: { costs: 0 } },
      { kind: "done" },
    ]);
    expect((await list()).map(({ state }) => state)).toEqual(["done", "done"]);
    expect(await database.orderEvents.where("isSent").equals(1).count()).toBe(0);
  } finally {
    close();
  }
}, 60_000);
