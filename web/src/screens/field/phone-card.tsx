import ShieldCheck from "lucide-solid/icons/shield-check";
import { createSignal, createUniqueId, type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { KeyForm } from "../../parts/key-form.part.tsx";
import { createPhoneGuard, type PhoneGuard, type SecretEntry } from "../../state/create-phone-guard.ts";
import type { Field } from "../../state/field.ts";

/** Pairing, unlocking, one line about the keys, and what protects them. */
export function PhoneCard(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  const guard = createPhoneGuard(props.field);
  const [isChanging, setChanging] = createSignal(false);
  const [wantsAgain, setWantsAgain] = createSignal(false);
  const isPairing = (): boolean =>
    guard.phone() === "unpaired" ||
    guard.phone() === "revoked" ||
    (guard.phone() === "locked" && wantsAgain());
  return (
    <>
      <Show when={guard.phone() === "revoked"}>
        <p class="field-warning" role="alert">
          {words.t("road.phone.revoked")}
        </p>
      </Show>
      <Switch>
        <Match when={isPairing()}>
          <KeyForm
            purpose="pair"
            hasPasskey={guard.canPasskey()}
            fault={guard.fault()}
            isBusy={guard.isBusy()}
            onSend={(entry, name) => void guard.pair(entry, name).then(() => setWantsAgain(false))}
          />
        </Match>
        <Match when={guard.phone() === "locked"}>
          <UnlockForm guard={guard} onPairAgain={() => setWantsAgain(true)} />
        </Match>
        <Match when={isChanging()}>
          <ChangeForm guard={guard} onDone={() => setChanging(false)} />
        </Match>
        <Match when={guard.phone() !== undefined && guard.phone() !== "unknown"}>
          <p class="key-line">
            <ShieldCheck size={18} aria-hidden="true" />
            <span>{words.t(guard.hasPasskey() ? "phone.key.byPasskey" : "phone.key.byPassphrase")}</span>
            <button type="button" class="field-link" onClick={() => setChanging(true)}>
              {words.t("phone.key.change")}
            </button>
          </p>
        </Match>
      </Switch>
    </>
  );
}

/** For a phone that is locked. */
export function UnlockForm(props: {
  readonly guard: PhoneGuard;
  readonly onPairAgain?: () => void;
}): JSX.Element {
  return (
    <KeyForm
      purpose="unlock"
      hasPasskey={props.guard.hasPasskey()}
      fault={props.guard.fault()}
      isBusy={props.guard.isBusy()}
      onSend={(entry) => void props.guard.unlock(entry)}
      {...(props.onPairAgain ? { onPairAgain: props.onPairAgain } : {})}
    />
  );
}

/** The secret of now first, where it is a passphrase; a passkey is asked for by the phone itself. */
function ChangeForm(props: { readonly guard: PhoneGuard; readonly onDone: () => void }): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [known, setKnown] = createSignal("");
  const now = (): SecretEntry =>
    props.guard.hasPasskey() ? { kind: "passkey" } : { kind: "passphrase", passphrase: known() };
  const move = async (next: SecretEntry): Promise<void> => {
    if (await props.guard.move(now(), next)) props.onDone();
  };
  return (
    <section class="key-change" aria-label={words.t("phone.key.changeTitle")}>
      <Show when={!props.guard.hasPasskey()}>
        <label class="pass-label" for={id}>
          {words.t("phone.key.knownPassphrase")}
        </label>
        <input
          id={id}
          class="pass-input"
          type="password"
          autocomplete="current-password"
          value={known()}
          onInput={(event) => setKnown(event.currentTarget.value)}
        />
      </Show>
      <KeyForm
        purpose="change"
        hasPasskey={props.guard.canPasskey() && !props.guard.hasPasskey()}
        fault={props.guard.fault()}
        isBusy={props.guard.isBusy()}
        onSend={(entry) => void move(entry)}
      />
      <button type="button" class="field-link" onClick={() => props.onDone()}>
        {words.t("phone.key.keep")}
      </button>
    </section>
  );
}
