import { useSearchParams } from "@solidjs/router";
import ArrowDownUp from "lucide-solid/icons/arrow-down-up";
import Maximize2 from "lucide-solid/icons/maximize-2";
import Minimize2 from "lucide-solid/icons/minimize-2";
import Radio from "lucide-solid/icons/radio";
import { createMemo, createSignal, For, type JSX, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { isRegister, type Register } from "../../../../shared/model/register.ts";
import {
  asksForLook,
  columnsOf,
  countStates,
  type LiveColumn,
  type LiveOrder,
  type LiveRow,
  type LiveSort,
  liveStateOf,
  matchesText,
  sortRows,
} from "../../live/live-rows.ts";
import { stepOfLive } from "../../live/prove-live.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormNote } from "../../parts/form.part.tsx";
import { LiveTable } from "../../parts/live-table.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SearchField } from "../../parts/search-field.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createHeldRows } from "../../state/create-held-rows.ts";
import { createLive, type Live } from "../../state/create-live.ts";
import { createNow } from "../../state/create-now.ts";
import { proofTrail } from "../../state/proof-trail.ts";
import "./live.css";

const HOURS = [1, 3, 6, 12, 24, 48] as const;
const SHOWS = ["all", "look", "silent"] as const;
type Shown = (typeof SHOWS)[number];

/** Priority points as they are heard: on a desk, and on a wall. */
export function LiveScreen(): JSX.Element {
  const words = useWords();
  const view = createLiveView();
  const live = createLive(() => ({ register: view.register(), hours: view.hours() }));
  let screen: HTMLDivElement | undefined;
  return (
    <div class="live" data-big={view.isBig()} ref={screen}>
      <Switch fallback={<SkeletonRows count={10} label={words.t("live.loading")} />}>
        <Match when={live.failure()}>
          {(code) => (
            <>
              <h1 class="hearable">{words.t("live.title")}</h1>
              <LoadFailed title={words.t("live.failed")} code={code()} onRetry={live.reload} />
            </>
          )}
        </Match>
        <Match when={live.rows()?.length === 0}>
          <h1 class="hearable">{words.t("live.title")}</h1>
          <div class="live-empty">
            <Notice icon={<Radio size={20} />} title={words.t("live.none")} hint={words.t("live.noneHint")} />
          </div>
        </Match>
        <Match when={live.rows()}>
          {(rows) => <Followed rows={rows()} live={live} view={view} screen={() => screen} />}
        </Match>
      </Switch>
    </div>
  );
}

type LiveView = ReturnType<typeof createLiveView>;

/** How it is looked at stands in the address, so that a wall keeps it. */
function createLiveView() {
  const [query, setQuery] = useSearchParams();
  const said = (name: string): string => {
    const value = query[name];
    return typeof value === "string" ? value : "";
  };
  const sort = createMemo((): LiveSort => {
    const text = said("sort") || "state";
    const by = text.replace(/^-/, "");
    const isKnown = ["name", "state", "age", "apart"].includes(by) || isRegister(by);
    return { by: (isKnown ? by : "state") as LiveOrder, isDescending: text.startsWith("-") };
  });
  const set = (wanted: Record<string, string | undefined>): void => setQuery(wanted, { replace: true });
  return {
    sort,
    /** Figures begin with the largest; the same column again turns the order. */
    sortBy(by: LiveOrder): void {
      const now = sort();
      const isFigure = by !== "name" && by !== "state";
      const isDescending = now.by === by ? !now.isDescending : isFigure;
      set({ sort: `${isDescending ? "-" : ""}${by}` });
    },
    register: (): Register => {
      const text = said("trend");
      return isRegister(text) ? text : "P1";
    },
    hours: (): number => HOURS.find((hours) => `${hours}` === said("hours")) ?? 6,
    show: (): Shown => SHOWS.find((one) => one === said("show")) ?? "all",
    isBig: (): boolean => said("big") === "1",
    find: (): string => said("find"),
    /** What makes another order of the rows. */
    way: (): string => ["sort", "show", "find"].map(said).join(" "),
    set,
  };
}

