import type { enStorage } from "./storage-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daStorage: typeof enStorage = {
  title: "Plads til telegrammer",
  full: "Telefonens lager er {{ percent }} % fuldt.",
  left: (n: number) =>
    n === 0
      ? "Der er plads til mindre end en times telegrammer."
      : `Der er plads til omkring ${many(n, "times", "timers")} telegrammer.`,
  next: "Send, eller gem telegrammerne i en fil.",
  sent: "Alle telegrammer er sendt og giver selv plads: fjern billeder, videoer eller apps fra telefonen.",
  room: "Fjern dem fra telefonen",
  roomHint:
    "Vis den gemte fil til telefonen: det, der ligger i den, fjernes her, og intet andet. Gem filen og aflever den, hvor der er net; først da er telegrammerne på kontoret.",
  comparing: "Sammenligner …",
  removed: (n: number) =>
    n === 0
      ? "Intet i denne fil ligger på telefonen."
      : `${many(n, "telegram", "telegrammer")} fjernet fra telefonen. Gem filen og aflever den.`,
};
