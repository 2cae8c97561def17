import "fake-indexeddb/auto";
import { afterEach, expect, it, vi } from "vitest";
import { FieldDesk } from "./field-desk.ts";
import type { IntakeEvent } from "./intake-protocol.ts";
import { LocalDatabase } from "./store/local-database.ts";

afterEach(() => vi.unstubAllGlobals());

it("goes on saying how it is where the database gives no answer for a moment", async () => {
  let tick = (): void => undefined;
  vi.stubGlobal("setInterval", (work: () => void) => {
    tick = work;
    return 0;
  });
  const database = new LocalDatabase("field-desk-1");
  const said: IntakeEvent["kind"][] = [];
  const desk = new FieldDesk(database, ({ kind }) => said.push(kind));
  await desk.start();
  const asked = vi.spyOn(database.phone, "get").mockRejectedValue(new Error("UnknownError"));
  tick();
  // This one beat asks who the phone is, in vain, and says the state all the same.
  await vi.waitFor(() => expect(said).toContain("state"), 5000);
  expect(asked).toHaveBeenCalled();
  await desk.close();
});
