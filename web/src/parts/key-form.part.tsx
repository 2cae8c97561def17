import Fingerprint from "lucide-solid/icons/fingerprint-pattern";
import KeyRound from "lucide-solid/icons/key-round";
import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./field-button.css";
import "./field-form.css";

export type KeyEntry =
  | { readonly kind: "passphrase"; readonly passphrase: string }
  | { readonly kind: "passkey" };

/** Asks for what protects the keys: for a new phone, to unlock it, or to change it. */
export function KeyForm(props: {
  readonly purpose: "pair" | "unlock" | "change";
  /** Whether the phone's screen lock can do it; to unlock: whether it does. */
  readonly hasPasskey: boolean;
  /** A code of what went wrong the last time. */
  readonly fault: string | undefined;
  readonly isBusy: boolean;
  readonly onSend: (entry: KeyEntry, name: string) => void;
  /** A phone whose secret is lost is paired anew. */
  readonly onPairAgain?: () => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [name, setName] = createSignal(words.t("road.phone.defaultName"));
  const [wantsPassphrase, setWantsPassphrase] = createSignal(false);
  const isTyping = (): boolean => !props.hasPasskey || (wantsPassphrase() && props.purpose !== "unlock");
  return (
    <div class="pass-form">
      <h2 class="pass-title">
        <KeyRound size={18} aria-hidden="true" />
        {words.t(`phone.key.${props.purpose}Title`)}
      </h2>
      <p class="muted">{words.t(`phone.key.${props.purpose}${isTyping() ? "Passphrase" : "Passkey"}Hint`)}</p>
      <Show when={props.purpose === "pair"}>
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
      <Show
        when={isTyping()}
        fallback={
          <button
            type="button"
            class="field-button"
            data-tone="accent"
            disabled={props.isBusy}
            onClick={() => props.onSend({ kind: "passkey" }, name().trim())}
          >
            <Fingerprint size={20} aria-hidden="true" />
            <span>
              {props.isBusy ? words.t("road.phone.working") : words.t(`phone.key.${props.purpose}Passkey`)}
            </span>
          </button>
        }
      >
        <Typed
          purpose={props.purpose}
          isBusy={props.isBusy}
          onSend={(passphrase) => props.onSend({ kind: "passphrase", passphrase }, name().trim())}
        />
      </Show>
      <Show when={props.fault}>
        {(code) => (
          <p class="pass-fault" role="alert">
            {words.error(code())}
          </p>
        )}
      </Show>
      <Show when={props.hasPasskey && props.purpose !== "unlock"}>
        <button type="button" class="field-link" onClick={() => setWantsPassphrase(!wantsPassphrase())}>
          {words.t(isTyping() ? "phone.key.takePasskey" : "phone.key.takePassphrase")}
        </button>
      </Show>
      <Show when={props.onPairAgain}>
        {(again) => (
          <button type="button" class="field-link" onClick={() => again()()}>
            {words.t(props.hasPasskey ? "phone.key.lostPasskey" : "phone.key.lostPassphrase")}
          </button>
        )}
      </Show>
    </div>
  );
}

const SEND = {
  pair: "road.phone.pair",
  unlock: "road.phone.unlock",
  change: "phone.key.changePassphrase",
} as const;

function Typed(props: {
  readonly purpose: "pair" | "unlock" | "change";
  readonly isBusy: boolean;
  readonly onSend: (passphrase: string) => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [passphrase, setPassphrase] = createSignal("");
  const label = (): string =>
    words.t(props.purpose === "change" ? "phone.key.newPassphrase" : "road.phone.passphrase");
  return (
    <form
      class="pass-typed"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSend(passphrase());
        setPassphrase("");
      }}
    >
      <label class="pass-label" for={id}>
        {label()}
      </label>
      <input
        id={id}
        class="pass-input"
        type="password"
        required={true}
        minLength={8}
        autocomplete={props.purpose === "unlock" ? "current-password" : "new-password"}
        value={passphrase()}
        onInput={(event) => setPassphrase(event.currentTarget.value)}
      />
      <button type="submit" class="field-button" data-tone="accent" disabled={props.isBusy}>
        {props.isBusy ? words.t("road.phone.working") : words.t(SEND[props.purpose])}
      </button>
    </form>
  );
}
