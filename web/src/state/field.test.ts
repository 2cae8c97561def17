import { createRoot } from "solid-js";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { NoPlace } from "../device/position.ts";
import type { ReceivedBytes } from "../device/receiver-link.ts";
import type { IntakeCommand } from "../intake-protocol.ts";
import { createReading } from "./create-reading.ts";
import type { Receiver } from "./create-receiver.ts";
import { createField, type Place } from "./field.ts";

const HERE = { lat: 55.1, lon: 10.2 };

beforeAll(() => {
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("document", { addEventListener: () => undefined });
});
afterAll(() => vi.unstubAllGlobals());

/** A phone whose position and receiver say what the test says. */
function phone() {
  const told: IntakeCommand[] = [];
  let receive = (_: ReceivedBytes): void => undefined;
  let place = { on: (_: Place): void => undefined, none: (_: NoPlace): void => undefined };
  let isOld = false;
  const receiver = { link: () => ({ kind: "open" }), disconnect: async () => undefined };
  const field = createRoot(() =>
    createField({
      ...{ road: "/read", isTraining: false },
      startIntake: () => ({ ask: async () => undefined, tell: (command) => void told.push(command) }),
      makeReceiver(onBytes) {
        receive = onBytes;
        return receiver as unknown as Receiver;
      },
      watchPlace(on, none) {
        place = { on, none };
        return { check: () => isOld && none("lost"), stop: () => undefined };
      },
    }),
  );
  return {
    field,
    isAt: (where: Place) => place.on(where),
    hasGrownOld(): void {
      isOld = true;
    },
    isNowhere: (why: NoPlace) => place.none(why),
    /** Where bytes that come now are said to be heard. */
    heardAt(): Place | undefined {
      receive({ codec: "im871a", atMs: 0, bytes: new Uint8Array(1) } as ReceivedBytes);
      const last = told.at(-1);
      return last?.kind === "bytes" ? last.position : undefined;
    },
  };
}

it("keeps nothing as heard where the phone was before the round was on hold", async () => {
  const { field, isAt, heardAt } = phone();
  await field.startReading("round");
  isAt(HERE);
  expect(heardAt()).toEqual(HERE);
  await field.holdReading();
  // A receiver that is tested the next morning is heard somewhere else.
  expect([heardAt(), field.place()]).toEqual([undefined, undefined]);
  await field.startReading("round");
  expect(heardAt()).toBeUndefined();
  // Said again while it is read, by another screen: it is where it was.
  isAt(HERE);
  await field.startReading("round");
  expect(heardAt()).toEqual(HERE);
});

it("says that there is no position as long as a round is read", async () => {
  const { field, isNowhere } = phone();
  await field.startReading("round");
  isNowhere("lost");
  expect(field.noPlace()).toBe("lost");
  await field.holdReading();
  expect(field.noPlace()).toBeUndefined();
});

it("keeps nothing as heard at a place that has grown too old before a timer could say so", async () => {
  const { field, isAt, hasGrownOld, heardAt } = phone();
  await field.startReading("round");
  isAt(HERE);
  expect(heardAt()).toEqual(HERE);
  hasGrownOld();
  expect(heardAt()).toBeUndefined();
  expect([field.place(), field.noPlace()]).toEqual([undefined, "lost"]);
});

it("is silent for every screen alike: whoever opens another one does not begin to wait anew", () => {
  vi.useFakeTimers();
  const { field } = phone();
  const pulse = () => createRoot(() => createReading(field, () => "round").pulse());
  expect(pulse()).toBe("waiting");
  vi.advanceTimersByTime(10 * 60_000);
  expect(pulse()).toBe("silent");
  vi.useRealTimers();
});
