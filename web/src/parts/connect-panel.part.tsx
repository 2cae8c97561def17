import Bluetooth from "lucide-solid/icons/bluetooth";
import Usb from "lucide-solid/icons/usb";
import { createUniqueId, For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import "./field-button.css";
import "./field-form.css";

export type CanDo = "yes" | "insecure" | "missing";

/** Which receiver, and over which way. What this browser cannot do is said, not hidden. */
export function ConnectPanel(props: {
  readonly products: readonly { readonly name: string; readonly product: string }[];
  readonly product: string;
  readonly serial: CanDo;
  readonly bluetooth: CanDo;
  readonly fault: string | undefined;
  readonly onProduct: (name: string) => void;
  readonly onConnect: (way: "serial" | "bluetooth") => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const cannot = (): readonly string[] => {
    if (props.serial === "insecure" || props.bluetooth === "insecure")
      return [words.t("road.start.insecure")];
    return [
      ...(props.serial === "missing" ? [words.t("road.start.serialNo")] : []),
      ...(props.bluetooth === "missing" ? [words.t("road.start.bluetoothNo")] : []),
    ];
  };
  return (
    <section class="connect" aria-label={words.t("road.read.connect")}>
      <label class="connect-product" for={id}>
        <span class="pass-label">{words.t("road.read.product")}</span>
        <select
          id={id}
          class="pass-input"
          value={props.product}
          onChange={(event) => props.onProduct(event.currentTarget.value)}
        >
          <For each={props.products}>{(one) => <option value={one.name}>{one.product}</option>}</For>
        </select>
      </label>
      <div class="connect-ways">
        <button
          type="button"
          class="field-button"
          data-tone="accent"
          disabled={props.serial !== "yes"}
          onClick={() => props.onConnect("serial")}
        >
          <Usb size={20} aria-hidden="true" />
          <span>{words.t("road.read.serial")}</span>
        </button>
        <button
          type="button"
          class="field-button"
          data-tone="accent"
          disabled={props.bluetooth !== "yes"}
          onClick={() => props.onConnect("bluetooth")}
        >
          <Bluetooth size={20} aria-hidden="true" />
          <span>{words.t("road.read.bluetooth")}</span>
        </button>
      </div>
      <For each={cannot()}>{(line) => <p class="connect-note">{line}</p>}</For>
      <Show when={props.fault}>
        {(fault) => (
          <p class="pass-fault" role="alert">
            {fault()}
          </p>
        )}
      </Show>
    </section>
  );
}
