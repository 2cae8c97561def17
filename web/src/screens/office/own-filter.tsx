import ChevronDown from "lucide-solid/icons/chevron-down";
import { createMemo, createSignal, createUniqueId, For, type JSX, Match, Show, Switch } from "solid-js";
import { type CustomField, readCustomValue } from "../../../../shared/model/custom-field.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FilterPopover } from "../../parts/filter-popover.part.tsx";
import { FormNote } from "../../parts/form.part.tsx";
import { filterPoints } from "../../points/filter-points.ts";
import type { OwnFilter } from "../../points/own-criteria.ts";
import type { PointCriteria } from "../../points/point-criteria.ts";
import { sayAsked, sayOwnFilter } from "../../points/say-own.ts";
import { useGroups } from "../../state/create-groups.ts";
import { useOffice } from "../../state/office.ts";
import { useOwnFields } from "../../state/own-fields.ts";
import "./own-filter.css";

interface OwnFilterProps {
  readonly criteria: PointCriteria;
  readonly onChange: (wanted: Partial<PointCriteria>) => void;
}

/** The list's filters by the utility's own fields: one for each field, all in one menu. */
export function OwnFilters(props: OwnFilterProps): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  const own = useOwnFields();
  const asked = (field: string): OwnFilter | undefined =>
    props.criteria.own.find((one) => one.field === field);
  const ask = (field: string, filter: OwnFilter | undefined): void => {
    const others = props.criteria.own.filter((one) => one.field !== field);
    props.onChange({ own: filter ? [...others, filter] : others });
  };
  const missing = (): readonly string[] => (points.ownMissing() ?? []).map(own.nameOf);
  return (
    <FilterPopover
      label={words.t("own.section")}
      said={props.criteria.own.map((one) => sayOwnFilter(one, own)).join(" · ")}
      class="own-filter"
    >
      <Show when={missing().length > 0}>
        <FormNote tone="warning" text={words.t("own.filter.missing", { names: missing().join(", ") })} />
      </Show>
      <For each={own.list()}>
        {(field) => (
          <FieldAsk
            field={field}
            asked={asked(field.id)}
            criteria={props.criteria}
            onAsk={(filter) => ask(field.id, filter)}
          />
        )}
      </For>
    </FilterPopover>
  );
}

interface AskProps {
  readonly field: CustomField;
  readonly asked: OwnFilter | undefined;
  readonly criteria: PointCriteria;
  readonly onAsk: (filter: OwnFilter | undefined) => void;
}

