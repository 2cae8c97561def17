import { A } from "@solidjs/router";
import RadioTower from "lucide-solid/icons/radio-tower";
import { type Accessor, createEffect, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import type { Field } from "../../state/field.ts";

/** Whoever drives has passed it by then. */
const NEAR_MS = 120_000;

/** A meter has just been heard that an order is open for, and the receiver in the car can also send: one tap to it. */
export function OrderNear(props: {
  readonly field: Field;
  /** Open orders by point. */
  readonly open: ReadonlyMap<string, number>;
  readonly hrefOf: (pointId: string) => string;
}): JSX.Element {
  const words = useWords();
  const near = createNear(props.field, () => props.open);
  return (
    <div class="order-near" role="status">
      <Show when={near()}>
        {(card) => (
          <A class="field-button" data-tone="accent" href={props.hrefOf(card().pointId)}>
            <RadioTower size={18} aria-hidden="true" />
            <span>{words.t("orderWork.radio.near", { address: card().address || card().number })}</span>
          </A>
        )}
      </Show>
    </div>
  );
}

function createNear(field: Field, open: Accessor<ReadonlyMap<string, number>>) {
  const [pointId, setPointId] = createSignal<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = async (id: string): Promise<void> => {
    if (!(await field.receiver.radio())?.canSend()) return;
    setPointId(id);
    clearTimeout(timer);
    timer = setTimeout(setPointId, NEAR_MS, undefined);
  };
  createEffect(
    on(field.lastRead, (heard) => {
      const id = heard.find((one) => open().has(one));
      if (id !== undefined) void show(id);
    }),
  );
  onCleanup(() => clearTimeout(timer));
  return () => {
    const id = pointId();
    // Carried out meanwhile, it is none any more.
    return id !== undefined && open().has(id)
      ? field.round()?.cards.find((card) => card.pointId === id)
      : undefined;
  };
}
