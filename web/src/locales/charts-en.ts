/** Charts: any dates, other views, what stands behind a number, comparison. */
const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const enCharts = {
  dates: "Dates",
  show: "Show",
  preset: {
    last7: "7 days",
    last30: "30 days",
    last365: "365 days",
    thisYear: "This year",
    lastYear: "Last year",
  },
  fault: {
    notADay: "Choose two days of the calendar.",
    reversed: "The last day lies before the first. Choose a later last day.",
  },
  view: "View",
  views: { bars: "Bars", duration: "Duration", heat: "Heat map" },
  label: {
    bars: "{{ register }}, {{ period }}. Use the arrow keys to read bars and Enter to look closer.",
    duration: "Load duration of {{ register }}, {{ period }}. Use the arrow keys to follow the curve.",
    heat: "Heat map of {{ register }}, {{ period }}. Use the arrow keys to read its cells and Enter to look closer.",
  },
  picture: "Save as picture (PNG)",
  print: "Print this page",
  atLeast: "At least {{ amount }} in {{ share }} % of the time ({{ count }} intervals).",
  durationHint: "Point at the curve to see for how long at least so much was used.",
  edited: (n: number) => many(n, "interval edited", "intervals edited"),
  leftOut: (n: number) => many(n, "implausible reading left out", "implausible readings left out"),
  allRows: (n: number) => `Show all ${count.format(n)} rows`,
};
