import Download from "lucide-solid/icons/download";
import FileUp from "lucide-solid/icons/file-up";
import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { lazyPart } from "../../parts/lazy-part.tsx";
import { loadOfficeWords } from "../../state/create-words.ts";
import type { Field } from "../../state/field.ts";
import { saveJournalFile } from "../../state/save-journal.ts";

const MakeRoom = lazyPart(async () => {
  const [{ MakeRoom: part }] = await Promise.all([import("./storage-short.tsx"), loadOfficeWords()]);
  return part;
});

/** What is kept on this phone, and two ways out that need no network here: a file, and a file taken in. */
export function JournalCard(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [said, setSaid] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  const [isSaved, setSaved] = createSignal(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const isDone = await saveJournalFile(props.field);
    setBusy(false);
    setSaved(isDone);
    setSaid(isDone ? words.t("phone.file.saved") : words.error("storage.failed"));
  };
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setBusy(true);
    const sent = await props.field.sendFile(await file.text());
    setBusy(false);
    setSaid(typeof sent === "number" ? words.t("phone.file.sent", sent) : words.error(sent));
  };
  return (
    <section aria-label={words.t("phone.file.title")}>
      <h2 class="field-subtitle">{words.t("phone.file.title")}</h2>
      <p class="field-note">{words.t("phone.file.kept", props.field.state()?.heartbeat.frames ?? 0)}</p>
      <div class="field-pair">
        <button type="button" class="field-button" disabled={isBusy()} onClick={() => void save()}>
          <Download size={18} aria-hidden="true" />
          <span>{words.t("phone.file.save")}</span>
        </button>
        <label class="field-button" for={id}>
          <FileUp size={18} aria-hidden="true" />
          <span>{words.t("phone.file.take")}</span>
        </label>
        <input
          id={id}
          class="hearable"
          type="file"
          accept=".jsonl"
          disabled={isBusy()}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </div>
      <Show when={said()}>
        {(text) => (
          <p class="field-note" role="status">
            {text()}
          </p>
        )}
      </Show>
      <Show when={isSaved()}>
        <div class="field-note">
          <MakeRoom field={props.field} />
        </div>
      </Show>
    </section>
  );
}
