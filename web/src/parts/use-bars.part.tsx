import { createMemo, For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { decimalsFor, type Use } from "../optical/daily-consumption.ts";
import "./use-bars.css";

const WIDTH = 360;
const HEIGHT = 150;
const GAP = 0.22;

/** What was used day by day or month by month, big enough to be shown to a customer at the door. */
export function UseBars(props: {
  readonly uses: readonly Use[];
  /** How the first day of a bar is written. */
  readonly nameOf: (from: string) => string;
}): JSX.Element {
  const words = useWords();
  const amounts = createMemo(() =>
    props.uses.flatMap(({ text }) => (text === undefined ? [] : [Number(text)])),
  );
  const most = createMemo(() => Math.max(0, ...amounts()));
  const unit = (): string => props.uses[0]?.unit ?? "";
  const say = (value: number | undefined): string =>
    value === undefined
      ? words.t("door.missing")
      : `${words.formats().number(value, decimalsFor(most()))} ${unit()}`;
  const average = (): number => amounts().reduce((sum, one) => sum + one, 0) / Math.max(1, amounts().length);
  const last = (): Use | undefined => props.uses.at(-1);
  const summary = (): string =>
    words.t("door.useSummary", {
      bars: words.t("door.bars", props.uses.length),
      from: props.nameOf(props.uses[0]?.from ?? ""),
      to: props.nameOf(last()?.from ?? ""),
      most: say(most()),
      last: say(last()?.text === undefined ? undefined : Number(last()?.text)),
    });
  return (
    <figure class="use-bars">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary()}>
        <line class="use-line" x1="0" x2={WIDTH} y1={HEIGHT - 1} y2={HEIGHT - 1} />
        <For each={props.uses}>
          {(use, n) => <Bar use={use} place={{ n: n(), count: props.uses.length, most: most() }} />}
        </For>
      </svg>
      <div class="use-ends" aria-hidden="true">
        <span>{props.nameOf(props.uses[0]?.from ?? "")}</span>
        <span>{props.nameOf(last()?.from ?? "")}</span>
      </div>
      <dl class="use-facts">
        <div>
          <dt>{words.t("door.lastUse")}</dt>
          <dd class="number">{say(last()?.text === undefined ? undefined : Number(last()?.text))}</dd>
        </div>
        <div>
          <dt>{words.t("door.averageUse")}</dt>
          <dd class="number">{say(average())}</dd>
        </div>
        <div>
          <dt>{words.t("door.mostUse")}</dt>
          <dd class="number">{say(most())}</dd>
        </div>
      </dl>
    </figure>
  );
}

function Bar(props: {
  readonly use: Use;
  readonly place: { readonly n: number; readonly count: number; readonly most: number };
}): JSX.Element {
  const step = (): number => WIDTH / Math.max(1, props.place.count);
  const height = (): number =>
    props.place.most > 0 ? (Number(props.use.text ?? 0) / props.place.most) * (HEIGHT - 4) : 0;
  return (
    <Show
      when={props.use.text !== undefined}
      fallback={
        <line
          class="use-gap"
          x1={(props.place.n + GAP) * step()}
          x2={(props.place.n + 1 - GAP) * step()}
          y1={HEIGHT - 3}
          y2={HEIGHT - 3}
        />
      }
    >
      <rect
        class="use-bar"
        classList={{
          "is-last": props.place.n === props.place.count - 1,
          "is-estimated": props.use.isEstimated === true,
        }}
        x={(props.place.n + GAP / 2) * step()}
        width={Math.max(1, (1 - GAP) * step())}
        y={HEIGHT - 1 - height()}
        height={Math.max(0, height())}
        rx={Math.min(3, step() / 6)}
      />
    </Show>
  );
}
