import { MEDIA } from "../model/medium.ts";
import { isCounter, isRegister, REGISTERS, type Register } from "../model/register.ts";
import { parseScaled, type Scaled } from "../model/scaled.ts";
import { QUANTITIES, type Quantity, UNITS, type Unit } from "../model/unit.ts";
import type { PlaceChoice, ReportFault } from "./report.ts";
import { daySpan, type ReportSpan } from "./report-span.ts";

const MAX_TEXT = 200;
/** Entries of one list of places, kinds or areas. */
const MAX_LIST = 100_000;

/** Reads a report's parameters from plain JSON, field by field; the first wrong one is kept as `fault`. */
export class ParamReader {
  readonly timeZone: string;
  readonly nowMs: number;
  fault: ReportFault | undefined;
  readonly #fields: ReadonlyMap<string, unknown>;

  constructor(raw: unknown, world: { readonly timeZone: string; readonly nowMs: number }) {
    this.timeZone = world.timeZone;
    this.nowMs = world.nowMs;
    const isObject = typeof raw === "object" && raw !== null && !Array.isArray(raw);
    this.#fields = new Map(isObject ? Object.entries(raw) : []);
  }

  refuse(fault: ReportFault): void {
    this.fault ??= fault;
  }

  text(field: string): string {
    const value = this.#fields.get(field);
    return typeof value === "string" ? value.trim().slice(0, MAX_TEXT) : "";
  }

  /** The first option where nothing is said. */
  choice<const Option extends string>(field: string, options: readonly [Option, ...Option[]]): Option {
    const said = this.text(field);
    if (said === "") return options[0];
    const option = options.find((one) => one === said);
    if (option === undefined) this.refuse({ code: "not-a-choice", field, actual: said });
    return option ?? options[0];
  }

  /** `from` and `to`, two days, both inclusive. */
  span(): ReportSpan {
    const span = daySpan({ from: this.text("from"), to: this.text("to") }, this);
    if (span.ok) return span.value;
    this.refuse(span.error);
    return { from: "", to: "", fromMs: 0, toMs: 1 };
  }

  registers(field: string): readonly Register[] {
    const said = this.#fields.get(field);
    const names = Array.isArray(said) ? said : [];
    const registers = names.filter((name): name is Register => typeof name === "string" && isRegister(name));
    const counters = [...new Set(registers)].filter(isCounter);
    if (counters.length === 0 || counters.length < names.length) this.refuse({ code: "no-registers", field });
    return counters;
  }

  /** Decimal text with a point or a comma. `undefined` when it is left out. */
  number(field: string): Scaled | undefined {
    const said = this.text(field);
    if (said === "") return undefined;
    const number = parseScaled(said.replace(",", ".").replace("−", "-"));
    if (!number) this.refuse({ code: "not-a-number", field, actual: said });
    return number;
  }

  /** The unit a quantity is told in: its own, or the one said, which must measure the same. */
  unit(field: string, quantity: Quantity): Unit {
    const own = QUANTITIES[quantity];
    const said = this.text(field);
    if (said === "") return own;
    const isKnown = Object.hasOwn(UNITS, said);
    const unit = said as keyof typeof UNITS;
    if (isKnown && UNITS[unit].quantity === quantity) return unit;
    this.refuse({ code: "unit-does-not-fit", field, actual: said });
    return own;
  }

  places(field: string): PlaceChoice {
    const said = this.#fields.get(field);
    const fields = new Map(Object.entries(typeof said === "object" && said !== null ? said : {}));
    const list = (name: string): readonly string[] | undefined => {
      const value: unknown = fields.get(name);
      if (value === undefined) return undefined;
      const isList =
        Array.isArray(value) && value.length <= MAX_LIST && value.every((one) => typeof one === "string");
      if (!isList) this.refuse({ code: "not-a-choice", field });
      return isList ? value : [];
    };
    const [ids, media, areas] = [list("ids"), list("media"), list("areas")];
    const group: unknown = fields.get("group");
    const unknown = media?.find((one) => !MEDIA.some((known) => known === one));
    if (unknown !== undefined) this.refuse({ code: "not-a-choice", field, actual: unknown });
    return {
      ...(ids ? { ids } : {}),
      ...(typeof group === "string" && group !== "" ? { group } : {}),
      ...(media && media.length > 0 ? { media: MEDIA.filter((one) => media.includes(one)) } : {}),
      ...(areas && areas.length > 0 ? { areas } : {}),
    };
  }
}

export const quantityOf = (register: Register): Quantity => REGISTERS[register].quantity;
