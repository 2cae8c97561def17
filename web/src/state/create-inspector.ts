import { type Accessor, createEffect, createMemo, createSignal } from "solid-js";
import { outputOf } from "../../../shared/codecs/decode-output.ts";
import type { PayloadCodecs } from "../../../shared/codecs/proprietary/payload-codec.ts";
import { viewDecoded } from "../../../shared/codecs/view-decoded.ts";
import { EXAMPLE_KEY, EXAMPLE_TELEGRAMS } from "../telegram/example-telegram.ts";
import {
  countTelegrams,
  type InspectedTelegram,
  inspectTelegrams,
  MAX_TELEGRAMS,
  readKey,
  type TriedKey,
  wantsPayloadCodecs,
} from "../telegram/inspect-telegrams.ts";
import type { ShownTelegram } from "../telegram/lay-out-bytes.ts";

export interface Inspector {
  readonly text: Accessor<string>;
  readonly keyText: Accessor<string>;
  readonly key: Accessor<TriedKey>;
  readonly telegrams: Accessor<readonly InspectedTelegram[]>;
  /** Telegrams that are too many to be looked at. */
  readonly left: Accessor<number>;
  readonly chosen: Accessor<InspectedTelegram | undefined>;
  /** The chosen one laid open; `undefined` while its line is not even hexadecimal. */
  readonly view: Accessor<ShownTelegram | undefined>;
  type(text: string): void;
  typeKey(text: string): void;
  choose(line: number): void;
  showExample(): void;
  clear(): void;
  /** The chosen one as the line that `npm run decode` prints. */
  writeJson(): string;
}

/** Telegrams that somebody pastes, decoded here. Text and key live in this page's memory and nowhere else. */
export function createInspector(pasted: string): Inspector {
  const [text, setText] = createSignal(pasted);
  const [keyText, typeKey] = createSignal("");
  const [line, choose] = createSignal(0);
  const [payloads, setPayloads] = createSignal<PayloadCodecs>();
  const key = createMemo(() => readKey(keyText()));
  const telegrams = createMemo(() => inspectTelegrams(text(), { key: key(), payloads: payloads() }));
  const chosen = createMemo(() => telegrams().find((one) => one.line === line()) ?? telegrams()[0]);
  const view = createMemo((): ShownTelegram | undefined => {
    const one = chosen();
    return one && one.raw !== "" ? { link: one.link, raw: one.raw, ...viewDecoded(one.result) } : undefined;
  });
  createEffect(() => {
    if (payloads() !== undefined || !wantsPayloadCodecs(telegrams())) return;
    // Without them a maker's own payload stays bytes.
    import("../../../shared/codecs/proprietary/index.ts").then(
      ({ PAYLOAD_CODECS }) => setPayloads(() => PAYLOAD_CODECS),
      () => undefined,
    );
  });
  const type = (pastedText: string): void => {
    setText(pastedText);
  };
  return {
    text,
    keyText,
    key,
    telegrams,
    left: () => Math.max(0, countTelegrams(text()) - MAX_TELEGRAMS),
    chosen,
    view,
    type,
    typeKey,
    choose,
    showExample() {
      typeKey(EXAMPLE_KEY);
      type(EXAMPLE_TELEGRAMS);
    },
    clear() {
      type("");
      typeKey("");
    },
    writeJson() {
      const one = chosen();
      return one ? JSON.stringify({ telegram: one.raw, ...outputOf(one.result) }, null, 2) : "";
    },
  };
}
