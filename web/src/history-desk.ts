import type { MeterSpan } from "../../shared/analysis/counter-line.ts";
import {
  consumptionNeeds,
  consumptionOver,
  type HistorySpan,
  newestOver,
  seriesOver,
} from "../../shared/analysis/point-history.ts";
import { PROOF_MARGIN_MS, proveUse } from "../../shared/analysis/prove-use.ts";
import { nextUtcMonthStart } from "../../shared/blocks/utc-month.ts";
import type { Register } from "../../shared/model/register.ts";
import { err, ok, type Result } from "../../shared/model/result.ts";
import { monthStartOf, type WireBlockRef } from "../../shared/model/wire-blocks.ts";
import { fetchBlockList, fetchPoint, NO_ANSWER } from "./api/block-calls.ts";
import { meterSpansOf } from "./history/meter-spans.ts";
import { MonthShelf, type TakenMonths } from "./history/month-shelf.ts";
import type { HistoryAnswers, HistoryCall, HistoryQuestion, KeptDetail } from "./history-protocol.ts";
import { type LocalBlocks, openLocalBlocks } from "./store/blocks.local.ts";
import type { KeptPoint } from "./store/blocks-database.ts";
import type { PointsOwner } from "./store/kept-lists.ts";

type Answer<T> = Promise<Result<T, { readonly code: string }>>;

const MOST_BYTES = 400 * 1024 * 1024;
/** Of what the browser would give this origin: the journal and the outbox come first. */
const SHARE_OF_QUOTA = 0.3;
/** A month is at most so long. */
const MONTH_MS = 31 * 86_400_000;
/** So many months of a point that was looked at are kept for days without network: a year and its neighbours. */
const MONTHS_AHEAD = 14;

/** A point's page and its readings on the worker's side: from the server where it answers, else from what is kept. */
export class HistoryDesk {
  #local: Promise<LocalBlocks | undefined> | undefined;
  #shelf: MonthShelf | undefined;
  readonly #looked = new Map<string, Answer<KeptPoint & { readonly isKept: boolean }>>();

  async ask({ owner, question }: HistoryCall): Answer<HistoryAnswers[keyof HistoryAnswers]> {
    this.#local ??= openStore(owner);
    this.#shelf ??= new MonthShelf(this.#local);
    const { pointId } = question;
    // A question about the point itself asks the server anew; what follows is about what it said then.
    if (question.kind === "detail" || !this.#looked.has(pointId))
      this.#looked.set(pointId, this.#look(pointId));
    const point = await this.#looked.get(pointId);
    if (!point) return err({ code: "call.unreachable" });
    if (!point.ok) {
      this.#looked.delete(pointId);
      return point;
    }
    return this.#answer(question, point.value);
  }

  async #look(pointId: string): Answer<KeptPoint & { readonly isKept: boolean }> {
    const [detail, list] = await Promise.all([fetchPoint(pointId), fetchBlockList(pointId)]);
    const local = await this.#local;
    if (detail.ok && list.ok) {
      const { blocks, lacking } = list.value;
      const point = {
        ...{ id: pointId, detail: detail.value, blocks, fetchedAtMs: Date.now() },
        ...(lacking ? { lacking } : {}),
      };
      await local?.keepPoint(point, Date.now()).catch(() => undefined);
      return ok({ ...point, isKept: false });
    }
    const { code } = detail.ok ? { code: "call.unreachable" } : detail.error;
    if (code === "point.not-found") await local?.remove(pointId).catch(() => undefined);
    if (!NO_ANSWER.includes(code)) return err({ code });
    const kept = await local?.point(pointId).catch(() => undefined);
    return kept ? ok({ ...kept, isKept: true }) : err({ code });
  }

