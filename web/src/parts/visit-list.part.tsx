import { For, type JSX, Show } from "solid-js";
import type { WireVisit } from "../../../shared/model/wire-visits.ts";
import { useWords } from "../locales/words.ts";
import { Amount } from "./amount.part.tsx";
import "./tables.css";
import "./visit-list.css";

/** What readers found at a point's door, the newest first, with their photos. */
export function VisitList(props: {
  readonly visits: readonly WireVisit[];
  readonly photoOf: (visit: WireVisit) => string | undefined;
}): JSX.Element {
  const words = useWords();
  const { t } = words;
  return (
    <Show when={props.visits.length > 0} fallback={<p class="table-empty muted">{t("visit.none")}</p>}>
      <div class="table-scroll">
        <table class="table table-tall">
          <thead>
            <tr>
              <th scope="col">{t("visit.column.time")}</th>
              <th scope="col">{t("visit.column.found")}</th>
              <th scope="col">{t("visit.column.note")}</th>
              <th scope="col">{t("visit.column.photo")}</th>
              <th scope="col">{t("visit.column.who")}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.visits}>
              {(visit) => (
                <tr>
                  <td>{words.formats().dateTime(visit.atMs)}</td>
                  <td>
                    <Found visit={visit} />
                  </td>
                  <td>{visit.note || <span class="faint">–</span>}</td>
                  <td>
                    <Show when={props.photoOf(visit)} fallback={<span class="faint">–</span>}>
                      {(url) => (
                        <a
                          class="visit-photo"
                          href={url()}
                          target="_blank"
                          rel="noopener"
                          aria-label={t("visit.openPhoto", { time: words.formats().dateTime(visit.atMs) })}
                        >
                          <img src={url()} alt="" loading="lazy" />
                        </a>
                      )}
                    </Show>
                  </td>
                  <td>{visit.by}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </Show>
  );
}

function Values(props: { readonly values: WireVisit["values"] }): JSX.Element {
  const words = useWords();
  return (
    <For each={props.values}>
      {({ register, value, unit }) => (
        <div>
          {words.t(`register.${register}`)} <Amount value={value} unit={unit} />
        </div>
      )}
    </For>
  );
}

function Found(props: { readonly visit: WireVisit }): JSX.Element {
  const words = useWords();
  return (
    <Show
      when={props.visit.values.length > 0 || props.visit.exchange}
      fallback={<strong>{words.t(`visit.outcome.${props.visit.outcome}`)}</strong>}
    >
      <Show when={props.visit.exchange}>
        {(exchange) => (
          <div>
            <strong>
              {props.visit.conflict
                ? words.t("exchange.notDone")
                : words.t(props.visit.meter ? "visit.outcome.exchanged" : "swap.mount.said")}
            </strong>{" "}
            {[props.visit.meter, exchange().meter].filter(Boolean).join(" → ")}
          </div>
        )}
      </Show>
      <Values values={props.visit.values} />
      <Show when={props.visit.exchange}>
        {(exchange) => (
          <>
            <Show when={exchange().startValues.length > 0}>
              <div class="muted">{words.t("visit.start", { meter: exchange().meter })}</div>
              <Values values={exchange().startValues} />
            </Show>
          </>
        )}
      </Show>
      <Show when={props.visit.conflict}>
        {(code) => <span class="visit-doubt">{words.error(code())}</span>}
      </Show>
      <For each={props.visit.doubts}>
        {(doubt) => <span class="visit-doubt">{words.t(`visit.doubted.${doubt}`)}</span>}
      </For>
    </Show>
  );
}
