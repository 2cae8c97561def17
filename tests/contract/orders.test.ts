import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderWish } from "../../shared/model/order.ts";
import type { WireOrder } from "../../shared/model/wire-orders.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

let server: PeopleServer;
let office: TestBrowser;
let reader: TestBrowser;
let south: TestBrowser;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "office", role: "superuser" });
  await addPerson(server, server.town, { user: "reader", role: "user" });
  await addPerson(server, server.town, { user: "south", role: "superuser", areas: ["South"] });
  await addPoint(server.town, { id: "p1", area: "North", address: "Street 1", serial: "80000001" });
  await addPoint(server.town, { id: "p2", area: "South", address: "Street 2", serial: "80000002" });
  office = await signedIn("office");
  reader = await signedIn("reader");
  south = await signedIn("south");
});
afterAll(() => server.close());

async function signedIn(user: string): Promise<TestBrowser> {
  return signedInBrowser(server, `id-${user}`);
}

const CLOCK: OrderWish = { kind: "clock", time: "standard" };
const order = (id: string, pointId: string, wish: unknown = CLOCK) => ({
  orders: [{ id: `order-${id}`, pointId, wish }],
});
const said = (id: string, kind: string, more: object = {}) => ({
  id: `event-${id}`,
  kind,
  atMs: 1_000,
  reason: "",
  found: [],
  ...more,
});
const ordersOf = async (browser: TestBrowser, query = ""): Promise<readonly WireOrder[]> =>
  (await browser.json<{ orders: readonly WireOrder[] }>("GET", `/api/v1/orders${query}`)).orders;

describe("an order", () => {
  it("is made once however often it is sent, for the meter that is mounted then", async () => {
    expect(await office.json("POST", "/api/v1/orders", order("once", "p1"))).toEqual({ added: 1 });
    expect(await office.json("POST", "/api/v1/orders", order("once", "p1"))).toEqual({ added: 0 });
    const [made, ...others] = await ordersOf(reader);
    expect(others).toEqual([]);
    expect(made).toMatchObject({ id: "order-once", meter: "KAM-80000001-34-04", wish: CLOCK, state: "open" });
    expect(made?.by).toBe("Name of office");
  });

  it("failed at the door stays open; done ends it with what the meter said; each event counts once", async () => {
    await office.json("POST", "/api/v1/orders", order("door", "p1"));
    const path = "/api/v1/orders/order-door/events";
    const failed = said("failed-1", "failed", { reason: "kmp.no-answer" });
    expect(await reader.json("POST", path, failed)).toEqual({ isNew: true });
    expect(await reader.json("POST", path, failed)).toEqual({ isNew: false });
    const found = [["meter_time", "12:00:00"]];
    await reader.json("POST", path, said("done-1", "done", { found }));
    const all = await ordersOf(reader);
    const ended = all.find(({ id }) => id === "order-door");
    expect(ended?.state).toBe("done");
    expect(ended?.events.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["failed", "kmp.no-answer"],
      ["done", ""],
    ]);
    expect(ended?.events[1]?.found).toEqual(found);
    expect((await ordersOf(reader, "?state=open")).map(({ id }) => id)).not.toContain("order-door");
    expect(await office.code("DELETE", "/api/v1/orders/order-door")).toBe("order.ended");
  });

  it("cancelled in the office while a phone had done it offline is done: the meter was changed", async () => {
    await office.json("POST", "/api/v1/orders", order("late", "p1"));
    expect(await office.code("DELETE", "/api/v1/orders/order-late")).toBe(204);
    const late = () => ordersOf(office).then((all) => all.find(({ id }) => id === "order-late")?.state);
    expect(await late()).toBe("cancelled");
    await reader.json("POST", "/api/v1/orders/order-late/events", said("done-late", "done"));
    expect(await late()).toBe("done");
  });

  it("stays within the areas of whoever asks", async () => {
    await office.json("POST", "/api/v1/orders", order("north", "p1"));
    await office.json("POST", "/api/v1/orders", order("south", "p2"));
    expect((await ordersOf(south)).map(({ id }) => id)).toEqual(["order-south"]);
    expect(await south.code("POST", "/api/v1/orders", order("foreign", "p1"))).toBe("point.not-found");
    expect(await south.code("DELETE", "/api/v1/orders/order-north")).toBe("order.not-found");
    const event = said("foreign", "done");
    expect(await south.code("POST", "/api/v1/orders/order-north/events", event)).toBe("order.not-found");
  });

  it("that is out of its limits is refused whole, and so is one for a point that is not there", async () => {
    const wrong = { kind: "logging-interval", minutes: 7 };
    expect(await office.code("POST", "/api/v1/orders", order("wrong", "p1", wrong))).toBe("request.invalid");
    expect(await office.code("POST", "/api/v1/orders", order("nowhere", "p9"))).toBe("point.not-found");
    expect(await reader.code("POST", "/api/v1/orders", order("reader", "p1"))).toBe("access.denied");
    const cancelled = said("cancel", "cancelled");
    expect(await reader.code("POST", "/api/v1/orders/order-north/events", cancelled)).toBe("request.invalid");
  });

  it("is in the audit log with its wish, and so is what became of it", async () => {
    const question = {
      fromMs: 0,
      toMs: Number.MAX_SAFE_INTEGER,
      beforeSeq: Number.MAX_SAFE_INTEGER,
      limit: 500,
    };
    const entries = await server.town.store.audit.list(question);
    const made = entries.find(
      ({ event, after }) => event === "order.created" && JSON.stringify(after).includes("clock"),
    );
    expect(made?.target).toEqual({ kind: "point", id: "p2", name: "KAM-80000002-34-04" });
    const events = new Set(entries.map(({ event }) => event));
    for (const event of ["order.failed", "order.done", "order.cancelled"]) expect(events).toContain(event);
  });
});
