import { useParams } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Notice } from "../../parts/notice.part.tsx";
import { WishText } from "../../parts/wish-text.part.tsx";
import { createOrderWork, type OrderWorking } from "../../state/create-order-work.ts";
import { useField } from "../../state/field.ts";
import { AtPoint } from "./at-point.tsx";
import { OrderUnderHead } from "./order-under-head.tsx";
import { resumeReading } from "./resume-reading.ts";
import "../../parts/field-button.css";
import "./field.css";
import "./door.css";
import "./manual.css";
import "./orders-here.css";

/** What the office ordered of one meter: asked first, shown what it costs, then carried out and told. */
export function OrdersHereScreen(): JSX.Element {
  const words = useWords();
  const params = useParams();
  const field = useField();
  const roundId = (): string => params["id"] ?? "";
  const pointId = (): string => params["pointId"] ?? "";
  resumeReading(field, roundId);
  const working = createOrderWork(field, { roundId, pointId });
  return (
    <AtPoint
      field={field}
      roundId={roundId()}
      card={working.card()}
      title={words.t("orderWork.title")}
      noMeter={words.t("exchange.noMeter")}
      way="orders"
    >
      {(card) => (
        <Show
          when={working.orders().length > 0}
          fallback={<Notice title={words.t("orderWork.none")} hint={words.t("orderWork.noneHint")} />}
        >
          <OrderChoice working={working} />
          <Show when={working.order()}>
            {(order) => (
              <OrderUnderHead
                working={working}
                order={order()}
                expected={card().meter?.serial ?? ""}
                backTo={`${field.road}/${roundId()}`}
              />
            )}
          </Show>
        </Show>
      )}
    </AtPoint>
  );
}

function OrderChoice(props: { readonly working: OrderWorking }): JSX.Element {
  const words = useWords();
  return (
    <fieldset class="order-choice">
      <legend class="hearable">{words.t("orderWork.which")}</legend>
      <For each={props.working.orders()}>
        {(order) => (
          <label class="order-line">
            <input
              type="radio"
              name="order"
              checked={order.id === props.working.order()?.id}
              onChange={() => props.working.choose(order.id)}
            />
            <span>
              <strong>
                <WishText wish={order.wish} />
              </strong>
              <span class="door-hint">
                {words.t(`orders.state.${order.state}`)} ·{" "}
                {words.t("orders.madeBy", {
                  name: props.working.isTraining ? words.t("training.title") : order.by,
                  time: words.formats().date(order.createdAtMs),
                })}
              </span>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
