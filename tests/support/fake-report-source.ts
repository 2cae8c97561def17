import { consumptionOf } from "../../shared/analysis/consumption.ts";
import type { CounterLine } from "../../shared/analysis/counter-line.ts";
import type { Register } from "../../shared/model/register.ts";
import type { Unit } from "../../shared/model/unit.ts";
import type {
  BoundariesOf,
  PlaceUse,
  PlaceUses,
  ReportPlace,
  ReportSource,
  RunWatch,
  UseQuestion,
} from "../../shared/reports/report.ts";

/** A place and what its meters counted: register → unit, exponent, and pairs of time and count. */
export interface FakePlace {
  readonly place: Partial<ReportPlace> & { readonly id: string };
  readonly counted: Partial<
    Record<
      Register,
      {
        readonly unit: Unit;
        readonly exponent: number;
        readonly rows: readonly (readonly [time: string, count: number])[];
        /** Places in `rows` that a person corrected. */
        readonly edited?: readonly number[];
        /** The first row is what the first meter showed when it was mounted. */
        readonly isMounting?: true;
        /** Stretches whose readings cannot be read. */
        readonly damaged?: PlaceUse["damaged"];
      }
    >
  >;
}

type Counted = NonNullable<FakePlace["counted"]["E1"]>;

/** A place whose meter counts whole kWh. */
export const kwhPlace = (
  id: string,
  rows: Counted["rows"],
  more: Omit<Partial<Counted>, "rows"> = {},
): FakePlace => ({
  place: { id },
  counted: { E1: { unit: "kWh", exponent: 0, rows, ...more } },
});

export const GO_ON: RunWatch = { progress: async () => true };

/** A world of a few places for reports; `now` and the times are ISO 8601. */
export function fakeReportSource(places: readonly FakePlace[], now: string): ReportSource {
  const known = new Map(places.map((one) => [one.place.id, one]));
  const lineOf = (id: string, register: Register): CounterLine | undefined => {
    const counted = known.get(id)?.counted[register];
    if (!counted) return undefined;
    const { unit, exponent, rows, edited, isMounting = false } = counted;
    return {
      unit,
      exponent,
      timesMs: rows.map(([time]) => Date.parse(time)),
      counts: rows.map(([, count]) => count),
      ...(edited ? { edited: rows.map((_, row) => edited.includes(row)) } : {}),
      startsAtMounting: isMounting,
      events: [],
    };
  };
  const usesOf = (
    some: readonly ReportPlace[],
    registers: readonly Register[],
    boundariesOf: BoundariesOf,
    step: UseQuestion["nearness"] = "day",
  ): PlaceUses =>
    some.map((place) =>
      registers.map((register) => {
        const line = lineOf(place.id, register);
        const intervals = line && consumptionOf(line, boundariesOf(place), { step, nowMs: Date.parse(now) });
        const damaged = known.get(place.id)?.counted[register]?.damaged;
        return (
          line && intervals && { unit: line.unit, intervals, events: [], ...(damaged ? { damaged } : {}) }
        );
      }),
    );
  return {
    timeZone: "Europe/Copenhagen",
    nowMs: Date.parse(now),
    places: async ({ media }) =>
      places
        .map(({ place }): ReportPlace => ({ ...NO_PLACE, ...place }))
        .filter(({ medium }) => !media || media.includes(medium)),
    open: async (questions) =>
      questions.map(({ registers, nearness }) => ({
        of: async (some, boundariesOf) => usesOf(some, registers, boundariesOf, nearness),
      })),
    uses: async (question) =>
      usesOf(question.places, question.registers, question.boundariesOf, question.nearness),
  };
}

const NO_PLACE: ReportPlace = {
  id: "",
  number: "",
  address: "",
  postalCode: "",
  city: "",
  area: "",
  medium: "heat",
  serial: "",
  customerNumber: "",
  customerName: "",
  tenancies: [],
};
