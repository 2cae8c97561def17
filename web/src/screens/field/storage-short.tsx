import Download from "lucide-solid/icons/download";
import Eraser from "lucide-solid/icons/eraser";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import type { IntakeState } from "../../intake-protocol.ts";
import { useWords } from "../../locales/words.ts";
import type { Field } from "../../state/field.ts";
import { saveJournalFile } from "../../state/save-journal.ts";

const MUCH_PERCENT = 80;

/** Room gets short: how long it lasts, and the two ways out. */
export function StorageShort(props: {
  readonly field: Field;
  readonly short: NonNullable<IntakeState["journal"]["short"]>;
}): JSX.Element {
  const words = useWords();
  const [said, setSaid] = createSignal<string>();
  const [isSaved, setSaved] = createSignal(false);
  const [isBusy, setBusy] = createSignal(false);
  // Sending and saving help only where something waits.
  const isSent = (): boolean => props.field.state()?.sync.frames === 0;
  const save = async (): Promise<void> => {
    setBusy(true);
    const isDone = await saveJournalFile(props.field);
    setBusy(false);
    setSaved(isDone);
    setSaid(isDone ? undefined : words.error("storage.failed"));
  };
  const send = async (): Promise<void> => {
    const code = await props.field.exchange();
    setSaid(typeof code === "string" ? words.error(code) : undefined);
  };
  return (
    <section class="field-warning" aria-label={words.t("storage.title")}>
      <p class="storage-said" role="alert">
        <Show when={props.short.usedPercent >= MUCH_PERCENT}>
          {words.t("storage.full", { percent: props.short.usedPercent })}{" "}
        </Show>
        {words.t("storage.left", props.short.hours)} {words.t(isSent() ? "storage.sent" : "storage.next")}
      </p>
      <div class="field-pair">
        <button
          type="button"
          class="field-button"
          data-tone="accent"
          disabled={props.field.isExchanging()}
          onClick={() => void send()}
        >
          <RefreshCw size={18} aria-hidden="true" />
          <span>{words.t("road.sync.run")}</span>
        </button>
        <button type="button" class="field-button" disabled={isBusy()} onClick={() => void save()}>
          <Download size={18} aria-hidden="true" />
          <span>{words.t("phone.file.save")}</span>
        </button>
      </div>
      <Show when={said()}>{(text) => <p role="status">{text()}</p>}</Show>
      <Show when={isSaved()}>
        <MakeRoom field={props.field} />
      </Show>
    </section>
  );
}

/** A file that was saved, shown to the phone: what lies in it needs no room here. */
export function MakeRoom(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [said, setSaid] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setBusy(true);
    const answer = await props.field.ask({ kind: "make-room", file });
    setBusy(false);
    if (typeof answer === "object" && "removed" in answer)
      setSaid(words.t("storage.removed", answer.removed));
    else setSaid(words.error(typeof answer === "string" ? answer : "storage.failed"));
  };
  return (
    <div class="storage-room">
      <p>{words.t("storage.roomHint")}</p>
      <label class="field-button" for={id} data-busy={isBusy()}>
        <Eraser size={18} aria-hidden="true" />
        <span>{words.t("storage.room")}</span>
      </label>
      <input
        id={id}
        class="hearable"
        type="file"
        accept=".jsonl"
        disabled={isBusy()}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <Show when={isBusy() || said()}>
        <p role="status">{isBusy() ? words.t("storage.comparing") : said()}</p>
      </Show>
    </div>
  );
}
