import { MEDIA, type Medium } from "../../../shared/model/medium.ts";
import {
  fieldOfColumn,
  isOwnColumn,
  type OwnColumnName,
  type OwnFilter,
  ownColumnOf,
  readOwnFilter,
  writeOwnFilter,
} from "./own-criteria.ts";

/** `any` and `none` stand beside the ids of info codes. */
export const AGE_FILTERS = ["hour", "day", "over-day", "over-week", "never"] as const;
export type AgeFilter = (typeof AGE_FILTERS)[number];

export const POINT_COLUMNS = [
  "status",
  "address",
  "customer",
  "customerNumber",
  "number",
  "area",
  "medium",
  "type",
  "serial",
  "value",
  "age",
] as const;
export type PointColumn = (typeof POINT_COLUMNS)[number];

/** A column every list has, or one of the utility's own fields. */
export type ListColumn = PointColumn | OwnColumnName;

/** `undefined` for a name that is no column's. */
export const columnNamed = (name: string): ListColumn | undefined =>
  isOwnColumn(name) ? name : pick(POINT_COLUMNS, name);

export interface PointSort {
  readonly column: ListColumn;
  readonly isDescending: boolean;
}

/** What the list is asked to show. It lives in the page's address, so it can be bookmarked and sent. */
export interface PointCriteria {
  readonly text: string;
  readonly media: readonly Medium[];
  /** Info code ids, `any`, `none`. */
  readonly status: readonly string[];
  readonly age: AgeFilter | undefined;
  /** Id of a group, made or built-in. */
  readonly group: string | undefined;
  /** At most one of each field of the utility's own. */
  readonly own: readonly OwnFilter[];
  readonly sort: PointSort;
}

const DEFAULT_SORT: PointSort = { column: "address", isDescending: false };

export const isFiltering = (criteria: PointCriteria): boolean =>
  criteria.text.trim() !== "" ||
  criteria.media.length > 0 ||
  criteria.status.length > 0 ||
  criteria.age !== undefined ||
  criteria.group !== undefined ||
  criteria.own.length > 0;

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const one = (value: string | readonly string[] | undefined): string =>
  typeof value === "string" ? value : (value?.[0] ?? "");

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  one(value)
    .split(",")
    .filter((item) => item !== "");

const pick = <T extends string>(values: readonly T[], text: string): T | undefined =>
  values.find((value) => value === text);

export function readCriteria(query: Query): PointCriteria {
  const sort = one(query["sort"]);
  const column = columnNamed(sort.replace(/^-/, ""));
  return {
    text: one(query["q"]),
    media: MEDIA.filter((medium) => listOf(query["medium"]).includes(medium)),
    status: listOf(query["status"]),
    age: pick(AGE_FILTERS, one(query["age"])),
    group: one(query["group"]) === "all" ? undefined : one(query["group"]) || undefined,
    own: readOwn(query),
    sort: column ? { column, isDescending: sort.startsWith("-") } : DEFAULT_SORT,
  };
}

/** In the order of the fields' ids, so that the same filter is the same address. */
function readOwn(query: Query): readonly OwnFilter[] {
  return Object.keys(query)
    .sort()
    .flatMap((name) => {
      const field = fieldOfColumn(name);
      return field === undefined ? [] : (readOwnFilter(field, one(query[name])) ?? []);
    });
}

/** The same as query parameters; what is the default is left out. */
export function writeCriteria(criteria: PointCriteria): Record<string, string | undefined> {
  const { column, isDescending } = criteria.sort;
  const isDefault = column === DEFAULT_SORT.column && isDescending === DEFAULT_SORT.isDescending;
  return {
    q: criteria.text || undefined,
    medium: criteria.media.join(",") || undefined,
    status: criteria.status.join(",") || undefined,
    age: criteria.age,
    group: criteria.group,
    ...Object.fromEntries(criteria.own.map((own) => [ownColumnOf(own.field), writeOwnFilter(own)])),
    sort: isDefault ? undefined : `${isDescending ? "-" : ""}${column}`,
  };
}

/** The filter alone as text, in whatever order it is shown: what a saved query keeps. */
export function filterQuery(criteria: PointCriteria): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(writeCriteria({ ...criteria, sort: DEFAULT_SORT }))) {
    if (value !== undefined) params.set(name, value);
  }
  return params.toString();
}

/** What a text of `filterQuery`, or an address after its question mark, asks for. */
export const criteriaOf = (query: string): PointCriteria =>
  readCriteria(Object.fromEntries(new URLSearchParams(query)));
