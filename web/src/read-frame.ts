import { decode } from "../../shared/codecs/decode.ts";
import { decodeReading } from "../../shared/codecs/decode-reading.ts";
import type { Keyring } from "../../shared/codecs/keyring.ts";
import { PAYLOAD_CODECS } from "../../shared/codecs/proprietary/index.ts";
import { createFormatStore, type SavedFormat } from "../../shared/codecs/wmbus/format-store.ts";
import { createFragmentStore } from "../../shared/codecs/wmbus/join-fragments.ts";
import type { MeterId } from "../../shared/model/meter-id.ts";
import type { RegisterValue } from "../../shared/model/reading.ts";
import { formatScaled } from "../../shared/model/scaled.ts";

/** What one frame turned out to be. */
export interface ReadFrame {
  /** Absent where the frame is too damaged to say. */
  readonly meter?: MeterId;
  /** `decoded`, a verdict (`no-key`, `wrong-key`, `unsupported`) or a decode error's kind. */
  readonly outcome: string;
  /** What a bill rests on, else whatever comes first; absent where nothing could be read. */
  readonly value?: { readonly value: string; readonly unit: string };
}

export type FrameReader = (bytes: Uint8Array, keyring: Keyring) => ReadFrame;

const READABLE: readonly string[] = ["clear", "decrypted", "unproven"];
const FIRST = ["E1", "E3", "A+", "V1"] as const;

/** Decodes with the server's own road. It is a large piece of code and is fetched when first needed. */
export function createFrameReader(savedFormats: readonly SavedFormat[]): FrameReader {
  const formats = createFormatStore(savedFormats);
  const fragments = createFragmentStore();
  return (bytes, keyring) => {
    const decoded = decode(bytes, { link: "wmbus", keyring, formats, fragments, payloads: PAYLOAD_CODECS });
    if (!decoded.ok) {
      const { kind, partial } = decoded.error;
      return { outcome: kind, ...(partial ? { meter: partial.meter } : {}) };
    }
    const { meter, security } = decoded.value;
    if (!READABLE.includes(security.verdict)) return { meter, outcome: security.verdict };
    const main = mainValue(decodeReading(decoded.value).values);
    const value = main && { value: formatScaled(main.value), unit: main.unit };
    return { meter, outcome: "decoded", ...(value ? { value } : {}) };
  };
}

const mainValue = (values: readonly RegisterValue[]): RegisterValue | undefined =>
  FIRST.map((register) => values.find((value) => value.register === register)).find(Boolean) ?? values[0];
