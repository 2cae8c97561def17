import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import type { ProfileChart as Drawn, ProfileSpec } from "../chart/draw-profile.ts";
import type { PressureRegister } from "../live/stop-pressure.ts";
import { useWords } from "../locales/words.ts";
import { BarWalker } from "./bar-walker.part.tsx";
import { readColours } from "./read-palette.ts";
import "./profile-chart.css";

/** A path at one moment, for drawing. */
export interface DrawnProfile {
  /** Metres; `undefined` where some stop has no coordinates: the stops are drawn at even distances then. */
  readonly alongM: readonly number[] | undefined;
  readonly heights: readonly (number | undefined)[];
  readonly lines: readonly {
    readonly register: PressureRegister;
    readonly values: readonly (number | undefined)[];
    readonly ranges: readonly (readonly [low: number, high: number] | undefined)[];
  }[];
}

const TOKEN_OF: Readonly<Record<PressureRegister, string>> = { P1: "--series-1", P2: "--series-2" };
const orNull = <T,>(value: T | undefined): T | null => value ?? null;

/** Pressure along the path, its range over the day behind it, and the ground below it where heights are known. */
export function ProfileChart(props: {
  readonly drawn: DrawnProfile;
  readonly label: string;
  /** What a stop says, for whoever does not see it. */
  readonly sayStop: (stop: number) => string;
  readonly repaint: unknown;
}): JSX.Element {
  const words = useWords();
  const [chart, setChart] = createSignal<Drawn>();
  const [pointed, setPointed] = createSignal<number>();
  let ground: HTMLDivElement | undefined;
  let isGone = false;
  const spec = (): ProfileSpec => {
    const { alongM, heights, lines } = props.drawn;
    const formats = words.formats();
    const colours = readColours(TOKEN_OF);
    return {
      along: alongM ?? heights.map((_, n) => n + 1),
      heights: heights.map(orNull),
      lines: lines.map(({ register, values, ranges }) => ({
        colour: colours[register],
        values: values.map(orNull),
        low: ranges.map((range) => range?.[0] ?? null),
        high: ranges.map((range) => range?.[1] ?? null),
      })),
      formatAlong: (at) =>
        alongM ? `${formats.number(at)} m` : Number.isInteger(at) ? formats.number(at) : "",
      formatBar: (bar, decimals) => formats.decimal(bar.toFixed(decimals)),
      formatHeight: (metres) => `${formats.number(metres)} m`,
    };
  };
  /** What makes it another chart: its lines, its way, the ground and the theme. */
  const shape = (): string =>
    [
      ...props.drawn.lines.map(({ register }) => register),
      props.drawn.alongM === undefined,
      props.drawn.heights.every((metres) => metres === undefined),
    ].join();
  const open = async (): Promise<void> => {
    const { drawProfile } = await import("../chart/draw-profile.ts");
    if (isGone || !ground) return;
    chart()?.close();
    const palette = readColours({ line: "--line", text: "--text-3", ground: "--quiet" });
    setChart(drawProfile(ground, spec(), { palette, onPoint: setPointed }));
  };
  onMount(() => void open());
  onCleanup(() => {
    isGone = true;
    chart()?.close();
  });
  createEffect(on([shape, () => props.repaint], () => void open(), { defer: true }));
  createEffect(on([() => props.drawn, words.formats], () => chart()?.show(spec()), { defer: true }));
  const said = (): string => (pointed() === undefined ? "" : props.sayStop(pointed() ?? 0));
  return (
    <div class="chart profile-chart">
      <div class="chart-ground" ref={ground} aria-hidden="true" />
      <BarWalker
        label={props.label}
        count={props.drawn.heights.length}
        pointed={pointed()}
        text={said()}
        onPoint={setPointed}
        onPick={() => undefined}
      />
      <p class="profile-said">
        <Show when={said()} fallback={<ProfileLegend drawn={props.drawn} />}>
          {said()}
        </Show>
      </p>
    </div>
  );
}

function ProfileLegend(props: { readonly drawn: DrawnProfile }): JSX.Element {
  const words = useWords();
  const isIn = (register: PressureRegister): boolean =>
    props.drawn.lines.some((line) => line.register === register);
  return (
    <span class="profile-legend">
      <Show when={isIn("P1")}>
        <span>
          <span class="profile-swatch" data-register="P1" /> P1 {words.t("register.P1")}
        </span>
      </Show>
      <Show when={isIn("P2")}>
        <span>
          <span class="profile-swatch" data-register="P2" /> P2 {words.t("register.P2")}
        </span>
      </Show>
      <span class="faint">{words.t("path.bandHint")}</span>
      <Show when={props.drawn.heights.some((metres) => metres !== undefined)}>
        <span>
          <span class="profile-swatch" data-register="height" /> {words.t("path.height")}
        </span>
      </Show>
    </span>
  );
}
