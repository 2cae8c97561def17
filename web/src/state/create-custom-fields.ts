import { type Accessor, createMemo, createSignal } from "solid-js";
import type { CustomField, WireCustomFields } from "../../../shared/model/custom-field.ts";
import { fetchCustomFields, saveCustomFields } from "../api/custom-field-calls.ts";
import { createCall } from "./create-call.ts";
import { useOffice } from "./office.ts";
import { readKept } from "./own-words.ts";
import { makeStoredChoice } from "./stored-choice.ts";

/** The utility's own fields of a point: as the server has them, or as they were last known here. */
export function createCustomFields(): Accessor<readonly CustomField[]> {
  const { session } = useOffice();
  const kept = makeStoredChoice(`custom-fields.${session.who()?.utility.id ?? "first"}`);
  const call = createCall(
    () => "fields",
    async () => {
      const answer = await fetchCustomFields();
      if (answer.ok) kept.write(JSON.stringify(answer.value.fields));
      return answer;
    },
  );
  // What is typed meanwhile is in a field's own place: the same fields once more would take it away.
  return createMemo(() => call.answered()?.value.fields ?? readKept(kept.read()), undefined, {
    equals: (before, now) => nameOf(before) === nameOf(now),
  });
}

/** How many points say something in them is no matter of who fills them in. */
const nameOf = (fields: readonly CustomField[]): string =>
  JSON.stringify(fields, (key, value: unknown) => (key === "uses" ? undefined : value));

/** The page where they are made. */
export interface CustomFieldDesk {
  readonly fields: Accessor<WireCustomFields["fields"] | undefined>;
  readonly failure: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  readonly fault: Accessor<string | undefined>;
  readonly isSaved: Accessor<boolean>;
  reload(): void;
  save(fields: readonly CustomField[]): Promise<boolean>;
}

export function createCustomFieldDesk(): CustomFieldDesk {
  const call = createCall(() => "fields", fetchCustomFields);
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [isSaved, setSaved] = createSignal(false);
  return {
    fields: () => call.answered()?.value.fields,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    isBusy,
    fault,
    isSaved,
    reload: call.reload,
    async save(fields) {
      setBusy(true);
      setFault(undefined);
      setSaved(false);
      const answer = await saveCustomFields(fields);
      setBusy(false);
      if (!answer.ok) setFault(answer.error.code);
      setSaved(answer.ok);
      call.reload();
      return answer.ok;
    },
  };
}
