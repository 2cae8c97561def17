import type {
  WireNewStock,
  WireStock,
  WireStockAdded,
  WireStockChange,
} from "../../../shared/model/wire-stock.ts";
import { type Answer, call } from "./call.ts";

export const fetchStock = (signal: AbortSignal): Answer<WireStock> =>
  call("GET", "/api/v1/stock", { signal });
export const addStock = (stock: WireNewStock): Answer<WireStockAdded> =>
  call("POST", "/api/v1/stock", { body: stock });

const meterPath = (meter: string): string => `/api/v1/stock/${encodeURIComponent(meter)}`;

export const changeStock = (meter: string, change: WireStockChange): Answer<unknown> =>
  call("PUT", meterPath(meter), { body: change });
/** Takes back what was said of a meter: one that was added is gone, one that hung somewhere is removed again. */
export const takeBackStock = (meter: string): Answer<unknown> => call("DELETE", meterPath(meter));
