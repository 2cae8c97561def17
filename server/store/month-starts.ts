import { localMonthStarts } from "../../shared/blocks/local-month-edges.ts";
import { timeZoneOf } from "./settings.table.ts";
import type { Sql } from "./sql.ts";

/** Where the months of the utility's calendar begin: moments that bills and reports of months ask for. */
export class MonthStarts {
  readonly #sql: Sql;
  #timeZone = "";
  #starts = new Map<number, readonly number[]>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get timeZone(): string {
    return timeZoneOf(this.#sql);
  }

  /** Within the UTC month of this number: one, seldom none or two. Empty for a zone that nobody knows. */
  within(month: number): readonly number[] {
    const { timeZone } = this;
    if (timeZone !== this.#timeZone) {
      this.#timeZone = timeZone;
      this.#starts = new Map();
    }
    const known = this.#starts.get(month);
    if (known) return known;
    const found = localMonthStarts(month, timeZone);
    this.#starts.set(month, found);
    return found;
  }
}
