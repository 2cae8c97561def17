import type { JSX } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./amount.css";

/** An exact number with its unit, small. */
export function Amount(props: { readonly value: string; readonly unit: string }): JSX.Element {
  const words = useWords();
  return (
    <span class="amount">
      <span class="amount-value">{words.formats().decimal(props.value)}</span>
      <span class="unit">{props.unit === "" ? "" : `\u00a0${props.unit}`}</span>
    </span>
  );
}
