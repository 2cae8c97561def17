import { createMemo, type JSX, Show } from "solid-js";
import { sparkLine, type Trend } from "../live/trend.ts";
import { useWords } from "../locales/words.ts";
import "./spark-line.css";

const [WIDTH, HEIGHT] = [132, 26];

/** The last hours as a small line; its least and most are heard, and shown beside it. */
export function SparkLine(props: {
  readonly trend: Trend | undefined;
  readonly fromMs: number;
  readonly toMs: number;
  readonly unit: string;
}): JSX.Element {
  const words = useWords();
  const line = createMemo(() => {
    const { trend, fromMs, toMs } = props;
    return trend && sparkLine(trend, { width: WIDTH, height: HEIGHT, fromMs, toMs });
  });
  const number = (value: number): string => words.formats().number(value, 2);
  return (
    <Show when={line()} fallback={<span class="faint">–</span>}>
      {(drawn) => (
        <span
          class="spark"
          data-tip={words.t("live.range", {
            low: number(drawn().low),
            high: number(drawn().high),
            unit: props.unit,
          })}
        >
          <svg
            class="spark-line"
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <path d={drawn().d} />
            <circle cx={drawn().end[0]} cy={drawn().end[1]} r={2.2} />
          </svg>
          <span class="hearable">
            {words.t("live.range", {
              low: number(drawn().low),
              high: number(drawn().high),
              unit: props.unit,
            })}
          </span>
        </span>
      )}
    </Show>
  );
}
