import { describe, expect, it } from "vitest";
import type { MeterKey } from "../../../shared/model/meter-id.ts";
import type { WireReplayedMeter } from "../../../shared/model/wire-replay.ts";
import { batchesOf, readDrive } from "./read-drive.ts";
import { addStep, kindOf, NOTHING_REPLAYED, toTakeOver } from "./sum-replay.ts";

const METER: WireReplayedMeter = {
  ...{ meter: "KAM-90000001-34-04" as MeterKey, pointId: "p1", address: "Engvej 1", telegrams: 2 },
  ...{ understood: 1, causes: [{ outcome: "no-key", telegrams: 1 }], standing: 0 },
  ...{ fresh: 1, other: 0, lost: 0, kept: 0, differences: [] },
};
const HEAD = '{"journal":"rounds 1","phone":"phone-0001"}\n';
const line = (rxAt: unknown, raw: unknown, more = {}): string =>
  `${JSON.stringify({ rxAt, raw, ...more })}\n`;
const read = (text: string) => readDrive(new Blob([text]), new AbortController().signal, () => undefined);

describe("a drive's file at a desk", () => {
  it("is read by meter, in its time, without lines that are no telegrams", async () => {
    const a = "2E442D2C0100009034047A";
    const b = "2E442D2C0200009034047A";
    const drive = await read(
      [HEAD, line(2000, a), line(1000, b), line(3000, a), line("x", a), line(1, "zz"), '{"rxAt":4'].join(""),
    );
    expect(drive).toMatchObject({
      ok: true,
      value: { phone: "phone-0001", telegrams: 3, leftOut: 3, fromMs: 1000, toMs: 3000 },
    });
    const meters = drive.ok ? drive.value.meters : [];
    expect(meters.map((own) => own.map(({ rxAt }) => rxAt))).toEqual([[2000, 3000], [1000]]);
  });

  it("holds what meters answered too, under a head or by radio, and no time that the server would not take", async () => {
    const said = ["kmp", "kmp-radio"].map((medium, n) => line(1000 + n, "40FF", { medium }));
    const drive = await read(
      [HEAD, ...said, line(8.64e15, "40FF"), line(1, "40FF", { medium: "fax" })].join(""),
    );
    expect(drive).toMatchObject({ ok: true, value: { telegrams: 2, leftOut: 2, toMs: 1001 } });
    const meters = drive.ok ? drive.value.meters : [];
    expect(meters.flat().map(({ medium }) => medium)).toEqual(["kmp", "kmp-radio"]);
  });

  it.each([
    ["a;b\n", "replay.no-drive"],
    ["", "replay.no-drive"],
    ['{"journal":"rounds 9","phone":"phone-0001"}\n', "replay.no-drive"],
    [HEAD, "replay.empty"],
    [`${HEAD}junk\n`, "replay.empty"],
  ])("is refused where it is none: %j", async (text, error) => {
    expect(await read(text)).toEqual({ ok: false, error });
  });

  it("goes to the server in batches that keep a meter's telegrams together as far as they fit", () => {
    const of = (count: number) => Array.from({ length: count }, (_, n) => ({ rxAt: n, raw: "00" }));
    const sizes = [...batchesOf([of(2), of(2), of(7)], 3)].map((batch) => batch.length);
    expect(sizes).toEqual([2, 2, 3, 3, 1]);
  });
});

describe("what a replay comes to", () => {
  it("adds up a meter's steps", () => {
    const step = { meters: [METER], strangers: 2, nobodys: 1 };
    const sums = addStep(addStep(NOTHING_REPLAYED, step), step);
    expect(sums).toMatchObject({ strangers: 4, nobodys: 2 });
    expect(sums.meters.get(METER.meter)).toMatchObject({
      ...{ telegrams: 4, understood: 2, fresh: 2, causes: [{ outcome: "no-key", telegrams: 2 }] },
    });
  });

  it("is the weightiest for each meter; what stays as it is is not taken over", () => {
    expect(kindOf({ ...METER, other: 1 })).toBe("other");
    expect(kindOf(METER)).toBe("fresh");
    expect(kindOf({ ...METER, fresh: 0, lost: 1 })).toBe("lost");
    expect(kindOf({ ...METER, fresh: 0 })).toBe("same");
    expect(kindOf({ ...METER, fresh: 0, understood: 0 })).toBe("unread");
    expect(kindOf({ ...METER, fresh: 0, understood: 0, telegrams: 0 })).toBe("silent");
    const sumsOf = (one: WireReplayedMeter) => ({ ...NOTHING_REPLAYED, meters: new Map([[one.meter, one]]) });
    expect(toTakeOver(sumsOf(METER))).toHaveLength(1);
    expect(toTakeOver(sumsOf({ ...METER, kept: 1 }))).toHaveLength(0);
  });
});
