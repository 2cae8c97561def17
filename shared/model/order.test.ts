import { describe, expect, it } from "vitest";
import { isOrderOpen, parseWish, readWish, stateOfOrder } from "./order.ts";
import { planOrder } from "./order-plan.ts";

describe("a wish", () => {
  it.each([
    [{ kind: "clock", time: "standard" }],
    [{ kind: "logging-interval", minutes: 15 }],
    [{ kind: "tariff", tariff: "none" }],
    [{ kind: "tariff", tariff: "outlet", limit2: "35", limit3: "40.5" }],
    [{ kind: "pulse-input", input: "A", litresPerPulse: "10", startM3: "123.456", serial: "12345678" }],
    [{ kind: "radio-content", content: "billing", intervalS: 16 }],
    [{ kind: "log-reading", log: "day", rows: 460 }],
  ])("within its limits is taken as it is: %j", (wish) => {
    expect(parseWish(wish)).toEqual({ ok: true, value: wish });
  });

  it.each([
    ["minutes that do not divide a day", { kind: "logging-interval", minutes: 7 }, "minutes"],
    ["minutes below one", { kind: "logging-interval", minutes: 0 }, "minutes"],
    [
      "a third limit below the second",
      { kind: "tariff", tariff: "power", limit2: "50", limit3: "49.9" },
      "limit3",
    ],
    ["a limit that is no number", { kind: "tariff", tariff: "power", limit2: "1e3", limit3: "2" }, "limit2"],
    [
      "a limit beyond what a meter can feel",
      { kind: "tariff", tariff: "inlet", limit2: "90", limit3: "181" },
      "limit3",
    ],
    [
      "pulses of nothing",
      { kind: "pulse-input", input: "B", litresPerPulse: "0", startM3: "0", serial: "" },
      "litresPerPulse",
    ],
    [
      "a counter that starts below zero",
      { kind: "pulse-input", input: "B", litresPerPulse: "1", startM3: "-1", serial: "" },
      "startM3",
    ],
    [
      "a serial with letters",
      { kind: "pulse-input", input: "B", litresPerPulse: "1", startM3: "0", serial: "A1" },
      "serial",
    ],
    ["an interval no radio has", { kind: "radio-content", content: "billing", intervalS: 17 }, "intervalS"],
    ["half a row", { kind: "log-reading", log: "day", rows: 1.5 }, "rows"],
    ["a kind that is not there", { kind: "open-the-valve" }, "kind"],
    ["nothing", null, "wish"],
  ])("with %s is refused by the field's name", (_, wish, field) => {
    const parsed = parseWish(wish);
    expect(parsed.ok ? undefined : parsed.error.field).toBe(field);
  });
});

describe("a wish with several fields out of their limits", () => {
  it("names all of them, in their order", () => {
    const wish = { kind: "pulse-input", input: "C", litresPerPulse: "0", startM3: "", serial: "A1" };
    const read = readWish(wish);
    expect(read.ok ? [] : read.error.map(({ field }) => field)).toEqual([
      ...["input", "litresPerPulse", "startM3", "serial"],
    ]);
    const limits = readWish({ kind: "tariff", tariff: "inlet", limit2: "x", limit3: "181" });
    expect(limits.ok ? [] : limits.error).toEqual([
      { field: "limit2", expected: "0 to 180 °C" },
      { field: "limit3", expected: "0 to 180 °C" },
    ]);
  });
});

describe("an order", () => {
  it("is open until something ends it; a failure does not", () => {
    expect(stateOfOrder([])).toBe("open");
    expect(stateOfOrder([{ kind: "failed" }])).toBe("failed");
    expect(stateOfOrder([{ kind: "failed" }, { kind: "done" }])).toBe("done");
    // The phone was offline when somebody cancelled: the meter was changed all the same.
    expect(stateOfOrder([{ kind: "cancelled" }, { kind: "done" }])).toBe("done");
    expect(stateOfOrder([{ kind: "refused" }, { kind: "cancelled" }])).toBe("cancelled");
    expect(["open", "failed"].every((state) => isOrderOpen(state as "open"))).toBe(true);
    expect(isOrderOpen("done")).toBe(false);
  });
});

describe("the dry run", () => {
  const tariff = { meter: "M", wish: { kind: "tariff", tariff: "none" } } as const;
  const clock = { meter: "M", wish: { kind: "clock", time: "standard" } } as const;
  const at = { meter: "M", type: "MULTICAL 403", verified: ["clock", "tariff"] } as const;

  it("says what is left of the meter's legal changes: 25 less 18 used are 7", () => {
    expect(planOrder(tariff, { ...at, changesUsed: 18 })).toEqual({
      costs: 1,
      budget: { left: 7, most: 25 },
      warnings: [],
    });
    expect(planOrder(tariff, { ...at, type: "MULTICAL 603", changesUsed: 18 }).budget).toEqual({
      left: 32,
      most: 50,
    });
  });

  it("blocks sending at the last change, and warns before", () => {
    expect(planOrder(tariff, { ...at, changesUsed: 20 }).warnings).toEqual(["order.few-left"]);
    expect(planOrder(tariff, { ...at, changesUsed: 23 }).refusal).toBeUndefined();
    expect(planOrder(tariff, { ...at, changesUsed: 24 }).refusal).toBe("order.budget-spent");
    expect(planOrder(tariff, { ...at, changesUsed: 25 }).refusal).toBe("order.budget-spent");
  });

  it("sends nothing legal to a meter whose counter was not read", () => {
    expect(planOrder(tariff, at).refusal).toBe("order.budget-unknown");
  });

  it("sets a clock whatever is left: that is no legal change", () => {
    expect(planOrder(clock, { ...at, changesUsed: 25 })).toMatchObject({ costs: 0 });
    expect(planOrder(clock, { ...at, changesUsed: 25 }).refusal).toBeUndefined();
  });

  it("sends nothing to another meter than the one ordered, and nothing that is not verified", () => {
    expect(planOrder(clock, { ...at, meter: "N" }).refusal).toBe("order.other-meter");
    expect(planOrder(tariff, { ...at, verified: ["clock"], changesUsed: 0 }).refusal).toBe(
      "order.not-verified",
    );
  });

  it("tells that the radio's format will be a new one", () => {
    const wish = { kind: "radio-content", content: "billing", intervalS: 16 } as const;
    expect(planOrder({ meter: "M", wish }, { ...at, changesUsed: 0 }).warnings).toEqual([
      "order.new-radio-format",
    ]);
  });
});