function FieldAsk(props: AskProps): JSX.Element {
  const words = useWords();
  const own = useOwnFields();
  const [isOpen, setOpen] = createSignal(props.asked !== undefined);
  const isPicked = (): boolean => ["choice", "yes-no"].includes(props.field.kind);
  return (
    <details class="own-ask" open={isOpen()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="own-ask-head">
        <ChevronDown size={14} aria-hidden="true" />
        <span class="own-ask-name">{own.nameOf(props.field.id)}</span>
        <Show when={props.asked}>
          {(asked) => <span class="own-ask-said one-line">{sayAsked(asked(), own)}</span>}
        </Show>
      </summary>
      <Show when={isOpen()}>
        <div class="own-ask-body">
          <Switch fallback={<RangeAsk {...props} />}>
            <Match when={isPicked()}>
              <ChoiceAsk {...props} />
            </Match>
            <Match when={props.field.kind === "text"}>
              <PartAsk {...props} />
            </Match>
          </Switch>
          <Show when={!isPicked()}>
            <NothingAsk {...props} />
          </Show>
          <Show when={props.asked}>
            <Button tone="quiet" label={words.t("filter.clear")} onPress={() => props.onAsk(undefined)} />
          </Show>
        </div>
      </Show>
    </details>
  );
}

/** How many rows that the other filters leave say each text; the empty one for those that say nothing. */
function createCounts(props: AskProps): () => ReadonlyMap<string, number> {
  const { points } = useOffice();
  const groups = useGroups();
  return createMemo(() => {
    const all = points.all();
    const column = all.own.column(props.field.id);
    const others = props.criteria.own.filter((one) => one.field !== props.field.id);
    const within = groups.mask(all, props.criteria.group);
    const { keeps } = filterPoints(all, { ...props.criteria, own: others }, Date.now(), within);
    const counts = new Uint32Array((column?.texts.length ?? 0) + 1);
    for (let row = 0; row < keeps.length; row++) {
      const place = column?.places[row] ?? 0;
      if (keeps[row] === 1) counts[place] = (counts[place] ?? 0) + 1;
    }
    return new Map(["", ...(column?.texts ?? [])].map((text, place) => [text, counts[place] ?? 0]));
  });
}

/** What is offered, then what points say that is no choice any more, and nothing at all last. */
function ChoiceAsk(props: AskProps): JSX.Element {
  const words = useWords();
  const own = useOwnFields();
  const counts = createCounts(props);
  const offered = (): readonly string[] =>
    props.field.kind === "yes-no" ? ["yes", "no"] : props.field.choices;
  const texts = (): readonly string[] => [
    ...new Set([...offered(), ...[...counts().keys()].filter((text) => text !== ""), ""]),
  ];
  const chosen = (): readonly string[] => props.asked?.texts ?? [];
  const pick = (text: string, isOn: boolean): void => {
    const next = isOn ? [...chosen(), text] : chosen().filter((one) => one !== text);
    props.onAsk(next.length === 0 ? undefined : { field: props.field.id, texts: next });
  };
  return (
    <For each={texts()}>
      {(text) => (
        <label class="own-ask-choice">
          <input
            type="checkbox"
            checked={chosen().includes(text)}
            onChange={(event) => pick(text, event.currentTarget.checked)}
          />
          <span class="menu-label">
            {text === "" ? words.t("own.filter.nothing") : own.say(props.field.id, text)}
          </span>
          <span class="menu-count">{words.formats().number(counts().get(text) ?? 0)}</span>
        </label>
      )}
    </For>
  );
}

function NothingAsk(props: AskProps): JSX.Element {
  const words = useWords();
  const counts = createCounts(props);
  const isOn = (): boolean => props.asked?.texts?.includes("") ?? false;
  return (
    <label class="own-ask-choice">
      <input
        type="checkbox"
        checked={isOn()}
        onChange={(event) =>
          props.onAsk(event.currentTarget.checked ? { field: props.field.id, texts: [""] } : undefined)
        }
      />
      <span class="menu-label">{words.t("own.filter.nothing")}</span>
      <span class="menu-count">{words.formats().number(counts().get("") ?? 0)}</span>
    </label>
  );
}

/** Text that stands somewhere in what a point says. */
function PartAsk(props: AskProps): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {words.t("own.filter.part")}
      </label>
      <input
        id={id}
        class="field-input"
        type="text"
        spellcheck={false}
        maxLength={200}
        value={props.asked?.part ?? ""}
        onInput={(event) => {
          const part = event.currentTarget.value;
          props.onAsk(part.trim() === "" ? undefined : { field: props.field.id, part });
        }}
      />
    </div>
  );
}

/** Numbers or days between two ends, both inclusive, either of them open. */
function RangeAsk(props: AskProps): JSX.Element {
  const set = (end: "from" | "to", value: string | undefined): void => {
    const ends = { from: props.asked?.from, to: props.asked?.to, [end]: value };
    const { from, to } = ends;
    const isOpen = from === undefined && to === undefined;
    props.onAsk(
      isOpen
        ? undefined
        : {
            field: props.field.id,
            ...(from === undefined ? {} : { from }),
            ...(to === undefined ? {} : { to }),
          },
    );
  };
  return (
    <div class="own-ask-range">
      <EndField {...props} end="from" onEnd={(value) => set("from", value)} />
      <EndField {...props} end="to" onEnd={(value) => set("to", value)} />
    </div>
  );
}

function EndField(
  props: AskProps & { readonly end: "from" | "to"; readonly onEnd: (value: string | undefined) => void },
): JSX.Element {
  const words = useWords();
  const own = useOwnFields();
  const id = createUniqueId();
  const [isWrong, setWrong] = createSignal(false);
  const said = (): string => {
    const end = props.asked?.[props.end];
    return end === undefined ? "" : own.say(props.field.id, end);
  };
  const take = (typed: string): void => {
    const value = readCustomValue(props.field, typed);
    setWrong(value === undefined);
    if (value !== undefined) props.onEnd(value ?? undefined);
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {words.t(props.end === "from" ? "own.filter.from" : "own.filter.to")}
      </label>
      <input
        id={id}
        class="field-input"
        type="text"
        inputMode={props.field.kind === "number" ? "decimal" : undefined}
        value={said()}
        aria-invalid={isWrong() ? "true" : undefined}
        aria-describedby={isWrong() ? `${id}-wrong` : undefined}
        onChange={(event) => take(event.currentTarget.value)}
      />
      <Show when={isWrong()}>
        <p class="field-hint own-ask-wrong" id={`${id}-wrong`} role="alert">
          {words.t(props.field.kind === "date" ? "own.dateHint" : "own.filter.number")}
        </p>
      </Show>
    </div>
  );
}
