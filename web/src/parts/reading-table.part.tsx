import { createVirtualizer } from "@tanstack/solid-virtual";
import Binary from "lucide-solid/icons/binary";
import Pencil from "lucide-solid/icons/pencil";
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import type { TextTable } from "../../../shared/exports/write-table.ts";
import { isFlags, type Register } from "../../../shared/model/register.ts";
import type { WireReading } from "../../../shared/model/wire.ts";
import { useWords, type Words } from "../locales/words.ts";
import { SkeletonRows } from "./skeleton.part.tsx";
import { TableTools } from "./table-tools.part.tsx";
import "./reading-table.css";
import "./tables.css";

const ROW_PX = 32;
/** Fewer than this many rows from the end, the next page is asked for. */
const NEAR_END = 40;
const REGISTER_PX = 108;
const OTHER_PX = 480;

export interface ReadingTableProps {
  readonly readings: readonly WireReading[];
  readonly isLoading: boolean;
  readonly hasOlder: boolean;
  readonly onOlder: () => void;
  readonly onTelegram: (seq: number) => void;
  /** Absent where this person may not decide about values. */
  readonly onDecide?: ((reading: WireReading) => void) | undefined;
  readonly onCopy: (table: TextTable) => Promise<boolean>;
  readonly onCsv: (table: TextTable) => void;
}

/** Readings, newest first. The past is fetched as one scrolls towards it. */
export function ReadingTable(props: ReadingTableProps): JSX.Element {
  const words = useWords();
  const [widthPx, setWidthPx] = createSignal(900);
  const registers = createMemo(() => registersOf(props.readings));
  const shown = createMemo(() =>
    registers()
      .filter(({ register }) => !isFlags(register))
      .slice(0, Math.max(1, Math.floor((widthPx() - OTHER_PX) / REGISTER_PX))),
  );
  let scroller: HTMLDivElement | undefined;
  /** Scrolled by keyboard too, where no reading has a telegram to be opened. */
  const takeScroller = (element: HTMLDivElement): void => {
    element.tabIndex = 0;
    scroller = element;
  };

  const virtual = createVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    get count() {
      return props.readings.length;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  onMount(() => {
    if (!scroller) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidthPx(entry.contentRect.width));
    observer.observe(scroller);
    onCleanup(() => observer.disconnect());
  });
  createEffect(() => {
    const last = virtual.getVirtualItems().at(-1);
    if (last && last.index > props.readings.length - NEAR_END && props.hasOlder && !props.isLoading)
      props.onOlder();
  });
  keepPlace(
    () => props.readings,
    () => scroller,
  );

  const table = (): TextTable => textOf(props.readings, registers(), words);
  return (
    <>
      <TableTools
        note={
          <Show when={props.readings.length > 0}>
            {words.t("table.count", props.readings.length)}
            <Show when={props.hasOlder}> · {words.t("table.older")}</Show>
          </Show>
        }
        onCopy={() => props.onCopy(table())}
        onCsv={() => props.onCsv(table())}
      />
      <div class="readings" ref={takeScroller} style={{ "--registers": Math.max(1, shown().length) }}>
        <table
          class="readings-table"
          hidden={props.readings.length === 0}
          aria-rowcount={props.readings.length + 1}
        >
          <thead>
            <tr class="readings-row">
              <th scope="col">{words.t("table.time")}</th>
              <For each={shown()}>
                {({ register, unit }) => (
                  <th scope="col" class="number" data-tip={words.t(`register.${register}`)}>
                    {register} <span class="unit">{unit}</span>
                  </th>
                )}
              </For>
              <th scope="col">{words.t("table.status")}</th>
              <th scope="col">{words.t("table.receiver")}</th>
            </tr>
          </thead>
          <tbody style={{ height: `${virtual.getTotalSize()}px` }}>
            <For each={virtual.getVirtualItems()}>
              {(item) => (
                <Show when={props.readings[item.index]}>
                  {(reading) => (
                    <tr
                      class="readings-row"
                      aria-rowindex={item.index + 2}
                      style={{ transform: `translateY(${item.start}px)` }}
                    >
                      <ReadingCells
                        reading={reading()}
                        shown={shown()}
                        onTelegram={props.onTelegram}
                        onDecide={props.onDecide}
                      />
                    </tr>
                  )}
                </Show>
              )}
            </For>
          </tbody>
        </table>
        <Show when={props.isLoading && props.readings.length === 0}>
          <SkeletonRows count={8} label={words.t("table.loadingOlder")} />
        </Show>
        <Show when={!(props.isLoading || props.readings.length > 0)}>
          <p class="table-empty muted">{words.t("table.none")}</p>
        </Show>
      </div>
    </>
  );
}

