/** The phone's own screen lock as a key: WebAuthn with its PRF extension. Works without network. */
export interface Passkey {
  /** Base64. */
  readonly credentialId: string;
  /** 32 bytes in base64. */
  readonly input: string;
}

export type PasskeyFault =
  /** The person put it off, or it took too long. */
  | "passkey.dismissed"
  /** This phone's passkeys give no secret, or it has none. */
  | "passkey.unfit";

export type PasskeyAnswer =
  | { readonly passkey: Passkey; readonly output: Uint8Array }
  | { readonly fault: PasskeyFault };

const NAME = "Rounds";
const IP_ADDRESS = /^[\d.]+$|:/;
/** ES256 and RS256: what phones and computers have. */
const ALGORITHMS = [-7, -257];

/** Whether this browser and phone may have what it takes; the last word is the passkey's own. */
export async function canPasskey(): Promise<boolean> {
  if (!(isSecureContext && "PublicKeyCredential" in globalThis)) return false;
  // A passkey belongs to a name, never to an address of numbers.
  if (IP_ADDRESS.test(location.hostname)) return false;
  try {
    if (!(await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())) return false;
    const can = await PublicKeyCredential.getClientCapabilities?.();
    return can?.["extension:prf"] !== false;
  } catch {
    return false;
  }
}

/** Makes a passkey for this app on this phone. Only from a click. */
export async function enrolPasskey(personName: string): Promise<PasskeyAnswer> {
  const input = crypto.getRandomValues(new Uint8Array(32));
  try {
    const made = await navigator.credentials.create({
      publicKey: {
        rp: { name: NAME },
        user: {
          id: crypto.getRandomValues(new Uint8Array(16)),
          name: personName,
          displayName: personName,
        },
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: {
          authenticatorAttachment: "platform",
          residentKey: "required",
          userVerification: "required",
        },
        extensions: { prf: { eval: { first: input } } },
      },
    });
    if (!(made instanceof PublicKeyCredential)) return { fault: "passkey.dismissed" };
    const { prf } = made.getClientExtensionResults();
    if (prf?.enabled !== true && !prf?.results) return { fault: "passkey.unfit" };
    const passkey = { credentialId: toBase64(new Uint8Array(made.rawId)), input: toBase64(input) };
    const output = prf.results?.first;
    // Some make it first and tell the secret only when they are asked for it.
    return output ? { passkey, output: bytesOf(output) } : await askPasskey(passkey);
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** Asks the person for finger, face or PIN, and gives the passkey's secret. Only from a click. */
export async function askPasskey(passkey: Passkey): Promise<PasskeyAnswer> {
  try {
    const given = await navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        allowCredentials: [{ type: "public-key", id: fromBase64(passkey.credentialId) }],
        userVerification: "required",
        extensions: { prf: { eval: { first: fromBase64(passkey.input) } } },
      },
    });
    if (!(given instanceof PublicKeyCredential)) return { fault: "passkey.dismissed" };
    const output = given.getClientExtensionResults().prf?.results?.first;
    return output ? { passkey, output: bytesOf(output) } : { fault: "passkey.unfit" };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** `NotAllowedError` is everything from a closed window to a finger that did not fit. */
const faultOf = (error: unknown): PasskeyFault =>
  error instanceof Error && (error.name === "NotAllowedError" || error.name === "AbortError")
    ? "passkey.dismissed"
    : "passkey.unfit";

const bytesOf = (source: BufferSource): Uint8Array =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice()
    : new Uint8Array(source).slice();

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
