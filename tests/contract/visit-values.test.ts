import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireConsumption, WireReadings, WireValue } from "../../shared/model/wire.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** Whatever is typed at a door or at a desk. */
const HOUR_MS = 3_600_000;
let server: PeopleServer;
let office: TestBrowser;
let meter = "";
let sent = 0;

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "office", role: "superuser" });
  meter = await addPoint(server.town, { id: "p1", area: "North", address: "Street 1", serial: "80000001" });
  office = await signedInBrowser(server, "id-office");
  server.clock.nowMs = T0 + 25 * 24 * HOUR_MS;
});
afterAll(() => server.close());

/** Hours after the 25 that the meter was heard in, each visit one later. */
const send = async (values: unknown): Promise<{ readonly atMs: number; readonly said: string | number }> => {
  sent += 1;
  const atMs = T0 + (24 + sent) * HOUR_MS;
  const visit = { id: `visit-of-${sent}`, pointId: "p1", meter, atMs, outcome: "read", doubts: [], note: "" };
  return { atMs, said: await office.code("POST", "/api/v1/visits", { ...visit, values }) };
};
const useOf = (): Promise<WireConsumption> =>
  office.json(
    "GET",
    `/api/v1/points/p1/consumption?from=${T0}&to=${T0 + 25 * 24 * HOUR_MS}&step=day&register=E1`,
  );
const storedAt = async (atMs: number): Promise<readonly WireValue[] | undefined> =>
  (
    await office.json<WireReadings>("GET", `/api/v1/points/p1/readings?before=${atMs + 1}&limit=1`)
  ).readings.find((one) => one.atMs === atMs)?.values;

/** Without what says nothing: space around it, and zeros before it. */
const plainOf = (text: string): string => text.trim().replace(/^0+(?=\d)/, "");

describe("what is typed", () => {
  it("is refused where one register is said twice, or no meter has so many digits", async () => {
    const twice = ["5100", "5200"].map((value) => ({ register: "E1", value, unit: "kWh" }));
    const long = [{ register: "E1", value: "999999999999999", unit: "kWh" }];
    for (const [values, code] of [
      [twice, "request.invalid"],
      [long, "value.beyond-register"],
    ] as const) {
      const { atMs, said } = await send(values);
      expect([said, await storedAt(atMs)]).toEqual([code, undefined]);
    }
    expect((await useOf()).unit).toBe("kWh");
  });

  it("stands as it was said or is refused, and what the point used can be asked after it", async () => {
    const digits = fc.stringMatching(/^\d{1,15}(\.\d{1,8})?$/);
    const one = fc.record({
      register: fc.constantFrom("E1", "V1", "t1", "nothing", "__proto__"),
      value: fc.oneof(digits, fc.constantFrom("", "-1", "1e9", "0x10", "NaN", "٣", "1,5", " 5 ")),
      unit: fc.constantFrom("kWh", "MWh", "GJ", "J", "m³", "l", "°C", "", "constructor"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 3 }), async (values) => {
        const { atMs, said } = await send(values);
        if (said !== 200) {
          expect(["request.invalid", "value.beyond-register"]).toContain(said);
          expect(await storedAt(atMs)).toBeUndefined();
        } else {
          const stored = (await storedAt(atMs)) ?? [];
          expect(new Map(stored.map((value) => [value.register, value]))).toEqual(
            new Map(values.map((value) => [value.register, { ...value, value: plainOf(value.value) }])),
          );
        }
        expect((await useOf()).intervals.length).toBeGreaterThan(20);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  }, 60_000);
});
