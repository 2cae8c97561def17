import Bluetooth from "lucide-solid/icons/bluetooth";
import Cable from "lucide-solid/icons/cable";
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
  readonly usb: CanDo;
  readonly bluetooth: CanDo;
  readonly fault: string | undefined;
  readonly onProduct: (name: string) => void;
  readonly onConnect: (way: "serial" | "usb" | "bluetooth") => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const cannot = (): readonly string[] => {
    if (props.serial === "insecure" || props.bluetooth === "insecure")
      return [words.t("road.start.insecure")];
    return [
      ...(props.serial === "missing" && props.usb === "missing" ? [words.t("road.start.serialNo")] : []),
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
        <Show when={props.serial !== "missing" || props.usb === "missing"}>
          <WayButton
            can={props.serial}
            label={words.t("road.read.serial")}
            onPress={() => props.onConnect("serial")}
          >
            <Cable size={20} aria-hidden="true" />
          </WayButton>
        </Show>
        <WayButton
          can={props.bluetooth}
          label={words.t("road.read.bluetooth")}
          onPress={() => props.onConnect("bluetooth")}
        >
          <Bluetooth size={20} aria-hidden="true" />
        </WayButton>
        <Show when={props.usb === "yes"}>
          <WayButton
            can={props.usb}
            isSecond={props.serial === "yes"}
            label={words.t("phone.receiver.usb")}
            onPress={() => props.onConnect("usb")}
          >
            <Usb size={20} aria-hidden="true" />
          </WayButton>
        </Show>
      </div>
      <Show when={props.usb === "yes" && props.serial === "yes"}>
        <p class="connect-note">{words.t("phone.receiver.usbNote")}</p>
      </Show>
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

function WayButton(props: {
  readonly can: CanDo;
  /** The usual way stands before it. */
  readonly isSecond?: boolean;
  readonly label: string;
  readonly onPress: () => void;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <button
      type="button"
      class="field-button"
      data-tone={props.isSecond === true ? undefined : "accent"}
      disabled={props.can !== "yes"}
      onClick={() => props.onPress()}
    >
      {props.children}
      <span>{props.label}</span>
    </button>
  );
}
