import { useWords } from "../locales/words.ts";
import { isBuiltIn } from "../points/group-mask.ts";
import { criteriaOf, filterQuery, isFiltering } from "../points/point-criteria.ts";
import { sayCriteria } from "../points/say-criteria.ts";
import { sayOwnFilter } from "../points/say-own.ts";
import { type Group, useGroups } from "./create-groups.ts";
import { useOffice } from "./office.ts";
import { useOwnFields } from "./own-fields.ts";

/** How groups are called and what saved filters find, in the reader's words. */
export interface GroupNames {
  nameOf(group: string): string;
  /** What a saved filter, or a text of `filterQuery`, asks for. */
  sayFilter(query: string): string;
  sayGroup(group: Pick<Group, "kind" | "query">): string;
  /** The list's filter as it is now; `undefined` while it shows everything. */
  listFilter(): string | undefined;
}

export function useGroupNames(): GroupNames {
  const words = useWords();
  const groups = useGroups();
  const { place } = useOffice();
  const own = useOwnFields();
  const nameOf = (group: string): string =>
    isBuiltIn(group)
      ? words.t(`groups.builtIn.${group}`)
      : (groups.find(group)?.name ?? words.t("groups.gone"));
  const sayFilter = (query: string): string =>
    sayCriteria(criteriaOf(query), words, {
      nameOf,
      sayOwn(filter) {
        queueMicrotask(own.reach);
        return sayOwnFilter(filter, own);
      },
    });
  return {
    nameOf,
    sayFilter,
    sayGroup: ({ kind, query }) =>
      kind === "fixed"
        ? words.t("groups.fixed")
        : `${words.t("groups.query")}: ${sayFilter(typeof query === "string" ? query : "")}`,
    listFilter() {
      const criteria = criteriaOf(place.query());
      return isFiltering(criteria) ? filterQuery(criteria) : undefined;
    },
  };
}
