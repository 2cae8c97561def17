import { createSignal } from "solid-js";
import type { CustomField } from "../../../shared/model/custom-field.ts";
import type { OwnNames } from "../points/own-names.ts";
import { type Office, useOffice } from "./office.ts";
import type { OwnWords } from "./own-words.ts";

/** Nothing is fetched before somebody looks at a list. */
export interface OwnFields extends OwnNames {
  /** Somebody looks: from now on they are known. */
  reach(): void;
}

/** Made with the first list, and kept as long as the page. */
export const useOwnFields = (): OwnFields => useOffice().shared(createOwnFields);

function createOwnFields(office: Office): OwnFields {
  const [known, setKnown] = createSignal<OwnWords>();
  let isReached = false;
  const find = (field: string): CustomField | undefined =>
    known()
      ?.fields()
      .find(({ id }) => id === field);
  return {
    list: () => known()?.fields() ?? [],
    find,
    nameOf(field) {
      const found = find(field);
      return found ? [found.name, found.unit].filter(Boolean).join(", ") : field;
    },
    say(field, text) {
      const found = find(field);
      return found ? (known()?.say(found, text) ?? text) : text;
    },
    reach() {
      if (isReached) return;
      isReached = true;
      // Without them the list is as it always was: whatever fails, the next page tries again.
      void import("./own-words.ts")
        .then(({ loadOwnWords }) => loadOwnWords(office, setKnown))
        .catch(() => undefined);
    },
  };
}
