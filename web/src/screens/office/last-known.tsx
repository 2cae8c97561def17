import { For, type JSX, Show } from "solid-js";
import type { WireProfileStop } from "../../../../shared/model/pressure-path.ts";
import { useWords } from "../../locales/words.ts";
import { Amount } from "../../parts/amount.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { createNow } from "../../state/create-now.ts";

/** A path nothing was read of on the day: what each stop said last and how long ago, and what is waited for. */
export function LastKnown(props: {
  readonly stops: readonly WireProfileStop[];
  readonly isToday: boolean;
}): JSX.Element {
  const words = useWords();
  const now = createNow(10_000);
  return (
    <>
      <Notice
        title={words.t(props.isToday ? "path.silentToday" : "path.silent")}
        hint={words.t(props.isToday ? "path.silentTodayHint" : "path.silentHint")}
      />
      <section class="pressure-last">
        <h2>{words.t("path.last")}</h2>
        <ul>
          <For each={props.stops}>
            {(stop) => (
              <li class="pressure-last-stop">
                <a href={`/points/${encodeURIComponent(stop.pointId)}`}>{stop.name}</a>
                <Show when={stop.last} fallback={<span class="faint">{words.t("path.never")}</span>}>
                  {(last) => (
                    <>
                      <For each={last().values}>
                        {({ register, value, unit }) => (
                          <span>
                            <span class="faint">{register}</span> <Amount value={value} unit={unit} />
                          </span>
                        )}
                      </For>
                      <time
                        class="faint"
                        dateTime={new Date(last().atMs).toISOString()}
                        data-tip={words.formats().exactTime(last().atMs)}
                      >
                        {words.age(now() - last().atMs)}
                      </time>
                    </>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </>
  );
}
