import type { enOwn } from "./own-fields-en.ts";

const count = new Intl.NumberFormat("de-DE");

export const deOwn: typeof enOwn = {
  section: "Eigene Felder",
  yes: "Ja",
  no: "Nein",
  none: "–",
  dateHint: "Tag, Monat und Jahr, zum Beispiel 29.11.2026",
  title: "Eigene Felder",
  intro:
    "Felder, die Ihr Versorger seinen Messstellen neben denen gibt, die alle haben: das Material des Rohrs, die beheizte Fläche, der Tag eines Besuchs. Sie werden an einer Messstelle wie alle anderen bearbeitet.",
  loading: "Die Felder werden geholt",
  failed: "Die Felder konnten nicht geholt werden",
  noneYet: "Noch keine eigenen Felder",
  noneHint: "Fügen Sie das erste hinzu: Sein Name steht an jeder Messstelle neben dem Wert.",
  add: "Feld hinzufügen",
  name: "Name",
  kind: "Was es enthält",
  kinds: {
    text: "Text",
    number: "Zahl",
    date: "Tag",
    "yes-no": "Ja oder nein",
    choice: "Eines von mehreren",
  },
  unit: "Einheit",
  choices: "Auswahl, eine je Zeile",
  up: "{{ name }} nach oben",
  remove: "{{ name }} entfernen",
  unnamed: "das neue Feld",
  uses: (n: number): string =>
    `${count.format(n)} ${n === 1 ? "Messstelle sagt" : "Messstellen sagen"} darin etwas`,
  goneHint: "Was Messstellen darin sagen, bleibt bei ihnen, ungesehen.",
  undo: "Rückgängig",
  save: "Speichern",
  saved: "Gespeichert. Alle haben die Felder ab jetzt.",
  wrong:
    "{{ name }}: Das passt nicht. Jedes Feld braucht einen eigenen Namen, und eines von mehreren braucht seine Auswahl, jede einmal.",
  filter: {
    nothing: "Sagt nichts",
    part: "Enthält",
    from: "Von",
    to: "Bis",
    number: "Eine Zahl, etwa 145,5",
    missing:
      "{{ names }}: ohne den Server nicht da. Punkte lassen sich danach erst unterscheiden, wenn er antwortet.",
  },
};
