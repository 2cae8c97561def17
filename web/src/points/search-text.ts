import type { WirePoint } from "../../../shared/model/wire.ts";
import { foldText } from "./fold-text.ts";

/** Everything of a point that the search field looks at: folded, a space before every word. */
export const searchTextOf = (point: Omit<WirePoint, "latest">): string =>
  ` ${searchWordsOf(
    `${point.address} ${point.postalCode} ${point.city} ${point.customer} ${point.customerNumber} ${point.number} ${point.meter?.serial ?? ""} ${point.meter?.manufacturer ?? ""} ${point.meter?.type ?? ""}`,
  ).join(" ")}`;

/** The words of a text as they are searched. */
export const searchWordsOf = (text: string): readonly string[] =>
  foldText(text)
    .split(/[\s.,;/()-]+/)
    .filter((word) => word !== "");
