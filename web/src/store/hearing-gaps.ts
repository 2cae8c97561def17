import type { GapReason, HearingGap, LocalDatabase } from "./local-database.ts";

export type NewGap = Omit<HearingGap, "id">;

/** The spans in which nothing could be heard, as this phone announces them. */
export class HearingGaps {
  readonly #database: LocalDatabase;
  all: readonly HearingGap[] = [];

  constructor(database: LocalDatabase) {
    this.#database = database;
  }

  async load(): Promise<void> {
    this.all = await this.#database.gaps.toArray();
  }

  /** One that is kept already. */
  take(gap: HearingGap): void {
    this.all = [...this.all, gap];
  }

  async add(gap: NewGap): Promise<HearingGap> {
    // One that nothing has room for is announced all the same, as long as the app is open.
    const id = await this.#database.gaps.add(gap).catch(() => 0);
    const added = { ...gap, id: id ?? 0 };
    this.take(added);
    return added;
  }

  /** What it was is known by now. */
  async settle(id: number, reason: GapReason): Promise<void> {
    await this.#database.gaps.update(id, { reason });
    this.all = this.all.map((gap) => (gap.id === id ? { ...gap, reason } : gap));
  }
}
