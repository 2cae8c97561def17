import { useNavigate } from "@solidjs/router";
import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  Match,
  on,
  Show,
  Switch,
} from "solid-js";
import type { Need } from "../../../../shared/model/permission.ts";
import type { WirePoint } from "../../../../shared/model/wire.ts";
import { useWords } from "../../locales/words.ts";
import { FindFrame } from "../../parts/find-frame.part.tsx";
import { MediumIcon } from "../../parts/medium-icon.part.tsx";
import type { NavEntry, NavGroup } from "../../parts/shell.part.tsx";
import { findPoints } from "../../points/find-points.ts";
import { foldText } from "../../points/fold-text.ts";
import { useOffice } from "../../state/office.ts";

const READ_DATA: Need = { area: "data-access", right: "read" };
const MOST_POINTS = 8;
const MOST_PLACES = 4;

type Hit =
  | { readonly kind: "point"; readonly point: WirePoint }
  | { readonly kind: "place"; readonly entry: NavEntry }
  | { readonly kind: "all"; readonly count: number };

/** The search over everything: points by serial number, address, customer or number, and pages by name. */
export function FindSheet(props: {
  readonly groups: readonly NavGroup[];
  readonly onClose: () => void;
}): JSX.Element {
  const words = useWords();
  const { points, place, session } = useOffice();
  const navigate = useNavigate();
  const [text, setText] = createSignal("");
  const [chosen, setChosen] = createSignal(0);
  const listId = createUniqueId();
  if (points.loading().kind === "idle") void points.load();

  const hits = createMemo<readonly Hit[]>(() => {
    // A round is read on after its session's end: of the list that was loaded before, nobody is shown anything then.
    if (!session.may(READ_DATA)) return placesOf(props.groups, text());
    const all = points.all();
    const { rows, count } = findPoints(all, text(), MOST_POINTS);
    const found = rows.flatMap((row) => {
      const point = all.at(row);
      return point ? [{ kind: "point", point } as const] : [];
    });
    const more = count > found.length ? [{ kind: "all", count } as const] : [];
    return [...found, ...more, ...placesOf(props.groups, text())];
  });
  createEffect(on(text, () => setChosen(0), { defer: true }));
  const go = (hit: Hit | undefined): void => {
    if (!hit) return;
    props.onClose();
    if (hit.kind === "place") navigate(hit.entry.href);
    else if (hit.kind === "all") navigate(`/points?${new URLSearchParams({ q: text() })}`);
    else {
      place.select(hit.point.id);
      navigate(`/points/${encodeURIComponent(hit.point.id)}`);
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const { length } = hits();
    if (step !== 0 && length > 0) {
      event.preventDefault();
      setChosen((chosen() + step + length) % length);
      document.getElementById(`${listId}-${chosen()}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(hits()[chosen()]);
    }
  };
  return (
    <FindFrame title={words.t("today.find.title")} onClose={props.onClose}>
      <input
        class="find-field"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="go"
        aria-expanded={hits().length > 0}
        aria-controls={listId}
        aria-activedescendant={hits().length > 0 ? `${listId}-${chosen()}` : undefined}
        aria-label={words.t("today.find.title")}
        placeholder={words.t("today.find.placeholder")}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <Standing text={text()} isEmpty={hits().length === 0} />
      <div class="find-list" id={listId} role="listbox" aria-label={words.t("today.find.title")}>
        <For each={hits()}>
          {(hit, n) => (
            <HitLine
              id={`${listId}-${n()}`}
              hit={hit}
              isChosen={n() === chosen()}
              onPoint={() => setChosen(n())}
              onPick={() => go(hit)}
            />
          )}
        </For>
      </div>
    </FindFrame>
  );
}

function placesOf(groups: readonly NavGroup[], text: string): readonly Hit[] {
  const typed = foldText(text.trim());
  if (typed === "") return [];
  return groups
    .flatMap(({ entries }) => entries)
    .filter(({ label }) => foldText(label).includes(typed))
    .slice(0, MOST_PLACES)
    .map((entry) => ({ kind: "place", entry }));
}

/** What is said instead of hits, or beside them while the list is on its way. */
function Standing(props: { readonly text: string; readonly isEmpty: boolean }): JSX.Element {
  const words = useWords();
  const { points } = useOffice();
  return (
    <div class="find-standing" role="status">
      <Switch>
        <Match when={points.loading().kind === "failed"}>
          {words.t("today.find.failed")}{" "}
          <button type="button" class="find-retry" onClick={() => void points.load()}>
            {words.t("points.retry")}
          </button>
        </Match>
        <Match when={points.loading().kind !== "ready"}>{words.t("today.find.loading")}</Match>
        <Match when={props.text.trim() === ""}>{words.t("today.find.hint")}</Match>
        <Match when={props.isEmpty}>
          <strong>{words.t("today.find.none", { text: props.text.trim() })}</strong>{" "}
          {words.t("today.find.noneHint")}
        </Match>
      </Switch>
    </div>
  );
}

function HitLine(props: {
  readonly id: string;
  readonly hit: Hit;
  readonly isChosen: boolean;
  readonly onPoint: () => void;
  readonly onPick: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <div
      id={props.id}
      class="find-hit"
      role="option"
      tabIndex={-1}
      aria-selected={props.isChosen}
      onPointerMove={() => props.onPoint()}
      onClick={() => props.onPick()}
      onKeyDown={(event) => event.key === "Enter" && props.onPick()}
    >
      <Switch>
        <Match when={props.hit.kind === "point" && props.hit.point}>
          {(point) => (
            <>
              <MediumIcon medium={point().medium} size={15} />
              <span class="one-line">{point().address || words.t("points.noAddress")}</span>
              <span class="faint one-line">
                {[point().meter?.serial, point().customer, point().number].filter(Boolean).join(" · ")}
              </span>
            </>
          )}
        </Match>
        <Match when={props.hit.kind === "place" && props.hit.entry}>
          {(entry) => (
            <>
              {entry().icon}
              <span>{entry().label}</span>
              <span class="faint">{words.t("today.find.places")}</span>
            </>
          )}
        </Match>
        <Match when={props.hit.kind === "all" && props.hit.count}>
          {(count) => (
            <Show when={count()}>
              <span />
              <span>{words.t("today.find.all", { count: words.formats().decimal(String(count())) })}</span>
              <span />
            </Show>
          )}
        </Match>
      </Switch>
    </div>
  );
}