  async #answer(
    question: HistoryQuestion,
    point: KeptPoint & { readonly isKept: boolean },
  ): Answer<HistoryAnswers[keyof HistoryAnswers]> {
    if (question.kind === "detail") {
      if (!point.isKept) void this.#shelf?.keepAhead(point.id, newestMonths(point.blocks));
      return ok(detailOf(point));
    }
    if (question.kind === "readings") return this.#newest(question, point);
    if (question.kind === "series") {
      const taken = await this.#spans(point, question, question.registers);
      if (!taken.ok) return taken;
      const months = new Set([...taken.value.damaged, ...(point.lacking ?? [])]);
      return ok({
        ...seriesOver(taken.value.spans, question),
        ...damagedIn([...months].sort(), question),
      });
    }
    if (question.kind === "proof") {
      const around = { fromMs: question.fromMs - PROOF_MARGIN_MS, toMs: question.toMs + PROOF_MARGIN_MS };
      const spans = await this.#spans(point, around, [question.register]);
      return spans.ok ? ok({ proof: proveUse(spans.value.spans, question, Date.now()) ?? null }) : spans;
    }
    const asked = { ...question, timeZone: point.detail.utility.timeZone };
    const taken = await this.#spans(point, consumptionNeeds(asked), [asked.register]);
    if (!taken.ok) return taken;
    const { spans, damaged } = taken.value;
    const unsure = {
      damaged: damaged.map(spanOfMonth),
      lacking: (point.lacking ?? []).map(spanOfMonth),
    };
    return ok(consumptionOver(spans, { ...asked, ...unsure }, Date.now()));
  }

  /** Months from the newest back, until there are enough readings for the page. */
  async #newest(
    { limit, beforeMs = Number.MAX_SAFE_INTEGER }: Extract<HistoryQuestion, { kind: "readings" }>,
    point: KeptPoint,
  ): Answer<HistoryAnswers["readings"]> {
    const refs = point.blocks.filter((ref) => (monthStartOf(ref.month) ?? 0) < beforeMs).toReversed();
    for (let count = 2; ; count *= 2) {
      const months = await this.#months(point.id, refs.slice(0, count));
      if (!months.ok) return months;
      const spans = meterSpansOf(point.detail.segments, months.value.months);
      const page = newestOver(spans, { beforeMs, limit }, count < refs.length);
      if (page.readings.length >= limit || count >= refs.length) return ok(page);
    }
  }

  async #spans(
    point: KeptPoint,
    { fromMs, toMs }: HistorySpan,
    registers: readonly Register[],
  ): Answer<{ readonly spans: readonly MeterSpan[]; readonly damaged: readonly string[] }> {
    const refs = point.blocks.filter(({ month }) => {
      const startMs = monthStartOf(month) ?? 0;
      return startMs < toMs && startMs + MONTH_MS > fromMs;
    });
    const months = await this.#months(point.id, refs, registers);
    if (!months.ok) return months;
    const segments = point.detail.segments.filter(
      ({ mountedAtMs, removedAtMs = toMs }) => mountedAtMs <= toMs && removedAtMs >= fromMs,
    );
    return ok({ spans: meterSpansOf(segments, months.value.months), damaged: months.value.damaged });
  }

  async #months(
    pointId: string,
    refs: readonly WireBlockRef[],
    registers?: readonly Register[],
  ): Answer<TakenMonths> {
    const months = await this.#shelf?.take(pointId, refs, registers);
    return months ?? err({ code: "call.unreachable" });
  }
}

function spanOfMonth(month: string): HistorySpan {
  const fromMs = monthStartOf(month) ?? 0;
  return { fromMs, toMs: nextUtcMonthStart(fromMs) };
}

/** Those of the damaged months that reach into the time that is asked for. */
function damagedIn(months: readonly string[], asked: HistorySpan): { readonly damaged?: readonly string[] } {
  const inside = months.filter((month) => {
    const { fromMs, toMs } = spanOfMonth(month);
    return fromMs < asked.toMs && toMs > asked.fromMs;
  });
  return inside.length > 0 ? { damaged: inside } : {};
}

const detailOf = ({ detail, isKept, fetchedAtMs }: KeptPoint & { readonly isKept: boolean }): KeptDetail =>
  isKept ? { ...detail, keptAtMs: fetchedAtMs } : detail;

const newestMonths = (refs: readonly WireBlockRef[]): readonly WireBlockRef[] => refs.slice(-MONTHS_AHEAD);

async function openStore(owner: PointsOwner): Promise<LocalBlocks | undefined> {
  try {
    const { quota = MOST_BYTES } = await navigator.storage.estimate();
    return await openLocalBlocks(owner, { bytes: Math.min(MOST_BYTES, quota * SHARE_OF_QUOTA) });
  } catch {
    // No store at all: every question goes to the server.
    return undefined;
  }
}
