import type { MonthColumns } from "../../../shared/blocks/month-columns.ts";
import type { Register } from "../../../shared/model/register.ts";
import { err, ok, type Result } from "../../../shared/model/result.ts";
import type { WireBlockRef } from "../../../shared/model/wire-blocks.ts";
import { fetchBlock, NO_ANSWER } from "../api/block-calls.ts";
import { blockName, type LocalBlocks } from "../store/blocks.local.ts";
import type { KeptBlock } from "../store/blocks-database.ts";
import { type OpenedMonth, openMonth } from "./opened-month.ts";

/** Months at hand; each is some 100 kB when all of it was asked for. */
const AT_HAND = 60;
const AT_ONCE = 4;
/** The server has the month and cannot read it. */
const DAMAGED = "block.damaged";

/** Months as far as they can be read. */
export interface TakenMonths {
  readonly months: readonly MonthColumns[];
  /** UTC months (`2026-05`) whose readings the server has and nobody can read. */
  readonly damaged: readonly string[];
}

/** A point's months: from memory, from this browser's store, or from the server, in that order. */
export class MonthShelf {
  readonly #local: Promise<LocalBlocks | undefined>;
  readonly #atHand = new Map<string, OpenedMonth>();
  /** Older states that stood in for months the server gave no answer about: for one question only. */
  readonly #standIns = new Set<string>();

  constructor(local: Promise<LocalBlocks | undefined>) {
    this.#local = local;
  }

  /**
   * With `registers` only these columns. `history.not-kept`: a month is neither here nor can it be fetched now.
   */
  async take(
    pointId: string,
    refs: readonly WireBlockRef[],
    registers?: readonly Register[],
  ): Promise<Result<TakenMonths, { readonly code: string }>> {
    const damaged = new Set<string>();
    const missing = refs.filter((ref) => !this.#atHand.has(nameOf(pointId, ref)));
    const failed = await this.#load(pointId, missing, damaged);
    if (failed !== undefined) return err({ code: failed });
    const months: MonthColumns[] = [];
    for (const ref of refs) {
      const name = nameOf(pointId, ref);
      const month = this.#atHand.get(name);
      if (!month) continue;
      // Looked at last, let go last.
      this.#atHand.delete(name);
      this.#atHand.set(name, month);
      const columns = month.columns(registers);
      if (columns) months.push(columns);
      else damaged.add(ref.month);
    }
    for (const name of this.#standIns) this.#atHand.delete(name);
    this.#standIns.clear();
    this.#clear(refs.length);
    return ok({ months, damaged: [...damaged].sort() });
  }

  /** Fetches what is not kept yet, quietly, for days without network. */
  async keepAhead(pointId: string, refs: readonly WireBlockRef[]): Promise<void> {
    const local = await this.#local;
    if (!local) return;
    const kept = await local.blocks(pointId, refs).catch(() => new Map<string, KeptBlock>());
    for (const ref of refs.toReversed()) {
      if (kept.get(blockName(ref))?.etag === ref.etag) continue;
      const block = await fetchBlock(pointId, ref);
      if (!block.ok && block.error.code === DAMAGED) continue;
      if (!block.ok) return;
      await local.keepBlocks([{ ...ref, ...block.value, pointId }], Date.now()).catch(() => undefined);
    }
  }

  /** The code of what went wrong. */
  async #load(
    pointId: string,
    refs: readonly WireBlockRef[],
    damaged: Set<string>,
  ): Promise<string | undefined> {
    if (refs.length === 0) return undefined;
    const local = await this.#local;
    const kept = (await local?.blocks(pointId, refs).catch(() => undefined)) ?? new Map<string, KeptBlock>();
    const isThere = await Promise.all(
      refs.map(async (ref) => {
        const block = kept.get(blockName(ref));
        // A kept block that is damaged is fetched again.
        return block?.etag === ref.etag && (await this.#putAtHand(pointId, ref, block.bytes));
      }),
    );
    const absent = refs.filter((_, place) => !isThere[place]);
    return absent.length === 0 ? undefined : this.#fetch(pointId, absent, { kept, damaged });
  }

  async #fetch(
    pointId: string,
    refs: readonly WireBlockRef[],
    { kept, damaged }: { readonly kept: ReadonlyMap<string, KeptBlock>; readonly damaged: Set<string> },
  ): Promise<string | undefined> {
    const fetched: KeptBlock[] = [];
    let failed: string | undefined;
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let ref = refs[next++]; ref !== undefined && failed === undefined; ref = refs[next++]) {
        const answer = await fetchBlock(pointId, ref);
        if (answer.ok) {
          if (await this.#putAtHand(pointId, ref, answer.value.bytes))
            fetched.push({ ...ref, ...answer.value, pointId });
          else damaged.add(ref.month);
        } else if (answer.error.code === DAMAGED) damaged.add(ref.month);
        else
          failed ??= await this.#standIn(pointId, ref, {
            code: answer.error.code,
            kept: kept.get(blockName(ref)),
          });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const local = await this.#local;
    // A full disk costs the next visit a download, not this one its chart.
    if (fetched.length > 0) await local?.keepBlocks(fetched, Date.now()).catch(() => undefined);
    return failed;
  }

  /** Without an answer an older state of the month is better than none; a refusal is one. */
  async #standIn(
    pointId: string,
    ref: WireBlockRef,
    { code, kept }: { readonly code: string; readonly kept: KeptBlock | undefined },
  ): Promise<string | undefined> {
    // All its readings went since the months were listed: there is nothing to show.
    if (code === "block.not-found") return undefined;
    if (!NO_ANSWER.includes(code)) return code;
    if (!kept) return "history.not-kept";
    this.#standIns.add(nameOf(pointId, ref));
    return (await this.#putAtHand(pointId, ref, kept.bytes)) ? undefined : "history.not-kept";
  }

  async #putAtHand(pointId: string, ref: WireBlockRef, bytes: Uint8Array): Promise<boolean> {
    const month = await openMonth(bytes);
    if (!month) return false;
    this.#atHand.set(nameOf(pointId, ref), month);
    return true;
  }

  #clear(needed: number): void {
    for (const name of this.#atHand.keys()) {
      if (this.#atHand.size <= Math.max(AT_HAND, needed)) return;
      this.#atHand.delete(name);
    }
  }
}

const nameOf = (pointId: string, ref: WireBlockRef): string => `${pointId} ${blockName(ref)} ${ref.etag}`;
