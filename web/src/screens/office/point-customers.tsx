import { createSignal, For, type JSX, Show } from "solid-js";
import type { NotedValue } from "../../../../shared/model/reading.ts";
import { formatScaled, type Scaled } from "../../../../shared/model/scaled.ts";
import type { Occupancy, PointRecord } from "../../../../shared/rooms/point-record.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import type { PointRoom } from "../../state/create-point-room.ts";
import { MoveForm } from "./move-form.tsx";

/** Whose the point was and is, and a move written down. */
export function PointCustomers(props: {
  readonly record: PointRecord;
  readonly room: PointRoom;
  readonly mayEdit: boolean;
  readonly timeZone: string;
}): JSX.Element {
  const words = useWords();
  const [isMoving, setMoving] = createSignal(false);
  const newestFirst = (): readonly Occupancy[] => [...props.record.occupancies].reverse();
  /** Whoever is named above has been the customer as long as no move says otherwise. */
  const none = (): string => {
    const name = props.record.customerName;
    return name === "" ? words.t("edits.customers.none") : words.t("edits.customers.noMove", { name });
  };
  return (
    <section class="editor-section">
      <h3 class="editor-title">{words.t("edits.customers.title")}</h3>
      <Show when={newestFirst().length > 0} fallback={<p class="muted">{none()}</p>}>
        <ol class="editor-occupancies">
          <For each={newestFirst()}>{(occupancy) => <OccupancyLine occupancy={occupancy} />}</For>
        </ol>
      </Show>
      <Show when={props.mayEdit}>
        <Show
          when={isMoving()}
          fallback={<Button label={words.t("edits.customers.move")} onPress={() => setMoving(true)} />}
        >
          <MoveForm
            pointId={props.record.id}
            area={props.record.area}
            meterType={props.record.segments.at(-1)?.type ?? ""}
            timeZone={props.timeZone}
            onMove={props.room.move}
            onDone={() => setMoving(false)}
          />
        </Show>
      </Show>
    </section>
  );
}

function OccupancyLine(props: { readonly occupancy: Occupancy }): JSX.Element {
  const words = useWords();
  const date = (atMs: number): string => words.formats().date(atMs);
  const span = (): string => {
    const { fromMs, toMs } = props.occupancy;
    const from = fromMs > 0 ? date(fromMs) : "";
    return words.t("edits.customers.span", {
      from,
      to: toMs === undefined ? words.t("edits.customers.now") : date(toMs),
    });
  };
  const decimal = (value: Scaled): string => words.formats().decimal(formatScaled(value));
  const sayOne = ({ register, value, unit, bounds }: NotedValue): string => {
    const said = `${register} ${decimal(value)} ${unit}`;
    if (!bounds) return said;
    const [low, high] = bounds.map(decimal);
    return `${said} (${words.t("edits.move.estimated", { low: low ?? "", high: high ?? "" })})`;
  };
  const say = (values: readonly NotedValue[]): string => values.map(sayOne).join(" · ");
  return (
    <li class="editor-occupancy">
      <span class="editor-occupancy-name">{props.occupancy.customerName || "–"}</span>
      <span class="faint">{span()}</span>
      <For each={["start", "end"] as const}>
        {(edge) => (
          <Show when={say(props.occupancy[`${edge}Values`])}>
            {(values) => (
              <span class="editor-occupancy-values muted">
                {words.t(`edits.customers.${edge}`)}: {values()}
              </span>
            )}
          </Show>
        )}
      </For>
    </li>
  );
}
