import Play from "lucide-solid/icons/play";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { ConnectPanel } from "../../parts/connect-panel.part.tsx";
import { FIND_OUT } from "../../state/create-receiver.ts";
import type { Field } from "../../state/field.ts";

const FAULTS = {
  "link.taken": "road.read.taken",
  "link.no-service": "road.read.noService",
  "link.failed": "road.read.failed",
  "link.not-chosen": "phone.receiver.notChosen",
  "link.not-loaded": "phone.receiver.notLoaded",
  "link.no-driver": "phone.receiver.noDriver",
  "link.unknown": "phone.receiver.unknown",
} as const;

/** Continue with the receiver of last time, or choose one. */
export function ConnectReceiver(props: { readonly field: Field }): JSX.Element {
  const words = useWords();
  const { receiver } = props.field;
  onMount(() => void receiver.prepare());
  const fault = (): string | undefined => {
    const link = receiver.link();
    return link.kind === "failed" ? words.t(FAULTS[link.code]) : undefined;
  };
  const [canContinue, setCanContinue] = createSignal(true);
  return (
    <>
      <Show when={props.field.state()?.readingRoundId === undefined && canContinue() && receiver.hasWay()}>
        <div class="connect">
          <button
            type="button"
            class="field-button"
            data-tone="accent"
            onClick={() => void receiver.resume().then(setCanContinue)}
          >
            <Play size={18} aria-hidden="true" />
            <span>{words.t("road.read.continue")}</span>
          </button>
        </div>
      </Show>
      <ConnectPanel
        products={[{ name: FIND_OUT, product: words.t("phone.receiver.findOut") }, ...receiver.products()]}
        product={receiver.product()}
        serial={receiver.abilities.serial}
        usb={receiver.abilities.usb}
        bluetooth={receiver.abilities.bluetooth}
        fault={fault()}
        onProduct={receiver.chooseProduct}
        onConnect={(way) => void receiver.connect(way)}
      />
    </>
  );
}
