import { For, type JSX, Show } from "solid-js";
import { sayMeterTime } from "../format/say-meter-time.ts";
import { useWords, type Words } from "../locales/words.ts";
import "./order-found.css";

/** What a meter said of an order: names and values, read back. */
export function OrderFound(props: {
  readonly found: readonly (readonly [name: string, value: string])[];
}): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.found.length > 0}>
      <dl class="order-found-list">
        <For each={props.found}>
          {([name, value]) => (
            <div>
              <dt>{sayName(words, name)}</dt>
              <dd>{sayValue(words, name, value)}</dd>
            </div>
          )}
        </For>
      </dl>
    </Show>
  );
}

const BEFORE = "before.";

function sayName(words: Words, name: string): string {
  if (name.startsWith(BEFORE))
    return words.t("orderWork.before", { name: sayName(words, name.slice(BEFORE.length)) });
  return words.find(`orderWork.says.${name}`) ?? words.find(`orders.field.${name}`) ?? name;
}

function sayValue(words: Words, name: string, value: string): string {
  const plain = name.startsWith(BEFORE) ? name.slice(BEFORE.length) : name;
  if (plain === "clock") return sayMeterTime(value, words.formats().languageTag);
  if (plain === "way") return words.find(`orderWork.radio.byWay.${value}`) ?? value;
  const group = GROUPS[plain];
  const said = group && words.find(`orders.${group}.${value}`);
  if (said) return said;
  return /^\d+(\.\d+)?$/.test(value) && plain !== "serial" ? words.formats().decimal(value) : value;
}

/** Where the words of a value are. */
const GROUPS: Readonly<Record<string, string>> = {
  tariff: "tariff",
  content: "content",
  intervalS: "interval",
  log: "log",
};
