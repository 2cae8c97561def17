import { createEffect, createMemo, For, type JSX, Show } from "solid-js";
import type { WireRecord } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import type { Span } from "../telegram/lay-out-bytes.ts";
import { readField } from "../telegram/read-field.ts";
import { nameSpan, sayName } from "./name-span.ts";
import "./span-list.css";

interface LayerGroup {
  readonly layer: string;
  readonly spans: readonly { readonly span: Span; readonly index: number }[];
}

/** What the bytes mean, layer by layer in the order they come. */
export function SpanList(props: {
  readonly spans: readonly Span[];
  readonly pointed: number | undefined;
  readonly onPoint: (span: number | undefined) => void;
}): JSX.Element {
  const words = useWords();
  const groups = createMemo(() => groupByLayer(props.spans));
  let list: HTMLDivElement | undefined;
  createEffect(() => {
    if (props.pointed === undefined || list?.matches(":hover, :focus-within")) return;
    const pointed = list?.querySelector(`[data-span="${props.pointed}"]`);
    if (list?.parentElement && pointed) showInside(list.parentElement, pointed);
  });
  return (
    <div class="spans" ref={list} onPointerLeave={() => props.onPoint(undefined)}>
      <For each={groups()}>
        {(group) => (
          <section class="spans-layer">
            <h3 class="spans-title">
              <span class="spans-swatch" data-layer={group.layer} />
              {words.find(`layer.${group.layer}`) ?? group.layer}
            </h3>
            <p class="spans-hint">{words.find(`layerHint.${group.layer}`)}</p>
            <ul>
              <For each={group.spans}>
                {({ span, index }) => (
                  <li>
                    <button
                      type="button"
                      class="span"
                      data-span={index}
                      classList={{ "is-pointed": props.pointed === index }}
                      onPointerEnter={() => props.onPoint(index)}
                      onFocus={() => props.onPoint(index)}
                    >
                      <Show when={span.record} fallback={<FieldLine span={span} />}>
                        {(record) => <RecordLine record={record()} />}
                      </Show>
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </div>
  );
}

/** Scrolls the list alone: a page that moved would put another byte under the pointer. */
function showInside(frame: Element, shown: Element): void {
  const outer = frame.getBoundingClientRect();
  const inner = shown.getBoundingClientRect();
  if (inner.top < outer.top) frame.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) frame.scrollTop += inner.bottom - outer.bottom;
}

function groupByLayer(spans: readonly Span[]): readonly LayerGroup[] {
  const groups: { layer: string; spans: { span: Span; index: number }[] }[] = [];
  for (const [index, span] of spans.entries()) {
    const last = groups.at(-1);
    // Fillers between records do not part the records.
    const group = last?.layer === span.layer ? last : groups.find(({ layer }) => layer === span.layer);
    if (group) group.spans.push({ span, index });
    else groups.push({ layer: span.layer, spans: [{ span, index }] });
  }
  return groups;
}

function FieldLine(props: { readonly span: Span }): JSX.Element {
  const words = useWords();
  return (
    <>
      <span class="span-name">{nameSpan(words, props.span)}</span>
      <span class="span-value">{readField(props.span.field, props.span.hex)}</span>
      <span class="span-bytes mono one-line">{props.span.hex}</span>
    </>
  );
}

function RecordLine(props: { readonly record: WireRecord }): JSX.Element {
  const words = useWords();
  const value = (): string | undefined =>
    props.record.value === null ? undefined : words.formats().decimal(props.record.value.replace("T", " "));
  const place = (): string =>
    [
      props.record.function === "instant"
        ? ""
        : (words.find(`function.${props.record.function}`) ?? props.record.function),
      props.record.storage > 0 ? words.t("telegram.storage", { n: props.record.storage }) : "",
      props.record.tariff > 0 ? words.t("telegram.tariff", { n: props.record.tariff }) : "",
      props.record.subunit > 0 ? words.t("telegram.subunit", { n: props.record.subunit }) : "",
      ...props.record.modifiers.map((modifier) => words.find(`modifier.${modifier}`) ?? modifier),
    ]
      .filter((text) => text !== "")
      .join(" · ");
  return (
    <>
      <span class="span-name">
        <span class="span-code one-line">{sayName(props.record.name)}</span>
        <Show when={place()}>
          <span class="span-place">{place()}</span>
        </Show>
      </span>
      <span class="span-value">
        <Show when={value()} fallback={<span class="faint">{words.t("telegram.noValue")}</span>}>
          {value()} <span class="unit">{props.record.unit}</span>
        </Show>
      </span>
      <span class="span-bytes mono one-line">{props.record.header}</span>
    </>
  );
}
