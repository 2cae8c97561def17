import { createMemo, createSignal, type JSX, Show } from "solid-js";
import type { KnownProduct } from "../../../../shared/codecs/drivers/list-products.ts";
import { readStockLines, type StockLines, serialRange } from "../../../../shared/model/stock.ts";
import { useWords } from "../../locales/words.ts";
import {
  ChoiceField,
  FormFault,
  FormNote,
  SubmitButton,
  TextField,
  WideField,
} from "../../parts/form.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import type { Stock } from "../../state/create-stock.ts";

const nameOf = ({ manufacturer, version, deviceType }: KnownProduct): string =>
  [manufacturer, hex(version), hex(deviceType)].join("-");
const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, "0");

/** Serial numbers as they are typed. */
interface Typed {
  readonly how: "list" | "range";
  readonly text: string;
  readonly first: string;
  readonly last: string;
}

const linesOf = ({ how, text, first, last }: Typed): StockLines =>
  how === "list" ? readStockLines(text) : { lines: serialRange(first, last || first) ?? [], faults: [] };

/** Adds meters of one kind to the stock: a range of serial numbers, or a list with keys. */
export function StockForm(props: { readonly stock: Stock; readonly onDone: () => void }): JSX.Element {
  const words = useWords();
  const [product, setProduct] = createSignal("");
  const [typed, setTyped] = createSignal<Typed>({ how: "list", text: "", first: "", last: "" });
  const [note, setNote] = createSignal("");
  const chosen = (): KnownProduct | undefined =>
    props.stock.products().find((one) => nameOf(one) === product()) ?? props.stock.products()[0];
  const read = createMemo(() => linesOf(typed()));
  const wrong = (): string | undefined => {
    const fault = read().faults[0];
    if (fault) return words.t(`stock.fault.${fault.fault}`, { line: fault.line });
    const { how, first } = typed();
    return how === "range" && first !== "" && read().lines.length === 0
      ? words.t("stock.fault.range")
      : undefined;
  };
  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const kind = chosen();
    const { lines, faults } = read();
    if (!kind || faults.length > 0 || lines.length === 0) return;
    const { manufacturer, version, deviceType } = kind;
    const isAdded = await props.stock.add({
      kind: { manufacturer, version, deviceType },
      meters: lines,
      note: note().trim(),
    });
    if (isAdded) props.onDone();
  };
  const fault = (): string | undefined => {
    const code = props.stock.fault();
    return wrong() ?? (code && words.error(code));
  };
  return (
    <form class="form" onSubmit={(event) => void add(event)}>
      <ChoiceField
        label={words.t("stock.kind")}
        value={product() || nameOf(chosen() ?? { product: "", manufacturer: "", version: 0, deviceType: 0 })}
        choices={props.stock.products().map((one) => ({
          value: nameOf(one),
          label: `${one.product} · ${one.manufacturer} ${hex(one.version)}/${hex(one.deviceType)}`,
        }))}
        onChoose={setProduct}
      />
      <p class="field-hint">{words.t("stock.kindHint")}</p>
      <Serials typed={typed()} onType={(more) => setTyped((now) => ({ ...now, ...more }))} />
      <TextField label={words.t("stock.note")} value={note()} isOptional={true} onInput={setNote} />
      <Show when={read().lines.length > 0}>
        <FormNote
          text={words.t(
            "stock.willAdd",
            read().lines.length,
            read().lines.filter(({ key }) => key !== undefined).length,
          )}
        />
      </Show>
      <FormFault text={fault()} />
      <SubmitButton
        label={words.t("stock.save", read().lines.length)}
        isDisabled={props.stock.isBusy() || read().lines.length === 0 || read().faults.length > 0}
      />
    </form>
  );
}

/** A list with keys, or a range without. */
function Serials(props: {
  readonly typed: Typed;
  readonly onType: (more: Partial<Typed>) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <>
      <Segmented
        name="stock-how"
        label={words.t("stock.how")}
        value={props.typed.how}
        onChoose={(how) => props.onType({ how })}
        segments={[
          { value: "list", label: words.t("stock.list") },
          { value: "range", label: words.t("stock.range") },
        ]}
      />
      <Show
        when={props.typed.how === "list"}
        fallback={
          <>
            <TextField
              label={words.t("stock.first")}
              value={props.typed.first}
              onInput={(first) => props.onType({ first })}
            />
            <TextField
              label={words.t("stock.last")}
              value={props.typed.last}
              isOptional={true}
              onInput={(last) => props.onType({ last })}
            />
          </>
        }
      >
        <WideField
          label={words.t("stock.lines")}
          hint={words.t("stock.linesHint")}
          value={props.typed.text}
          isTall={true}
          onInput={(text) => props.onType({ text })}
        />
      </Show>
    </>
  );
}
