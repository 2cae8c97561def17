import { useSearchParams } from "@solidjs/router";
import KeyRound from "lucide-solid/icons/key-round";
import PackagePlus from "lucide-solid/icons/package-plus";
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { METER_STATES, type MeterState } from "../../../../shared/model/stock.ts";
import type { WireMounting, WireStockMeter } from "../../../../shared/model/wire-stock.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormFault, FormNote } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SearchField } from "../../parts/search-field.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { foldText } from "../../points/fold-text.ts";
import { createStock, type Stock } from "../../state/create-stock.ts";
import { useOffice } from "../../state/office.ts";
import { StockForm } from "./stock-form.tsx";
import "../../parts/tables.css";
import "../../parts/state-chip.css";
import "./stock.css";

const CHANGE = { area: "device-and-customer-management", right: "write" } as const;
const FIRST_ROWS = 200;

/** Meters that hang nowhere: in stock, removed, scrapped. */
export function StockScreen(): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const stock = createStock();
  const [isAdding, setAdding] = createSignal(false);
  const mayChange = (): boolean => session.may(CHANGE);
  const close = (): void => {
    stock.forgetFault();
    setAdding(false);
  };
  return (
    <div class="stock">
      <header class="stock-head">
        <h1 class="stock-title">{words.t("stock.title")}</h1>
        <Show when={mayChange()}>
          <Button
            tone="accent"
            label={words.t("stock.add")}
            icon={<PackagePlus size={15} aria-hidden="true" />}
            onPress={() => setAdding(true)}
          />
        </Show>
        <p class="stock-intro muted">{words.t("stock.intro")}</p>
      </header>
      <StockNote stock={stock} isAdding={isAdding()} />
      <Switch fallback={<SkeletonRows count={8} label={words.t("stock.loading")} />}>
        <Match when={stock.failure()}>
          {(code) => <LoadFailed title={words.t("stock.failed")} code={code()} onRetry={stock.reload} />}
        </Match>
        <Match when={stock.meters()?.length === 0}>
          <Notice title={words.t("stock.none")} hint={words.t("stock.noneHint")} />
        </Match>
        <Match when={stock.meters()}>
          {(meters) => <Listed meters={meters()} stock={stock} mayChange={mayChange()} />}
        </Match>
      </Switch>
      <Show when={isAdding()}>
        <SideSheet title={words.t("stock.add")} onClose={close}>
          <StockForm stock={stock} onDone={close} />
        </SideSheet>
      </Show>
    </div>
  );
}

/** What was done last, and the way back. */
function StockNote(props: { readonly stock: Stock; readonly isAdding: boolean }): JSX.Element {
  const words = useWords();
  const fault = (): string | undefined => {
    const code = props.isAdding ? undefined : props.stock.fault();
    return code && words.error(code);
  };
  const said = (): string | undefined => {
    const step = props.stock.lastStep();
    if (!step) return undefined;
    if (step.what !== "added") return words.t(`stock.did.${step.what}`, { serial: step.meter.serial });
    const known = step.known.map(
      ({ meter, state }) => `${meter.split("-")[1]} (${words.t(`stock.state.${state}`)})`,
    );
    return [
      words.t("stock.added", step.added.length),
      ...(known.length > 0 ? [words.t("stock.known", { list: known.slice(0, 12).join(", ") })] : []),
    ].join(" ");
  };
  const canUndo = (): boolean => {
    const step = props.stock.lastStep();
    return (
      step !== undefined && step.what !== "takenBack" && !(step.what === "added" && step.added.length === 0)
    );
  };
  return (
    <>
      <FormFault text={fault()} />
      <Show when={said()}>
        {(text) => (
          <div class="stock-step">
            <FormNote text={text()} />
            <Show when={canUndo()}>
              <Button
                label={words.t("stock.undo")}
                isDisabled={props.stock.isBusy()}
                onPress={() => void props.stock.undo()}
              />
            </Show>
          </div>
        )}
      </Show>
    </>
  );
}

const STATES = METER_STATES.filter((state) => state !== "mounted");
type Shown = "all" | Exclude<MeterState, "mounted">;

