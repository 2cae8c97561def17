import { type Accessor, createSignal } from "solid-js";
import type { KnownProduct } from "../../../shared/codecs/drivers/list-products.ts";
import type { WireNewStock, WireStockAdded, WireStockMeter } from "../../../shared/model/wire-stock.ts";
import type { Answer } from "../api/call.ts";
import { addStock, changeStock, fetchStock, takeBackStock } from "../api/stock-calls.ts";
import { createCall } from "./create-call.ts";

/** What was done last and can be taken back. */
export type StockStep =
  | ({ readonly what: "added" } & WireStockAdded)
  | { readonly what: "scrapped" | "stocked" | "takenBack"; readonly meter: WireStockMeter };

/** Meters that hang nowhere. */
export interface Stock {
  readonly meters: Accessor<readonly WireStockMeter[] | undefined>;
  /** What one can add; empty until the drivers are here. */
  readonly products: Accessor<readonly KnownProduct[]>;
  readonly failure: Accessor<string | undefined>;
  readonly fault: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  readonly lastStep: Accessor<StockStep | undefined>;
  reload(): void;
  forgetFault(): void;
  add(stock: WireNewStock): Promise<boolean>;
  /** Scraps it, or puts it back in stock. */
  put(meter: WireStockMeter, state: "stock" | "scrapped"): Promise<void>;
  takeBack(meter: WireStockMeter): Promise<void>;
  /** What was done last, the other way; adding again has no way back of its own. */
  undo(): Promise<void>;
}

export function createStock(): Stock {
  const call = createCall(
    () => "stock",
    (_, signal) => fetchStock(signal),
    { as: () => "stock" },
  );
  const [products, setProducts] = createSignal<readonly KnownProduct[]>([]);
  void import("../../../shared/codecs/drivers/list-products.ts").then(({ listProducts }) =>
    setProducts(listProducts()),
  );
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [lastStep, setLastStep] = createSignal<StockStep>();
  const meters = (): readonly WireStockMeter[] | undefined => call.answered()?.value.meters;
  const run = async <T>(
    ask: () => Answer<T>,
    stepOf: (value: T) => StockStep | undefined,
  ): Promise<boolean> => {
    setBusy(true);
    setFault(undefined);
    const answer = await ask();
    setBusy(false);
    if (answer.ok) setLastStep(stepOf(answer.value));
    else setFault(answer.error.code);
    call.reload();
    return answer.ok;
  };
  const undoing = (): undefined => undefined;
  return {
    meters,
    products,
    failure: () => (call.isLoading() || meters() ? undefined : call.error()?.code),
    fault,
    isBusy,
    lastStep,
    reload: call.reload,
    forgetFault: () => setFault(undefined),
    add: (stock) =>
      run(
        () => addStock(stock),
        (added) => ({ what: "added", ...added }),
      ),
    async put(meter, state) {
      await run(
        () => changeStock(meter.meter, { state, note: meter.note }),
        () => ({ what: state === "stock" ? "stocked" : "scrapped", meter }),
      );
    },
    async takeBack(meter) {
      await run(
        () => takeBackStock(meter.meter),
        () => ({ what: "takenBack", meter }),
      );
    },
    async undo() {
      const step = lastStep();
      if (!step || step.what === "takenBack") return;
      if (step.what === "added") {
        for (const meter of step.added) if (!(await run(() => takeBackStock(meter), undoing))) return;
        return;
      }
      const { meter, state, note } = step.meter;
      // A meter that was only removed had nothing said of it.
      const isSaid = state === "stock" || state === "scrapped";
      await run(() => (isSaid ? changeStock(meter, { state, note }) : takeBackStock(meter)), undoing);
    },
  };
}
