import { beforeEach, describe, expect, it } from "vitest";
import { EMPTY_CHANNEL, readChannel, writeChannel } from "../../shared/model/channel.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import type { ReviewFinding } from "../review-ports.ts";
import { LimitWatch } from "./limit-watch.ts";

const MINUTE_MS = 60_000;
const point = { id: "p1" };
let findings: ReviewFinding[];
let stored: Reading[];
let fields: Record<string, string>;
let watch: LimitWatch;
beforeEach(() => {
  [findings, stored] = [[], []];
  // Shown in metres of water, 10.2 for a bar, to be between 20 and 60.
  const channel = readChannel("P1", { ...EMPTY_CHANNEL, scale: "10.2", unit: "mVS", low: "20", high: "60" });
  if (typeof channel === "string") throw new Error(channel);
  fields = { "channel:P1": writeChannel(channel) };
  watch = makeWatch();
});

const makeWatch = () =>
  new LimitWatch({
    readings: {
      newest: async (_, beforeMs, count) =>
        stored
          .filter(({ atMs }) => atMs < beforeMs)
          .slice(-count)
          .toReversed(),
    },
    review: {
      add: async (added) => void findings.push(...added),
      list: async () => {
        const open = findings.filter(({ decision }) => decision === undefined);
        return { total: open.length, findings: open };
      },
    },
    fieldsOf: async () => ({ p1: fields }),
    nowMs: () => 0,
  });

/** Centibar at a minute. */
const say = async (minute: number, centibar: number): Promise<void> => {
  const reading: Reading = {
    meter: "KAM-90000001-34-04" as MeterKey,
    atMs: minute * MINUTE_MS,
    values: [{ register: "P1", unit: "bar", value: { digits: centibar, exponent: -2 } }],
    ...{ status: [], marks: [], source: "radio", receiver: "mast" },
  };
  stored.push(reading);
  await watch.look([{ reading, point }]);
};
const told = () =>
  findings.map(({ reason, register, atMs, found, limit }) => [
    reason,
    register,
    atMs / MINUTE_MS,
    found,
    limit,
  ]);

describe("a sensor that leaves its limits", () => {
  it("is on the work list once, since when it did, in what it is shown as", async () => {
    await say(0, 500);
    await say(5, 600);
    await say(10, 620);
    // 6.00 bar × 10.2 = 61.2 mVS.
    expect(told()).toEqual([["above-limit", "P1", 5, 61.2, 60]]);
  });

  it("is there once more only after it was well inside, and somebody has looked", async () => {
    await say(0, 500);
    await say(5, 600);
    // 59.67 mVS: inside by less than 2 % of 40 mVS.
    await say(10, 585);
    await say(15, 600);
    expect(told()).toHaveLength(1);
    await say(20, 500);
    await say(25, 600);
    // It waits on the list already.
    expect(told()).toHaveLength(1);
    findings = findings.map((one) => ({ ...one, decision: "accepted" }));
    await say(30, 500);
    await say(35, 190);
    await say(40, 500);
    await say(45, 600);
    expect(told().map(([reason, , minute]) => [reason, minute])).toEqual([
      ["above-limit", 5],
      ["below-limit", 35],
      ["above-limit", 45],
    ]);
  });

  it("is not told again after a start of the server, nor by a reading that comes late", async () => {
    await say(0, 500);
    await say(5, 600);
    findings = [];
    watch = makeWatch();
    await say(10, 610);
    await say(7, 500);
    await say(15, 610);
    expect(told()).toEqual([]);
  });

  it("follows limits that somebody changes", async () => {
    await say(0, 500);
    fields = {};
    watch.forget(["p1"]);
    await say(5, 600);
    expect(told()).toEqual([]);
  });
});
