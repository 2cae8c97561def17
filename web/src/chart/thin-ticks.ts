const STEPS = [1, 2, 3, 4, 5, 6, 7, 10, 12, 14, 24, 30, 60];
const LETTER_PX = 6.4;
const GAP_PX = 14;

/** Every tick, or every second, third, fifth … where the labels of all would touch. */
export function thinTicks(
  ticks: readonly number[],
  widthPx: number,
  label: (tick: number) => string,
): readonly number[] {
  const longest = ticks.slice(0, 40).reduce((most, tick) => Math.max(most, label(tick).length), 1);
  const fitting = Math.max(1, Math.floor(widthPx / (longest * LETTER_PX + GAP_PX)));
  const every = STEPS.find((step) => ticks.length / step <= fitting) ?? Math.ceil(ticks.length / fitting);
  return ticks.filter((_, i) => i % every === 0);
}