function Listed(props: {
  readonly meters: readonly WireStockMeter[];
  readonly stock: Stock;
  readonly mayChange: boolean;
}): JSX.Element {
  const words = useWords();
  const [query, setQuery] = useSearchParams();
  const [isWhole, setWhole] = createSignal(false);
  const said = (name: string): string => (typeof query[name] === "string" ? query[name] : "");
  const shown = (): Shown => STATES.find((state) => state === said("state")) ?? "all";
  const counts = createMemo(() => {
    const found = new Map<Shown, number>([["all", props.meters.length]]);
    for (const { state } of props.meters)
      if (state !== "mounted") found.set(state, (found.get(state) ?? 0) + 1);
    return found;
  });
  const kept = createMemo(() => {
    const text = foldText(said("q").trim());
    return props.meters.filter(
      (meter) =>
        (shown() === "all" || meter.state === shown()) &&
        foldText([meter.serial, meter.type, meter.manufacturer, meter.note].join(" ")).includes(text),
    );
  });
  const rows = (): readonly WireStockMeter[] => (isWhole() ? kept() : kept().slice(0, FIRST_ROWS));
  return (
    <>
      <div class="stock-tools">
        <Segmented<Shown>
          name="stock-state"
          label={words.t("stock.column.state")}
          value={shown()}
          onChoose={(state) => setQuery({ state: state === "all" ? undefined : state }, { replace: true })}
          segments={(["all", ...STATES] as const).map((value) => ({
            value,
            label: `${value === "all" ? words.t("stock.all") : words.t(`stock.state.${value}`)} ${words.formats().number(counts().get(value) ?? 0)}`,
          }))}
        />
        <SearchField
          label={words.t("stock.search")}
          placeholder={words.t("stock.search")}
          value={said("q")}
          onSearch={(text) => setQuery({ q: text || undefined }, { replace: true })}
          onLeave={() => undefined}
        />
      </div>
      <Show
        when={rows().length > 0}
        fallback={<Notice title={words.t("stock.noMatch")} hint={words.t("stock.noMatchHint")} />}
      >
        <StockTable rows={rows()} stock={props.stock} mayChange={props.mayChange} />
        <Show when={kept().length > rows().length}>
          <Button
            label={words.t("stock.more", kept().length - rows().length)}
            onPress={() => setWhole(true)}
          />
        </Show>
      </Show>
    </>
  );
}

function StockTable(props: {
  readonly rows: readonly WireStockMeter[];
  readonly stock: Stock;
  readonly mayChange: boolean;
}): JSX.Element {
  const words = useWords();
  return (
    <div class="table-scroll">
      <table class="table table-tall stock-table">
        <thead>
          <tr>
            <For each={["serial", "type", "key", "state", "since", "hung"] as const}>
              {(column) => <th scope="col">{words.t(`stock.column.${column}`)}</th>}
            </For>
            <td />
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(meter) => <StockRow meter={meter} stock={props.stock} mayChange={props.mayChange} />}
          </For>
        </tbody>
      </table>
    </div>
  );
}

function StockRow(props: {
  readonly meter: WireStockMeter;
  readonly stock: Stock;
  readonly mayChange: boolean;
}): JSX.Element {
  const words = useWords();
  /** The number of the meter is seen in its row, and heard. */
  const act = (label: string, run: () => Promise<void>): JSX.Element => (
    <button
      type="button"
      class="button"
      data-tone="quiet"
      disabled={props.stock.isBusy()}
      onClick={() => void run()}
    >
      <span>
        {label} <span class="hearable">{props.meter.serial}</span>
      </span>
    </button>
  );
  return (
    <tr data-state={props.meter.state} data-meter={props.meter.meter}>
      <td>
        <span class="table-digits stock-serial">{props.meter.serial}</span>
        <Show when={props.meter.note}>
          <div class="faint">{props.meter.note}</div>
        </Show>
      </td>
      <td>
        {props.meter.type || "–"} <span class="faint">{props.meter.manufacturer}</span>
      </td>
      <td>
        <span class="stock-key" data-has={props.meter.hasKey}>
          <KeyRound size={13} aria-hidden="true" />
          {words.t(props.meter.hasKey ? "point.hasKey" : "point.noKey")}
        </span>
      </td>
      <td>
        <span class="state-chip stock-state" data-state={props.meter.state}>
          {words.t(`stock.state.${props.meter.state}`)}
        </span>
      </td>
      <td class="faint">
        <Show when={props.meter.sinceMs} fallback="–">
          {(atMs) => words.formats().date(atMs())}
        </Show>
        <Show when={props.meter.by}>{(by) => <div>{by()}</div>}</Show>
      </td>
      <td>
        <Hung mountings={props.meter.mountings} />
      </td>
      <td class="stock-act">
        <Show when={props.mayChange}>
          <Show when={props.meter.isAdded && props.meter.state === "stock"}>
            {act(words.t("stock.takeBack"), () => props.stock.takeBack(props.meter))}
          </Show>
          <Show when={props.meter.state !== "stock"}>
            {act(words.t("stock.toStock"), () => props.stock.put(props.meter, "stock"))}
          </Show>
          <Show when={props.meter.state !== "scrapped"}>
            {act(words.t("stock.scrap"), () => props.stock.put(props.meter, "scrapped"))}
          </Show>
        </Show>
      </td>
    </tr>
  );
}

/** Where it hung last, and before that. */
function Hung(props: { readonly mountings: readonly WireMounting[] }): JSX.Element {
  const words = useWords();
  const date = (atMs: number): string => words.formats().date(atMs);
  return (
    <Show when={props.mountings.length > 0} fallback={<span class="faint">{words.t("stock.nowhere")}</span>}>
      <For each={props.mountings.toReversed()}>
        {({ pointId, name, mountedAtMs, removedAtMs }) => (
          <div class="stock-hung">
            <Show when={name} fallback={<span class="muted">{words.t("stock.pointGone")}</span>}>
              <a class="table-link" href={`/points/${encodeURIComponent(pointId)}`}>
                {name}
              </a>
            </Show>{" "}
            <span class="faint">
              {date(mountedAtMs)} – {removedAtMs === undefined ? "" : date(removedAtMs)}
            </span>
          </div>
        )}
      </For>
    </Show>
  );
}
