const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daCharts = {
  dates: "Datoer",
  show: "Vis",
  preset: {
    last7: "7 dage",
    last30: "30 dage",
    last365: "365 dage",
    thisYear: "I år",
    lastYear: "Sidste år",
  },
  fault: {
    notADay: "Vælg to dage i kalenderen.",
    reversed: "Den sidste dag ligger før den første. Vælg en senere sidste dag.",
  },
  view: "Visning",
  views: { bars: "Søjler", duration: "Varighed", heat: "Varmekort" },
  label: {
    bars: "{{ register }}, {{ period }}. Læs søjlerne med piletasterne, og se nærmere med Enter.",
    duration: "Varighedskurve for {{ register }}, {{ period }}. Følg kurven med piletasterne.",
    heat: "Varmekort for {{ register }}, {{ period }}. Læs felterne med piletasterne, og se nærmere med Enter.",
  },
  picture: "Gem som billede (PNG)",
  print: "Udskriv denne side",
  atLeast: "Mindst {{ amount }} i {{ share }} % af tiden ({{ count }} intervaller).",
  durationHint: "Peg på kurven for at se, hvor længe der mindst blev brugt så meget.",
  edited: (n: number) => many(n, "interval rettet", "intervaller rettet"),
  leftOut: (n: number) => many(n, "usandsynlig aflæsning udeladt", "usandsynlige aflæsninger udeladt"),
  allRows: (n: number) => `Vis alle ${count.format(n)} rækker`,
};
