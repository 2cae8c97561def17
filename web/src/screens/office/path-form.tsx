import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import X from "lucide-solid/icons/x";
import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import {
  HEIGHTS_M,
  isHeightM,
  MOST_STOPS,
  type PathStop,
  type PressurePath,
} from "../../../../shared/model/pressure-path.ts";
import { readDecimal, type TypedDecimal, writeTyped } from "../../format/read-decimal.ts";
import { useWords, type Words } from "../../locales/words.ts";
import { IconButton } from "../../parts/button.part.tsx";
import { FormFault, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { sayMisread } from "../../parts/say-misread.ts";
import { findPoints } from "../../points/find-points.ts";
import type { Paths } from "../../state/create-pressure.ts";
import { useOffice } from "../../state/office.ts";

/** A stop while it is chosen: its height as it is typed. */
interface Draft {
  readonly pointId: string;
  readonly name: string;
  readonly height: string;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const MOST_FOUND = 8;

const draftOf = (
  { pointId, heightM }: PathStop,
  nameOf: (id: string) => string,
  languageTag: string,
): Draft => ({
  pointId,
  name: nameOf(pointId),
  height: heightM === undefined ? "" : writeTyped(`${heightM}`, languageTag),
});

/** A path is points in the order in which the water passes them, with a name. */
export function PathForm(props: {
  readonly path: PressurePath | undefined;
  readonly paths: Paths;
  /** Points that tell a pressure. */
  readonly offered: readonly Named[];
  readonly onSaved: (id: string) => void;
}): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const nameOf = (id: string): string => {
    const row = points.rowOf(id);
    const point = row === undefined ? undefined : points.point(row);
    return point?.address || point?.number || props.offered.find((one) => one.id === id)?.name || id;
  };
  const [name, setName] = createSignal(props.path?.name ?? "");
  const [stops, setStops] = createSignal(
    (props.path?.stops ?? []).map((stop) => draftOf(stop, nameOf, words.formats().languageTag)),
  );
  const [wrong, setWrong] = createSignal<string>();
  const [isSent, setSent] = createSignal(false);
  const isWrongHeight = ({ height }: Draft): boolean =>
    isSent() && readHeight(height, words.formats().languageTag).fault !== undefined;
  const faultId = createUniqueId();
  const change = (at: number, wanted: Partial<Draft>): void =>
    void setStops((all) => all.map((one, n) => (n === at ? { ...one, ...wanted } : one)));
  const move = (at: number, step: -1 | 1): void =>
    void setStops((all) => {
      const next = [...all];
      const [one] = next.splice(at, 1);
      if (one) next.splice(at + step, 0, one);
      return next;
    });
  const save = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    setSent(true);
    const read = readStops(stops(), words.formats().languageTag);
    if ("fault" in read) {
      setWrong(sayBadHeight(read, words));
      form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      return;
    }
    if (read.length < 2) return void setWrong(words.t("path.tooFew"));
    setWrong(undefined);
    const id = props.path?.id ?? crypto.randomUUID();
    if (await props.paths.save({ id, name: name().trim(), stops: read })) props.onSaved(id);
  };
  const fault = (): string | undefined => {
    const code = props.paths.fault();
    return wrong() ?? (code === undefined ? undefined : words.error(code));
  };
  return (
    <form class="form path-form" onSubmit={(event) => void save(event)}>
      <TextField label={words.t("path.name")} value={name()} isFirst={true} onInput={setName} />
      <AddStop
        known={stops().map(({ pointId }) => pointId)}
        offered={props.offered}
        onAdd={({ id, name: called }) =>
          setStops((all) => [...all, { pointId: id, name: called, height: "" }].slice(0, MOST_STOPS))
        }
      />
      <div>
        <h3 class="field-label">{words.t("path.stops")}</h3>
        <Show when={stops().length === 0}>
          <p class="field-hint">{words.t("path.noStops")}</p>
        </Show>
        <ol class="path-stops">
          <For each={stops().map(({ pointId }) => pointId)}>
            {(id, n) => (
              <Show when={stops()[n()]}>
                {(stop) => (
                  <StopLine
                    stop={stop()}
                    isWrong={isWrongHeight(stop())}
                    faultId={faultId}
                    isFirst={n() === 0}
                    isLast={n() === stops().length - 1}
                    onHeight={(height) => change(n(), { height })}
                    onMove={(step) => move(n(), step)}
                    onRemove={() => setStops((all) => all.filter(({ pointId }) => pointId !== id))}
                  />
                )}
              </Show>
            )}
          </For>
        </ol>
        <p class="field-hint">{words.t("path.heightHint")}</p>
      </div>
      <div id={faultId}>
        <FormFault text={fault()} />
      </div>
      <div class="form-actions">
        <SubmitButton label={words.t("path.save")} isDisabled={props.paths.isBusy()} />
      </div>
    </form>
  );
}

