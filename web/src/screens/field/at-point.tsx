import { A } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import KeyRound from "lucide-solid/icons/key-round";
import { type Accessor, createSignal, For, type JSX, Match, onMount, Show, Switch } from "solid-js";
import type { RoundCard } from "../../../../shared/rooms/round-view.ts";
import { useWords } from "../../locales/words.ts";
import { Notice } from "../../parts/notice.part.tsx";
import { createRoundOrders } from "../../state/create-round-orders.ts";
import type { Field } from "../../state/field.ts";
import "../../parts/field-button.css";
import "./at-point.css";

const WAYS = [
  { id: "head", path: "door" },
  { id: "type", path: "type" },
  { id: "exchange", path: "exchange" },
  { id: "orders", path: "orders" },
] as const;
type Way = (typeof WAYS)[number]["id"];

/** A screen about one point of a round, with the way back; says so when the point is not in it. */
export function AtPoint(props: {
  readonly field: Field;
  readonly roundId: string;
  readonly card: RoundCard | undefined;
  /** Where the point has no address. */
  readonly title: string;
  /** What is said where no meter is mounted. */
  readonly noMeter: string;
  /** What of all that can be done at a door this screen is for. */
  readonly way: Way;
  readonly children: (card: Accessor<RoundCard>) => JSX.Element;
}): JSX.Element {
  const words = useWords();
  const [isAsked, setAsked] = createSignal(false);
  const orders = createRoundOrders(props.field);
  onMount(() => {
    void props.field.openRound(props.roundId).then(() => setAsked(true));
  });
  return (
    <div class="road">
      <div class="field-top">
        <A class="field-icon" href={`${props.field.road}/${props.roundId}`} aria-label={words.t("door.back")}>
          <ArrowLeft size={22} aria-hidden="true" />
        </A>
        <h1 class="field-top-name one-line">{props.card?.address || props.title}</h1>
      </div>
      <div class="field-scroll">
        <Switch>
          <Match when={props.card}>
            {(card) => (
              <>
                <MeterLine card={card()} noMeter={props.noMeter} />
                <Show when={card().accessNote}>
                  <p class="field-note door-access">
                    <KeyRound size={16} aria-hidden="true" />
                    <span>{card().accessNote}</span>
                  </p>
                </Show>
                <Ways
                  field={props.field}
                  roundId={props.roundId}
                  pointId={card().pointId}
                  now={props.way}
                  orders={orders.open().get(card().pointId) ?? 0}
                />
                {props.children(card)}
              </>
            )}
          </Match>
          <Match when={isAsked()}>
            <Notice title={words.t("door.notFound")} hint={words.t("door.notFoundHint")} />
          </Match>
        </Switch>
      </div>
    </div>
  );
}

function MeterLine(props: { readonly card: RoundCard; readonly noMeter: string }): JSX.Element {
  return (
    <Show when={props.card.meter} fallback={<p class="field-warning">{props.noMeter}</p>}>
      {(meter) => (
        <p class="door-meter">
          {meter().type} <span class="number">{meter().serial}</span>
          <Show when={props.card.customer}>
            <span class="door-customer"> · {props.card.customer}</span>
          </Show>
        </p>
      )}
    </Show>
  );
}

function Ways(props: {
  readonly field: Field;
  readonly roundId: string;
  readonly pointId: string;
  readonly now: Way;
  /** How many are open here. */
  readonly orders: number;
}): JSX.Element {
  const words = useWords();
  // A training round has no optical head.
  const isHere = (id: Way): boolean => {
    if (id === "orders") return props.orders > 0 || props.now === "orders";
    return !(props.field.isTraining && id === "head");
  };
  const shown = () => WAYS.filter(({ id }) => isHere(id));
  const nameOf = (id: Way): string =>
    id === "orders" ? words.t("orderWork.way", props.orders) : words.t(`exchange.ways.${id}`);
  return (
    <nav class="at-ways" aria-label={words.t("exchange.ways.label")}>
      <For each={shown()}>
        {({ id, path }) => (
          <A
            href={`${props.field.road}/${props.roundId}/${path}/${encodeURIComponent(props.pointId)}`}
            aria-current={id === props.now ? "page" : undefined}
          >
            {nameOf(id)}
          </A>
        )}
      </For>
    </nav>
  );
}
