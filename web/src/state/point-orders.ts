import { createSignal } from "solid-js";
import type { PointColumn } from "../points/point-criteria.ts";
import type { OrderNews, PointsCommand, PointsEvent } from "../points-protocol.ts";

/** Orders come from the worker. One that is being made anew stays in use until the new one is there. */
export function createPointOrders(ask: (command: PointsCommand) => void): {
  find(column: PointColumn, languageTag: string): Uint32Array | undefined;
  take(event: Extract<PointsEvent, { kind: "order" }>): void;
  begin(version: number, order: OrderNews | undefined): void;
  askAgain(): void;
} {
  const [orders, setOrders] = createSignal<ReadonlyMap<string, Uint32Array>>(new Map());
  const asked = new Map<string, PointsCommand>();
  let last: PointsCommand | undefined;
  let version = 0;
  const nameOf = (column: PointColumn, languageTag: string): string => `${column} ${languageTag}`;
  const keep = ({ column, languageTag, order }: OrderNews): void => {
    setOrders((known) => new Map([...known, [nameOf(column, languageTag), order]]));
  };
  return {
    find(column, languageTag) {
      const name = nameOf(column, languageTag);
      const command: PointsCommand = { kind: "order", column, languageTag };
      last = command;
      if (!asked.has(name)) {
        asked.set(name, command);
        ask(command);
      }
      return orders().get(name);
    },
    take(event) {
      if (event.version === version) keep(event);
    },
    /** Rows lie elsewhere now: orders of the table before are asked for again when they are looked at. */
    begin(tables, order) {
      version = tables;
      asked.clear();
      if (!order) return;
      const { column, languageTag } = order;
      asked.set(nameOf(column, languageTag), { kind: "order", column, languageTag });
      keep(order);
    },
    askAgain() {
      if (last) ask(last);
    },
  };
}
