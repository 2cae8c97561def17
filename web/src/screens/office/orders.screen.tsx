import { A } from "@solidjs/router";
import FilePlus from "lucide-solid/icons/file-plus";
import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { isOrderOpen } from "../../../../shared/model/order.ts";
import type { WireOrder } from "../../../../shared/model/wire-orders.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormFault } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { OrderFound } from "../../parts/order-found.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { WishText } from "../../parts/wish-text.part.tsx";
import { createOrders, type Orders } from "../../state/create-orders.ts";
import { useOffice } from "../../state/office.ts";
import { OrderForm } from "./order-form.tsx";
import "../../parts/tables.css";
import "../../parts/state-chip.css";
import "./orders.css";

/** What is to be changed in meters or read from them, and what became of it. */
export function OrdersScreen(): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const orders = createOrders();
  const [isMaking, setMaking] = createSignal(false);
  const mayMake = (): boolean => session.may({ area: "device-and-customer-management", right: "write" });
  const close = (): void => {
    orders.forgetFault();
    setMaking(false);
  };
  const fault = (): string | undefined => {
    const code = isMaking() ? undefined : orders.fault();
    return code && words.error(code);
  };
  return (
    <div class="orders">
      <header class="orders-head">
        <h1 class="orders-title">
          {words.t("orders.title")}{" "}
          <Show when={orders.orders()}>
            {(list) => <span class="faint">{words.t("orders.total", list().length)}</span>}
          </Show>
        </h1>
        <Segmented
          name="orders-filter"
          label={words.t("orders.filter")}
          value={orders.isOpenOnly() ? "open" : "all"}
          onChoose={(value) => orders.showOpenOnly(value === "open")}
          segments={[
            { value: "open", label: words.t("orders.openOnly") },
            { value: "all", label: words.t("orders.all") },
          ]}
        />
        <Show when={mayMake()}>
          <Button
            tone="accent"
            label={words.t("orders.make")}
            icon={<FilePlus size={15} aria-hidden="true" />}
            onPress={() => setMaking(true)}
          />
        </Show>
        <p class="orders-intro muted">
          {words.t("orders.intro")}{" "}
          <A class="table-link" href="/orders/firmware">
            {words.t("firmware.open")}
          </A>
        </p>
      </header>
      <FormFault text={fault()} />
      <Switch fallback={<SkeletonRows count={6} label={words.t("orders.loading")} />}>
        <Match when={orders.orders()?.length === 0}>
          <Notice title={words.t("orders.none")} hint={words.t("orders.noneHint")} />
        </Match>
        <Match when={orders.orders()}>
          {(list) => <OrderTable list={list()} orders={orders} mayCancel={mayMake()} />}
        </Match>
        <Match when={orders.failure()}>
          {(code) => <LoadFailed title={words.t("orders.failed")} code={code()} onRetry={orders.reload} />}
        </Match>
      </Switch>
      <Show when={isMaking()}>
        <SideSheet title={words.t("orders.form.title")} onClose={close}>
          <OrderForm orders={orders} onDone={close} />
        </SideSheet>
      </Show>
    </div>
  );
}

function OrderTable(props: {
  readonly list: readonly WireOrder[];
  readonly orders: Orders;
  readonly mayCancel: boolean;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="table-scroll">
      <table class="table table-tall orders-table">
        <thead>
          <tr>
            <th scope="col">{words.t("orders.column.point")}</th>
            <th scope="col">{words.t("orders.column.meter")}</th>
            <th scope="col">{words.t("orders.column.wish")}</th>
            <th scope="col">{words.t("orders.column.state")}</th>
            <th scope="col">{words.t("orders.column.made")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          <For each={props.list}>
            {(order) => <OrderRow order={order} orders={props.orders} mayCancel={props.mayCancel} />}
          </For>
        </tbody>
      </table>
    </div>
  );
}

function OrderRow(props: {
  readonly order: WireOrder;
  readonly orders: Orders;
  readonly mayCancel: boolean;
}): JSX.Element {
  const words = useWords();
  const point = () => props.orders.pointOf(props.order.pointId);
  const last = () => props.order.events.at(-1);
  const serial = (): string => props.order.meter.split("-")[1] ?? props.order.meter;
  const reason = (): string | undefined => {
    const code = last()?.reason;
    return code
      ? (words.find(`orders.reason.${code}`) ?? words.find(`orderWork.reason.${code}`) ?? code)
      : undefined;
  };
  return (
    <tr data-state={props.order.state}>
      <td>
        <a class="table-link" href={`/points/${encodeURIComponent(props.order.pointId)}`}>
          {point()?.address ?? props.order.pointId}
        </a>
        <div class="faint">{point()?.city ?? words.t("orders.gone")}</div>
      </td>
      <td>
        <span class="table-digits">{serial()}</span>
        <div class="faint">{point()?.meter?.type}</div>
      </td>
      <td class="orders-wish">
        <WishText wish={props.order.wish} />
      </td>
      <td>
        <span class="state-chip orders-state" data-state={props.order.state}>
          {words.t(`orders.state.${props.order.state}`)}
        </span>
        <Show when={reason()}>
          <div class="orders-reason muted">{reason()}</div>
        </Show>
        <Show when={last()}>
          {(event) => (
            <div class="orders-found">
              <Show when={event().kind !== "cancelled"}>
                <div class="faint">
                  {words.t("orders.madeBy", {
                    name: event().by,
                    time: words.formats().dateTime(event().atMs),
                  })}
                </div>
              </Show>
              <OrderFound found={event().found} />
            </div>
          )}
        </Show>
      </td>
      <td class="faint">
        {words.t("orders.madeBy", {
          name: props.order.by,
          time: words.formats().dateTime(props.order.createdAtMs),
        })}
      </td>
      <td class="orders-act">
        <Show when={props.mayCancel && isOrderOpen(props.order.state)}>
          <Button
            tone="quiet"
            label={words.t("orders.cancel")}
            isDisabled={props.orders.isBusy()}
            onPress={() => void props.orders.cancel(props.order.id)}
          />
        </Show>
      </td>
    </tr>
  );
}
