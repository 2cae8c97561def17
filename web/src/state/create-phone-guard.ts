import { type Accessor, createMemo, createSignal } from "solid-js";
import { askPasskey, enrolPasskey, canPasskey as findPasskeyAbility } from "../device/passkey.ts";
import type { PhoneState } from "../intake-protocol.ts";
import type { PasskeyMark, PhoneSecret } from "../lease/phone-key.ts";
import type { Field } from "./field.ts";

/** What a person gives: words they typed, or a finger when the phone asks for it. */
export type SecretEntry =
  | { readonly kind: "passphrase"; readonly passphrase: string }
  | { readonly kind: "passkey" };

/** Pairing, unlocking and what protects the keys, for whichever screen asks. */
export interface PhoneGuard {
  readonly phone: Accessor<PhoneState["kind"] | undefined>;
  /** Whether a passkey opens the keys now. */
  readonly hasPasskey: Accessor<boolean>;
  /** Whether this phone may be able to. */
  readonly canPasskey: Accessor<boolean>;
  /** The code of what went wrong last. */
  readonly fault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  pair(entry: SecretEntry, name: string): Promise<boolean>;
  unlock(entry: SecretEntry): Promise<boolean>;
  /** Proves the secret of now, then takes the next one. */
  move(now: SecretEntry, next: SecretEntry): Promise<boolean>;
}

type Asked =
  | { readonly ok: true; readonly secret: PhoneSecret }
  | { readonly ok: false; readonly code: string };

export function createPhoneGuard(field: Field): PhoneGuard {
  const [fault, setFault] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  const [canPasskey, setCanPasskey] = createSignal(false);
  void findPasskeyAbility().then(setCanPasskey);
  const passkey = createMemo(() => field.state()?.phone.passkey);

  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setFault(undefined);
    const answer = await work();
    setFault(typeof answer === "string" ? answer : undefined);
    setBusy(false);
    return typeof answer !== "string";
  };
  return {
    phone: createMemo(() => field.state()?.phone.kind),
    hasPasskey: () => passkey() !== undefined,
    canPasskey,
    fault,
    isBusy,
    pair: (entry, name) =>
      run(async () => {
        const asked = await makeSecret(entry, name);
        return asked.ok ? field.pair(name, asked.secret) : asked.code;
      }),
    unlock: (entry) =>
      run(async () => {
        const asked = await proveSecret(entry, passkey());
        return asked.ok ? field.unlock(asked.secret) : asked.code;
      }),
    move: (now, next) =>
      run(async () => {
        const proven = await proveSecret(now, passkey());
        if (!proven.ok) return proven.code;
        const made = await makeSecret(next, field.state()?.phone.name ?? "");
        return made.ok ? field.rewrap(proven.secret, made.secret) : made.code;
      }),
  };
}

async function makeSecret(entry: SecretEntry, name: string): Promise<Asked> {
  if (entry.kind === "passphrase") return { ok: true, secret: entry };
  return secretOf(await enrolPasskey(name));
}

async function proveSecret(entry: SecretEntry, passkey: PasskeyMark | undefined): Promise<Asked> {
  if (entry.kind === "passphrase") return { ok: true, secret: entry };
  return passkey ? secretOf(await askPasskey(passkey)) : { ok: false, code: "passkey.unfit" };
}

const secretOf = (answer: Awaited<ReturnType<typeof askPasskey>>): Asked =>
  "fault" in answer
    ? { ok: false, code: answer.fault }
    : { ok: true, secret: { kind: "passkey", ...answer } };
