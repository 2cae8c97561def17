const count = new Intl.NumberFormat("de-DE");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const deCharts = {
  dates: "Zeitraum",
  show: "Anzeigen",
  preset: {
    last7: "7 Tage",
    last30: "30 Tage",
    last365: "365 Tage",
    thisYear: "Dieses Jahr",
    lastYear: "Letztes Jahr",
  },
  fault: {
    notADay: "Wählen Sie zwei Tage des Kalenders.",
    reversed: "Der letzte Tag liegt vor dem ersten. Wählen Sie einen späteren letzten Tag.",
  },
  view: "Ansicht",
  views: { bars: "Balken", duration: "Dauerlinie", heat: "Heatmap" },
  label: {
    bars: "{{ register }}, {{ period }}. Balken mit den Pfeiltasten lesen, mit Enter genauer ansehen.",
    duration: "Dauerlinie von {{ register }}, {{ period }}. Der Kurve mit den Pfeiltasten folgen.",
    heat: "Heatmap von {{ register }}, {{ period }}. Felder mit den Pfeiltasten lesen, mit Enter genauer ansehen.",
  },
  picture: "Als Bild speichern (PNG)",
  print: "Diese Seite drucken",
  atLeast: "Mindestens {{ amount }} in {{ share }} % der Zeit ({{ count }} Intervalle).",
  durationHint: "Zeigen Sie auf die Kurve, um zu sehen, wie lange mindestens so viel verbraucht wurde.",
  edited: (n: number) => many(n, "Intervall bearbeitet", "Intervalle bearbeitet"),
  leftOut: (n: number) => many(n, "unplausible Ablesung ausgelassen", "unplausible Ablesungen ausgelassen"),
  allRows: (n: number) => `Alle ${count.format(n)} Zeilen anzeigen`,
};
