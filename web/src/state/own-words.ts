import { createSignal } from "solid-js";
import { type CustomField, readCustomFields } from "../../../shared/model/custom-field.ts";
import { fetchCustomFields } from "../api/custom-field-calls.ts";
import { sayDay } from "../period/say-day.ts";
import { customText } from "../points/custom-text.ts";
import { loadOfficeWords } from "./create-words.ts";
import type { Office } from "./office.ts";
import { makeStoredChoice } from "./stored-choice.ts";

/** The utility's own fields, and how what points say in them is read. */
export interface OwnWords {
  fields(): readonly CustomField[];
  say(field: CustomField, text: string): string;
}

/** As they were last known here, then as the server has them; told only where there are any. */
export async function loadOwnWords(
  { session, words }: Office,
  tell: (known: OwnWords) => void,
): Promise<void> {
  const kept = makeStoredChoice(`custom-fields.${session.who()?.utility.id ?? "first"}`);
  const [fields, setFields] = createSignal(readKept(kept.read()));
  const own: OwnWords = {
    fields,
    say: (field, text) =>
      customText({ ...field, unit: "" }, text, {
        yesNo: (isYes) => words.t(isYes ? "own.yes" : "own.no"),
        decimal: (value) => words.formats().decimal(value),
        day: (iso) => sayDay(iso, words.formats()),
      }),
  };
  const sayThem = async (): Promise<void> => {
    if (fields().length === 0) return;
    await loadOfficeWords();
    tell(own);
  };
  await sayThem();
  const answer = await fetchCustomFields();
  if (!answer.ok) return;
  kept.write(JSON.stringify(answer.value.fields));
  setFields(answer.value.fields);
  await sayThem();
}

/** What was kept, as far as this app can read it. */
export function readKept(text: string | null): readonly CustomField[] {
  try {
    const fields = readCustomFields(JSON.parse(text ?? "[]"));
    return fields.ok ? fields.value : [];
  } catch {
    return [];
  }
}
