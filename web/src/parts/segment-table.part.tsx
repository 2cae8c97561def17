import { For, type JSX, Show } from "solid-js";
import type { WireSegment, WireValue } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { Amount } from "./amount.part.tsx";
import "./tables.css";

/** The meters that have been at this point, the present one first. */
export function SegmentTable(props: { readonly segments: readonly WireSegment[] }): JSX.Element {
  const words = useWords();
  const newestFirst = (): readonly WireSegment[] =>
    [...props.segments].sort((a, b) => b.mountedAtMs - a.mountedAtMs);
  return (
    <Show
      when={props.segments.length > 0}
      fallback={<p class="table-empty muted">{words.t("segment.none")}</p>}
    >
      <div class="table-scroll">
        <table class="table table-tall">
          <thead>
            <tr>
              <th scope="col">{words.t("point.meter")}</th>
              <th scope="col">{words.t("point.serial")}</th>
              <th scope="col">{words.t("segment.mounted")}</th>
              <th scope="col">{words.t("segment.removed")}</th>
              <th scope="col" class="number">
                {words.t("segment.start")}
              </th>
              <th scope="col" class="number">
                {words.t("segment.end")}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={newestFirst()}>
              {(segment) => (
                <tr>
                  <td>{segment.type}</td>
                  <td class="table-digits">{segment.serial}</td>
                  <td>{words.formats().dateTime(segment.mountedAtMs)}</td>
                  <td>
                    <Show
                      when={segment.removedAtMs}
                      fallback={<span class="table-now">{words.t("segment.now")}</span>}
                    >
                      {(atMs) => words.formats().dateTime(atMs())}
                    </Show>
                  </td>
                  <td>
                    <Values values={segment.startValues} />
                  </td>
                  <td>
                    <Values values={segment.endValues} />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </Show>
  );
}

function Values(props: { readonly values: readonly WireValue[] }): JSX.Element {
  const words = useWords();
  return (
    <ul class="table-values">
      <For each={props.values} fallback={<li class="number faint">–</li>}>
        {(value) => (
          <li class="number" data-tip={words.t(`register.${value.register}`)}>
            <span class="faint">{value.register}</span> <Amount value={value.value} unit={value.unit} />
          </li>
        )}
      </For>
    </ul>
  );
}