function Followed(props: {
  readonly rows: readonly LiveRow[];
  readonly live: Live;
  readonly view: LiveView;
  readonly screen: () => HTMLElement | undefined;
}): JSX.Element {
  const words = useWords();
  const now = createNow();
  const columns = createMemo((): readonly LiveColumn[] => columnsOf(props.rows), undefined, {
    equals: (a, b) => a.join() === b.join(),
  });
  const counts = createMemo(() => countStates(props.rows, now()));
  const silent = (): number => (counts().get("silent") ?? 0) + (counts().get("none") ?? 0);
  const looks = (): number =>
    [...counts()].reduce((sum, [state, count]) => sum + (asksForLook(state) ? count : 0), 0);
  const kept = createMemo(() =>
    props.rows.filter((row) => {
      if (!matchesText(row, props.view.find())) return false;
      const state = liveStateOf(row, now());
      if (props.view.show() === "silent") return state === "silent" || state === "none";
      return props.view.show() === "all" || asksForLook(state);
    }),
  );
  const sorted = createMemo(() =>
    sortRows(kept(), props.view.sort(), { nowMs: now(), languageTag: words.formats().languageTag }),
  );
  const held = createHeldRows({ sorted, all: () => props.rows, way: props.view.way });
  return (
    <>
      <header class="live-head">
        <h1 class="live-title">
          {words.t("live.title")} <span class="faint">{words.t("live.count", props.rows.length)}</span>
        </h1>
        <Segmented
          name="live-show"
          label={words.t("live.show")}
          value={props.view.show()}
          onChoose={(value) => props.view.set({ show: value === "all" ? undefined : value })}
          segments={[
            { value: "all", label: words.t("live.all") },
            { value: "look", label: words.t("live.look", { count: words.formats().number(looks()) }) },
            { value: "silent", label: words.t("live.silent", { count: words.formats().number(silent()) }) },
          ]}
        />
        <SearchField
          label={words.t("live.find")}
          placeholder={words.t("live.findHint")}
          value={props.view.find()}
          onSearch={(text) => props.view.set({ find: text || undefined })}
          onLeave={() => focusFirst(props.screen())}
        />
        <LiveTools columns={columns()} view={props.view} screen={props.screen} />
      </header>
      <Show when={props.live.leftOut() > 0}>
        <div class="live-note">
          <FormNote tone="warning" text={words.t("live.leftOut", props.live.leftOut())} />
        </div>
      </Show>
      <Show when={silent() * 2 > props.rows.length}>
        <div class="live-note">
          <FormNote
            text={words.t("live.waiting", {
              silent: silent(),
              total: props.rows.length,
            })}
          />
        </div>
      </Show>
      <Show when={props.live.isTrendFailed()}>
        <div class="live-note">
          <FormNote text={words.t("live.trendFailed")} />
        </div>
      </Show>
      <Show when={held.rows().length > 0} fallback={<NothingKept view={props.view} />}>
        <LiveTable
          rows={held.rows()}
          onRead={held.read}
          onProve={(row, column) => {
            const step = stepOfLive(row, column, words);
            if (step) proofTrail.open(step);
          }}
          columns={columns()}
          sort={props.view.sort()}
          onSort={props.view.sortBy}
          nowMs={now()}
          isBig={props.view.isBig()}
          trend={{ column: props.view.register(), hours: props.view.hours(), of: props.live.trendOf }}
        />
        <Show when={held.isWaiting()}>
          <button
            type="button"
            class="live-waits"
            data-tip={words.t("live.waitsHint")}
            onClick={held.sortAgain}
          >
            <ArrowDownUp size={14} aria-hidden="true" />
            {words.t("live.waits")}
          </button>
        </Show>
      </Show>
    </>
  );
}

const focusFirst = (screen: HTMLElement | undefined): void =>
  screen?.querySelector<HTMLElement>(".live-table tbody a")?.focus();

/** A search that finds none says so; a filter that keeps none is good news. */
function NothingKept(props: { readonly view: LiveView }): JSX.Element {
  const words = useWords();
  return (
    <div class="live-empty">
      <Show
        when={props.view.find()}
        fallback={<Notice title={words.t("live.nothing")} hint={words.t("live.nothingHint")} />}
      >
        {(text) => (
          <Notice title={words.t("live.notFound", { text: text() })} hint={words.t("live.notFoundHint")}>
            <Button
              label={words.t("live.showAll")}
              onPress={() => props.view.set({ find: undefined, show: undefined })}
            />
          </Notice>
        )}
      </Show>
    </div>
  );
}

function LiveTools(props: {
  readonly columns: readonly LiveColumn[];
  readonly view: LiveView;
  readonly screen: () => HTMLElement | undefined;
}): JSX.Element {
  const words = useWords();
  const isFull = createFullScreen();
  const registers = (): readonly Register[] => {
    const known = props.columns.filter((column): column is Register => column !== "apart");
    const chosen = props.view.register();
    return known.includes(chosen) ? known : [chosen, ...known];
  };
  const turnBig = (): void => {
    const isBig = !props.view.isBig();
    props.view.set({ big: isBig ? "1" : undefined });
    // A browser that refuses shows it large all the same.
    if (isBig)
      void props
        .screen()
        ?.requestFullscreen?.()
        .catch(() => undefined);
    else if (isFull()) void document.exitFullscreen();
  };
  return (
    <div class="live-tools">
      <label class="live-choice">
        {words.t("live.line")}
        <select
          class="field-input"
          onChange={(event) => props.view.set({ trend: event.currentTarget.value })}
        >
          <For each={registers()}>
            {(register) => (
              <option value={register} selected={register === props.view.register()}>
                {register} · {words.t(`register.${register}`)}
              </option>
            )}
          </For>
        </select>
      </label>
      <label class="live-choice">
        {words.t("live.over")}
        <select
          class="field-input"
          onChange={(event) => props.view.set({ hours: event.currentTarget.value })}
        >
          <For each={HOURS}>
            {(hours) => (
              <option value={hours} selected={hours === props.view.hours()}>
                {words.t("live.hours", hours)}
              </option>
            )}
          </For>
        </select>
      </label>
      <Button
        label={words.t(props.view.isBig() ? "live.small" : "live.big")}
        icon={
          <Show when={props.view.isBig()} fallback={<Maximize2 size={14} aria-hidden="true" />}>
            <Minimize2 size={14} aria-hidden="true" />
          </Show>
        }
        onPress={turnBig}
      />
    </div>
  );
}

function createFullScreen(): () => boolean {
  const [isFull, setFull] = createSignal(document.fullscreenElement !== null);
  const look = (): void => void setFull(document.fullscreenElement !== null);
  onMount(() => document.addEventListener("fullscreenchange", look));
  onCleanup(() => document.removeEventListener("fullscreenchange", look));
  return isFull;
}
