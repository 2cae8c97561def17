import type { Order, OrderEvent } from "../shared/model/order.ts";
import type { AuditNote } from "./people-ports.ts";

/** What orders need kept, as types only. Every store belongs to one utility. */
export interface OrderRow extends Order {
  /** In the order in which they arrived. */
  readonly events: readonly OrderEvent[];
}

export interface OrderStore {
  /** Idempotent by id; the orders that were not there before are in the audit log. How many. */
  add(orders: readonly Order[], note: AuditNote): Promise<number>;
  /** Newest first. */
  list(): Promise<readonly OrderRow[]>;
  find(id: string): Promise<OrderRow | undefined>;
  /** Idempotent by the event's id. False when it was there before. */
  addEvent(orderId: string, event: OrderEvent, note: AuditNote): Promise<boolean>;
}
