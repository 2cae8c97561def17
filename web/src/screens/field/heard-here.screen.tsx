import { A } from "@solidjs/router";
import ArrowLeft from "lucide-solid/icons/arrow-left";
import { createMemo, createResource, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { HeardList } from "../../parts/heard-list.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { findHeard, type HeardOrder, type Whose } from "../../points/find-heard.ts";
import { createNow } from "../../state/create-now.ts";
import { useField } from "../../state/field.ts";
import "./field.css";

const LOOK_EVERY_MS = 2000;

/** Everything this phone has heard: ours and foreign, with or without a key. */
export function HeardHereScreen(): JSX.Element {
  const words = useWords();
  const field = useField();
  const now = createNow();
  const [whose, setWhose] = createSignal<Whose>("all");
  const [order, setOrder] = createSignal<HeardOrder>("last");
  const [search, setSearch] = createSignal("");
  const [heard, { refetch }] = createResource(field.listHeard);
  const timer = setInterval(() => void refetch(), LOOK_EVERY_MS);
  onCleanup(() => clearInterval(timer));
  const rows = createMemo(() =>
    findHeard(heard.latest ?? [], { whose: whose(), order: order(), search: search() }),
  );
  return (
    <div class="road">
      <div class="field-top">
        <A class="field-icon" href="/read" aria-label={words.t("road.read.back")}>
          <ArrowLeft size={22} aria-hidden="true" />
        </A>
        <h1 class="field-top-name one-line">{words.t("phone.heard.title")}</h1>
        <span class="heard-row-note number">{words.t("phone.heard.meters", rows().length)}</span>
      </div>
      <div class="field-view">
        <Segmented
          name="heard-whose"
          label={words.t("phone.heard.whose")}
          segments={[
            { value: "all", label: words.t("phone.heard.all") },
            { value: "own", label: words.t("phone.heard.own") },
            { value: "foreign", label: words.t("phone.heard.foreign") },
          ]}
          value={whose()}
          onChoose={setWhose}
        />
        <select
          class="field-select"
          aria-label={words.t("phone.heard.order")}
          value={order()}
          onChange={(event) => setOrder(orderOf(event.currentTarget.value))}
        >
          <option value="last">{words.t("phone.heard.byLast")}</option>
          <option value="loudest">{words.t("phone.heard.byLoudest")}</option>
          <option value="count">{words.t("phone.heard.byCount")}</option>
        </select>
      </div>
      <input
        type="search"
        class="pass-input heard-search"
        placeholder={words.t("phone.heard.search")}
        aria-label={words.t("phone.heard.search")}
        value={search()}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <Show
        when={rows().length > 0}
        fallback={
          <Show when={heard.latest}>
            <Notice title={words.t("phone.heard.none")} hint={words.t("phone.heard.noneHint")} />
          </Show>
        }
      >
        <HeardList rows={rows()} nowMs={now()} />
      </Show>
    </div>
  );
}

const orderOf = (value: string): HeardOrder => (value === "loudest" || value === "count" ? value : "last");
