import { createRoot } from "solid-js";
import { expect, it } from "vitest";
import type { Field } from "./field.ts";
import { createRadioWay } from "./order-by-radio.ts";

it("listens in on the receiver no longer than its screen stands, also where the receiver's part came late", async () => {
  const taps = new Set<unknown>();
  const port = {
    canSend: () => true,
    send: async () => true,
    tap: (onTelegram: unknown) => {
      taps.add(onTelegram);
      return () => taps.delete(onTelegram);
    },
  };
  let found = (_: typeof port): void => undefined;
  const radio = new Promise<typeof port>((resolve) => {
    found = resolve;
  });
  const field = { receiver: { radio: () => radio, link: () => ({ kind: "open" }) } } as unknown as Field;
  createRoot((leave) => {
    createRadioWay(field, () => "KAM-60000001-34-04");
    leave();
  });
  found(port);
  await radio;
  await Promise.resolve();
  expect(taps.size).toBe(0);
  const stay = createRoot((leave) => {
    createRadioWay(field, () => "KAM-60000001-34-04");
    return leave;
  });
  await radio;
  await Promise.resolve();
  expect(taps.size).toBe(1);
  stay();
  expect(taps.size).toBe(0);
});
