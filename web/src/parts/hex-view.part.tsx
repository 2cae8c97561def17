import { createMemo, For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import type { ShownByte, Span } from "../telegram/lay-out-bytes.ts";
import { nameSpan } from "./name-span.ts";
import "./hex-view.css";

const PER_ROW = 16;
/** Longer than any telegram; of more, a page would only become slow. */
const MAX_SHOWN = 1024;

/** Bytes in rows of 16, coloured by layer and record. Arrow keys walk over them. */
export function HexView(props: {
  readonly bytes: readonly ShownByte[];
  readonly spans: readonly Span[];
  readonly pointed: number | undefined;
  readonly onPoint: (span: number | undefined) => void;
}): JSX.Element {
  const words = useWords();
  let grid: HTMLDivElement | undefined;
  const rows = createMemo(() =>
    Array.from(
      { length: Math.ceil(Math.min(MAX_SHOWN, props.bytes.length) / PER_ROW) },
      (_, row) => row * PER_ROW,
    ),
  );
  const focusByte = (at: number): void => {
    grid
      ?.querySelector<HTMLElement>(`[data-at="${Math.max(0, Math.min(props.bytes.length - 1, at))}"]`)
      ?.focus();
  };
  const walk = (event: KeyboardEvent, at: number): void => {
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: PER_ROW, ArrowUp: -PER_ROW };
    const step = Object.entries(steps).find(([key]) => key === event.key)?.[1];
    if (step === undefined) return;
    event.preventDefault();
    focusByte(at + step);
  };
  const describe = ({ hex, span }: ShownByte, at: number): string => {
    const known = props.spans[span];
    const byte = `${words.t("telegram.byte", { n: at })} ${hex}`;
    return known ? `${byte}, ${nameSpan(words, known)}` : byte;
  };
  return (
    <div class="hex" ref={grid} onPointerLeave={() => props.onPoint(undefined)}>
      <p class="hearable" id="hex-label">
        {words.t("telegram.hexLabel")}
      </p>
      <For each={rows()}>
        {(first) => (
          <div class="hex-row">
            <span class="hex-offset" aria-hidden="true">
              {first.toString(16).toUpperCase().padStart(2, "0")}
            </span>
            <For each={props.bytes.slice(first, first + PER_ROW)}>
              {(byte, i) => (
                <button
                  type="button"
                  class="hex-byte"
                  data-at={first + i()}
                  data-layer={byte.layer}
                  data-odd={byte.layer === "record" && byte.span % 2 === 1}
                  classList={{
                    "is-pointed": byte.span >= 0 && byte.span === props.pointed,
                    "is-start": isStart(props.bytes, first + i()),
                    "is-end": isStart(props.bytes, first + i() + 1),
                  }}
                  tabIndex={first + i() === 0 ? 0 : -1}
                  aria-label={describe(byte, first + i())}
                  onPointerEnter={() => props.onPoint(byte.span)}
                  onFocus={() => props.onPoint(byte.span)}
                  onKeyDown={(event) => walk(event, first + i())}
                >
                  {byte.hex}
                </button>
              )}
            </For>
          </div>
        )}
      </For>
      <Show when={props.bytes.length > MAX_SHOWN}>
        <p class="hex-more">{words.t("inspector.more", props.bytes.length - MAX_SHOWN)}</p>
      </Show>
    </div>
  );
}

/** Whether a span or an unlabelled stretch begins here. */
const isStart = (bytes: readonly ShownByte[], at: number): boolean =>
  at === 0 || bytes[at]?.span !== bytes[at - 1]?.span || bytes[at]?.layer !== bytes[at - 1]?.layer;
