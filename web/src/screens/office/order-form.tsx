import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { takesLegalChange } from "../../../../shared/model/order-plan.ts";
import type { WirePoint } from "../../../../shared/model/wire.ts";
import { useWords } from "../../locales/words.ts";
import { FormFault, FormNote, SubmitButton } from "../../parts/form.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { FIRST_WISH, type WishDraft, wishOf } from "../../parts/wish-draft.ts";
import { WishFields } from "../../parts/wish-fields.part.tsx";
import type { Orders } from "../../state/create-orders.ts";

/** Makes one order for a point, or the same one for every point of the list. */
export function OrderForm(props: { readonly orders: Orders; readonly onDone: () => void }): JSX.Element {
  const words = useWords();
  const [scope, setScope] = createSignal<"one" | "filtered">("one");
  const [chosen, choose] = createSignal<WirePoint>();
  const [draft, setDraft] = createSignal<WishDraft>(FIRST_WISH);
  const points = (): readonly WirePoint[] => {
    const point = chosen();
    if (scope() === "filtered") return props.orders.filtered();
    return point ? [point] : [];
  };
  const withMeter = (): number => points().filter(({ meter }) => meter !== undefined).length;
  const wished = () => wishOf(draft(), words.formats().languageTag);
  const [isSent, setSent] = createSignal(false);
  const isReady = (): boolean => withMeter() > 0 && !props.orders.isBusy();
  const change = (next: WishDraft): void => {
    if (next.kind !== draft().kind) setSent(false);
    setDraft(next);
  };
  const make = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const wish = wished();
    setSent(!wish.ok);
    if (!wish.ok) form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    else if (isReady() && (await props.orders.make(points(), wish.value))) props.onDone();
  };
  const fault = (): string | undefined => {
    const code = props.orders.fault();
    return code && words.error(code);
  };
  return (
    <form class="form" onSubmit={(event) => void make(event)}>
      <Segmented
        name="order-scope"
        label={words.t("orders.form.whichPoints")}
        value={scope()}
        onChoose={setScope}
        segments={[
          { value: "one", label: words.t("orders.form.onePoint") },
          { value: "filtered", label: words.t("orders.form.filtered", props.orders.filtered().length) },
        ]}
      />
      <Show when={scope() === "one"}>
        <PointChoice orders={props.orders} chosen={chosen()} onChoose={choose} />
      </Show>
      <Show when={points().length > withMeter()}>
        <FormNote tone="warning" text={words.t("orders.form.noMeter", points().length - withMeter())} />
      </Show>
      <WishFields draft={draft()} isSent={isSent()} onChange={change} />
      <FormNote text={words.t(takesLegalChange(draft().kind) ? "orders.form.costs" : "orders.form.free")} />
      <Show when={points().length === 0}>
        <FormNote text={words.t("orders.form.noPoint")} />
      </Show>
      <FormFault text={fault()} />
      <SubmitButton label={words.t("orders.form.send", withMeter())} isDisabled={!isReady()} />
    </form>
  );
}

function PointChoice(props: {
  readonly orders: Orders;
  readonly chosen: WirePoint | undefined;
  readonly onChoose: (point: WirePoint | undefined) => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const [text, setText] = createSignal("");
  const found = (): readonly WirePoint[] => props.orders.find(text());
  const nameOf = (point: WirePoint): string =>
    [point.address, point.city, point.meter?.type, point.meter?.serial].filter(Boolean).join(" · ");
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {words.t("orders.form.search")}
      </label>
      <input
        id={id}
        class="field-input"
        type="search"
        autocomplete="off"
        value={props.chosen ? nameOf(props.chosen) : text()}
        onInput={(event) => {
          props.onChoose(undefined);
          setText(event.currentTarget.value);
        }}
      />
      <Show when={!props.chosen && text().trim() !== ""}>
        <ul class="order-found">
          <For each={found()} fallback={<li class="muted">{words.t("orders.form.noMatch")}</li>}>
            {(point) => (
              <li>
                <button type="button" class="order-found-point" onClick={() => props.onChoose(point)}>
                  {nameOf(point)}
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
