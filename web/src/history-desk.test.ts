import { afterEach, expect, it, vi } from "vitest";
import { encodeBlock } from "../../shared/blocks/encode-block.ts";
import { toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { WirePointDetail } from "../../shared/model/wire.ts";
import type { WireBlockList } from "../../shared/model/wire-blocks.ts";
import { HistoryDesk } from "./history-desk.ts";

const METER = "KAM-90000001-34-04" as MeterKey;
const DAY_MS = 86_400_000;
const MAY = Date.UTC(2026, 4, 1);

/** One kWh a day from the tenth of May to the twentieth: what came after the rest of the month was lost. */
function blockOf(): Uint8Array<ArrayBuffer> {
  const [month] = toMonthColumns(
    Array.from({ length: 11 }, (_, n) => ({
      ...{ meter: METER, atMs: MAY + (9 + n) * DAY_MS, status: [], marks: [], receiver: "mast" },
      ...{ source: "radio" as const },
      values: [{ register: "E1" as const, unit: "kWh" as const, value: { digits: 100 + n, exponent: 0 } }],
    })),
  );
  const block = month && encodeBlock(month);
  if (!block?.ok) throw new Error("no block");
  return Uint8Array.from(block.value);
}

const DETAIL = {
  utility: { name: "Town", timeZone: "UTC" },
  segments: [{ meterKey: METER, mountedAtMs: 0, startValues: [], endValues: [] }],
} as unknown as WirePointDetail;

const listOf = (lacking?: readonly string[]): WireBlockList => ({
  cursor: 1,
  blocks: [{ meter: METER, month: "2026-05", etag: '"1"' }],
  ...(lacking ? { lacking } : {}),
});

afterEach(() => vi.unstubAllGlobals());

async function asks(list: WireBlockList, span: { readonly fromMs: number; readonly toMs: number }) {
  vi.stubGlobal("fetch", async (path: string) => {
    if (path === "/api/v1/points/p1") return Response.json(DETAIL);
    return path.endsWith("/blocks") ? Response.json(list) : new Response(blockOf());
  });
  const desk = new HistoryDesk();
  const owner = { utility: "town", personId: "anna" };
  const asked = { pointId: "p1", ...span };
  const use = await desk.ask({
    ...{ id: 1, owner },
    question: { kind: "consumption", ...asked, register: "E1", step: "day" },
  });
  const series = await desk.ask({
    ...{ id: 2, owner },
    question: { kind: "series", ...asked, registers: ["E1"] },
  });
  if (!(use.ok && series.ok)) throw new Error("no answer");
  return { use: use.value, series: series.value };
}

it("a month that lost readings on the server is named where it is drawn, and what came since counts", async () => {
  const span = { fromMs: MAY + 9 * DAY_MS, toMs: MAY + 11 * DAY_MS };
  const { use, series } = await asks(listOf(["2026-05"]), span);
  expect(use).toMatchObject({
    damaged: ["2026-05"],
    intervals: [
      { value: "1", mark: "measured" },
      { value: "1", mark: "measured" },
    ],
  });
  expect(series).toMatchObject({ damaged: ["2026-05"] });
  const whole = await asks(listOf(), span);
  expect([whole.use, whole.series].map((one) => "damaged" in one)).toEqual([false, false]);
});
