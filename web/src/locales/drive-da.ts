import type { enDrive } from "./drive-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daDrive: typeof enDrive = {
  handover: {
    title: "Mød en anden bil",
    hint: "Uden net: begge telefoner har samme rute. Den ene viser, den anden læser; derefter omvendt.",
    show: "Vis",
    scan: "Læs",
    code: "Kode {{ n }} af {{ total }}",
    camera: "Det, kameraet ser",
    looking: "Hold den anden telefons kode foran kameraet",
    seen: "{{ have }} af {{ total }} dele set",
    added: (n) => `Modtaget: ${many(n, "målepunkt mere er", "målepunkter mere er")} aflæst`,
    save: "Gem som fil",
    open: "Åbn en fil",
  },
  find: {
    label: "Find adresse, serienummer eller kunde",
    clear: "Ryd det, der søges efter",
    stuck: "Kun det, som noget hindrer i at blive aflæst",
    none: "Intet målepunkt på ruten passer.",
  },
  guide: {
    metres: "{{ metres }} m",
    expected: (n) => `omkring ${many(n, "måler", "målere")}`,
    speed: "op til {{ speed }} km/t",
    wait: "Vent her et øjeblik",
    spoken: ({ address, metres, meters }) =>
      `Næste: ${address}, ${count.format(metres)} meter, omkring ${many(meters, "måler", "målere")}`,
    none: "Der er næppe mere at høre fra bilen, eller din position kendes ikke.",
    ride: "Kør med",
    endRide: "Afslut turen",
  },
};
