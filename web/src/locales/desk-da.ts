import type { enDesk } from "./desk-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Arbejde ved skrivebordet med mange målepunkter: valg, kolonner, grupper, målere på lager. */
export const daDesk: typeof enDesk = {
  pick: {
    one: "Vælg {{ name }}",
    all: "Vælg alle viste",
    allHint: "Vælg alle viste (Ctrl+A). Skift vælger et område, mellemrum ét.",
    bar: "Valgte målepunkter",
    count: (n) => `${many(n, "målepunkt", "målepunkter")} valgt`,
    round: "Lav en rute",
    csv: "Eksportér",
    picked: "Valgte målepunkter",
    change: "Vælg på listen",
    clear: "Vælg ingen",
  },
  columns: {
    label: "Kolonner",
    earlier: "Flyt {{ name }} til venstre",
    later: "Flyt {{ name }} til højre",
    usual: "Så mange, der er plads til",
    postalCode: "Postnummer",
    city: "By",
    unit: "Enhed",
  },
};
