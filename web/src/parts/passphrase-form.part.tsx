import KeyRound from "lucide-solid/icons/key-round";
import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./field-button.css";
import "./field-form.css";

/** Asks for the passphrase: a new one with the phone's name, or the known one. */
export function PassphraseForm(props: {
  readonly purpose: "pair" | "unlock";
  /** A code of what went wrong the last time. */
  readonly fault: string | undefined;
  readonly isBusy: boolean;
  readonly onSend: (passphrase: string, name: string) => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [name, setName] = createSignal(words.t("road.phone.defaultName"));
  const [passphrase, setPassphrase] = createSignal("");
  const isPairing = (): boolean => props.purpose === "pair";
  return (
    <form
      class="pass-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSend(passphrase(), name().trim());
        setPassphrase("");
      }}
    >
      <h2 class="pass-title">
        <KeyRound size={18} aria-hidden="true" />
        {words.t(isPairing() ? "road.phone.pairTitle" : "road.phone.unlockTitle")}
      </h2>
      <p class="muted">{words.t(isPairing() ? "road.phone.pairHint" : "road.phone.unlockHint")}</p>
      <Show when={isPairing()}>
        <label class="pass-label" for={`${id}-name`}>
          {words.t("road.phone.name")}
        </label>
        <input
          id={`${id}-name`}
          class="pass-input"
          required={true}
          maxLength={60}
          value={name()}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </Show>
      <label class="pass-label" for={`${id}-pass`}>
        {words.t("road.phone.passphrase")}
      </label>
      <input
        id={`${id}-pass`}
        class="pass-input"
        type="password"
        required={true}
        minLength={8}
        autocomplete={isPairing() ? "new-password" : "current-password"}
        value={passphrase()}
        onInput={(event) => setPassphrase(event.currentTarget.value)}
      />
      <Show when={props.fault}>
        {(code) => (
          <p class="pass-fault" role="alert">
            {words.error(code())}
          </p>
        )}
      </Show>
      <button type="submit" class="field-button" data-tone="accent" disabled={props.isBusy}>
        {props.isBusy
          ? words.t("road.phone.working")
          : words.t(isPairing() ? "road.phone.pair" : "road.phone.unlock")}
      </button>
    </form>
  );
}