function ReadingCells(props: {
  readonly reading: WireReading;
  readonly shown: readonly RegisterColumn[];
  readonly onTelegram: (seq: number) => void;
  readonly onDecide: ReadingTableProps["onDecide"];
}): JSX.Element {
  const words = useWords();
  const time = (): string => words.formats().exactTime(props.reading.atMs);
  const notes = (): string =>
    [
      ...props.reading.marks.map((mark) => words.find(`mark.${mark}`) ?? mark),
      ...props.reading.status.map(words.status),
    ].join(", ");
  return (
    <>
      <td>
        <Show
          when={props.reading.frameSeq}
          fallback={<span data-tip={words.t("table.noTelegram")}>{time()}</span>}
        >
          {(seq) => (
            <button
              type="button"
              class="readings-open"
              aria-label={words.t("table.openTelegram", { time: time() })}
              onClick={() => props.onTelegram(seq())}
            >
              {time()}
              <Binary size={14} aria-hidden="true" />
            </button>
          )}
        </Show>
      </td>
      <For each={props.shown}>
        {(column) => <td class="number">{words.formats().decimal(valueIn(props.reading, column) ?? "–")}</td>}
      </For>
      <td class="one-line" data-tip={notes() || undefined}>
        {notes()}
      </td>
      <td class="one-line muted readings-origin">
        <span class="one-line">
          {words.t(`source.${props.reading.source}`)} <span class="faint">{props.reading.receiver}</span>
        </span>
        <Show when={props.onDecide}>
          {(onDecide) => (
            <button
              type="button"
              class="readings-open"
              aria-label={words.t("upkeep.reading.decide", { time: time() })}
              data-tip={words.t("upkeep.reading.tip")}
              onClick={() => onDecide()(props.reading)}
            >
              <Pencil size={14} aria-hidden="true" />
            </button>
          )}
        </Show>
      </td>
    </>
  );
}

interface RegisterColumn {
  readonly register: Register;
  readonly unit: string;
}

const valueIn = (reading: WireReading, column: RegisterColumn): string | undefined =>
  reading.values.find(({ register, unit }) => register === column.register && unit === column.unit)?.value;

/** Registers in the order readings give them; one that changed its unit has a column for each. */
function registersOf(readings: readonly WireReading[]): readonly RegisterColumn[] {
  const columnByKey = new Map<string, RegisterColumn>();
  for (const { values } of readings) {
    for (const { register, unit } of values) columnByKey.set(`${register} ${unit}`, { register, unit });
  }
  return [...columnByKey.values()];
}

/** Whoever reads further down stays where they are when readings arrive at the top. */
function keepPlace(readings: () => readonly WireReading[], scroller: () => HTMLDivElement | undefined): void {
  createEffect(
    on(readings, (now, before) => {
      const element = scroller();
      const first = before?.[0];
      if (!(element && first) || element.scrollTop < ROW_PX) return;
      const added = now.findIndex(({ atMs }) => atMs === first.atMs);
      if (added > 0) element.scrollTop += added * ROW_PX;
    }),
  );
}

function textOf(
  readings: readonly WireReading[],
  registers: readonly RegisterColumn[],
  words: Words,
): TextTable {
  const { exactTime, decimal } = words.formats();
  return [
    [
      words.t("table.time"),
      words.t("point.serial"),
      ...registers.map(({ register, unit }) => (unit === "" ? register : `${register} [${unit}]`)),
      words.t("table.status"),
      words.t("table.mark"),
      words.t("table.source"),
      words.t("table.receiver"),
    ],
    ...readings.map((reading) => [
      exactTime(reading.atMs),
      reading.meterKey,
      ...registers.map((column) => decimal(valueIn(reading, column) ?? "")),
      reading.status.map(words.status).join(", "),
      reading.marks.map((mark) => words.find(`mark.${mark}`) ?? mark).join(", "),
      words.t(`source.${reading.source}`),
      reading.receiver,
    ]),
  ];
}
