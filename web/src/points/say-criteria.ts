import type { Words } from "../locales/words.ts";
import type { OwnFilter } from "./own-criteria.ts";
import type { PointCriteria } from "./point-criteria.ts";

/** How groups and the utility's own fields are called. */
export interface CriteriaNames {
  nameOf(group: string): string;
  sayOwn(filter: OwnFilter): string;
}

const GENERAL = ["any", "none"] as const;

/** A filter in words, the parts in the order of the toolbar; `everything` where it leaves nothing out. */
export function sayCriteria(
  criteria: PointCriteria,
  words: Pick<Words, "t" | "find" | "status">,
  { nameOf, sayOwn }: CriteriaNames,
): string {
  const sayStatus = (value: string): string => {
    const general = GENERAL.find((known) => known === value);
    return general ? words.t(`filter.${general}`) : words.status(value);
  };
  const parts = [
    criteria.text.trim() === "" ? "" : `“${criteria.text.trim()}”`,
    criteria.media.map((medium) => words.find(`medium.${medium}`) ?? medium).join(", "),
    criteria.status.map(sayStatus).join(", "),
    criteria.age === undefined ? "" : (words.find(`filter.${criteria.age}`) ?? criteria.age),
    criteria.group === undefined ? "" : nameOf(criteria.group),
    ...criteria.own.map(sayOwn),
  ].filter((part) => part !== "");
  return parts.length === 0 ? words.t("groups.everything") : parts.join(" · ");
}