function StopLine(props: {
  readonly stop: Draft;
  /** Its height is none. */
  readonly isWrong: boolean;
  /** What says why. */
  readonly faultId: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onHeight: (text: string) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <li class="path-stop">
      <span class="path-stop-name">{props.stop.name}</span>
      <label class="path-stop-height">
        <span class="hearable">{words.t("path.heightOf", { name: props.stop.name })}</span>
        <input
          class="field-input number"
          inputmode="decimal"
          placeholder="–"
          value={props.stop.height}
          aria-invalid={props.isWrong}
          aria-describedby={props.isWrong ? props.faultId : undefined}
          onInput={(event) => props.onHeight(event.currentTarget.value)}
        />
        <span class="unit" aria-hidden="true">
          m
        </span>
      </label>
      <IconButton
        label={words.t("path.up", { name: props.stop.name })}
        icon={<ArrowUp size={15} aria-hidden="true" />}
        isDisabled={props.isFirst}
        onPress={() => props.onMove(-1)}
      />
      <IconButton
        label={words.t("path.down", { name: props.stop.name })}
        icon={<ArrowDown size={15} aria-hidden="true" />}
        isDisabled={props.isLast}
        onPress={() => props.onMove(1)}
      />
      <IconButton
        label={words.t("path.takeOut", { name: props.stop.name })}
        icon={<X size={15} aria-hidden="true" />}
        onPress={() => props.onRemove()}
      />
    </li>
  );
}

/** A height that is no number, could be two, or is none on earth. */
interface BadHeight {
  readonly of: Draft;
  readonly fault: TypedDecimal | "range";
}

function sayBadHeight({ of, fault }: BadHeight, words: Words): string {
  const said = [words.t("path.badHeight", { name: of.name })];
  const { decimal } = words.formats();
  if (fault === "range") {
    const { lowest, highest } = HEIGHTS_M;
    said.push(words.t("path.heightRange", { lowest: decimal(`${lowest}`), highest: decimal(`${highest}`) }));
  } else if (fault.kind === "twofold") said.push(sayMisread(fault, of.height, words) ?? "");
  return said.join(" ");
}

/** Metres, nothing where it is empty, or what is wrong with it. */
function readHeight(
  height: string,
  languageTag: string,
): { readonly heightM?: number; readonly fault?: BadHeight["fault"] } {
  if (height.trim() === "") return {};
  const read = readDecimal(height, languageTag);
  if (read.kind !== "number") return { fault: read };
  return isHeightM(Number(read.text)) ? { heightM: Number(read.text) } : { fault: "range" };
}

/** The stops as they are kept, or the first whose height is none. */
function readStops(drafts: readonly Draft[], languageTag: string): readonly PathStop[] | BadHeight {
  const stops: PathStop[] = [];
  for (const draft of drafts) {
    const { heightM, fault } = readHeight(draft.height, languageTag);
    if (fault) return { of: draft, fault };
    stops.push({ pointId: draft.pointId, ...(heightM === undefined ? {} : { heightM }) });
  }
  return stops;
}

/** Searches all points; before anything is typed, those that tell a pressure are offered. */
function AddStop(props: {
  readonly known: readonly string[];
  readonly offered: readonly Named[];
  readonly onAdd: (point: Named) => void;
}): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const id = createUniqueId();
  const [text, setText] = createSignal("");
  if (points.loading().kind === "idle") void points.load();
  const found = (): readonly Named[] => {
    const all = points.all();
    const rows = text().trim() === "" ? [] : findPoints(all, text(), MOST_FOUND + props.known.length).rows;
    const named = rows.flatMap((row) => {
      const point = all.at(row);
      return point
        ? [{ id: point.id, name: [point.address || point.number, point.city].filter(Boolean).join(", ") }]
        : [];
    });
    const choices = text().trim() === "" ? props.offered : named;
    return choices.filter((one) => !props.known.includes(one.id)).slice(0, MOST_FOUND);
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {words.t("path.add")}
      </label>
      <input
        id={id}
        class="field-input"
        type="search"
        autocomplete="off"
        value={text()}
        aria-describedby={`${id}-hint`}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p class="field-hint" id={`${id}-hint`}>
        {words.t("path.addHint")}
      </p>
      <ul class="path-found">
        <For each={found()} fallback={<li class="muted">{words.t("orders.form.noMatch")}</li>}>
          {(point) => (
            <li>
              <button
                type="button"
                class="path-found-point"
                onClick={() => {
                  props.onAdd(point);
                  setText("");
                }}
              >
                {point.name}
              </button>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
