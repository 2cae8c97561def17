import type { enToday } from "./today-en.ts";

export const deToday: typeof enToday = {
  title: "Heute",
  needs: "Was auf Sie wartet",
  nothing: "Es wartet nichts auf Sie.",
  rounds: "Laufende Touren",
  noRounds: "Keine Tour läuft.",
  recent: "Zuletzt angesehen",
  noRecent: "Messstellen, die Sie öffnen, stehen hier, damit Sie sie wiederfinden.",
  notReached: "Der Server war nicht erreichbar.",
  explain: "Was gezählt wird: {{ figure }}",
  figures: {
    review: "Ablesungen zu prüfen",
    conflicts: "Konflikte zu klären",
    codes: "Messstellen mit Infocode",
    silent: "Messstellen einen Tag stumm",
    never: "Messstellen nie gehört",
    orders: "Aufträge noch nicht ausgeführt",
  },
  about: {
    review:
      "Ablesungen, die nicht stimmen können oder auffallen, etwa ein rückwärts gelaufenes Register. Sie warten, bis jemand sie annimmt, berichtigt oder weglässt.",
    conflicts:
      "Felder, die zwei Personen gleichzeitig geändert haben. Was gilt, steht neben dem anderen Wert; jemand muss wählen.",
    codes: "Messstellen, deren letzte Ablesung sagt, dass am Zähler oder in der Anlage etwas nicht stimmt.",
    silent: "Messstellen, die schon gehört wurden, deren letzte Ablesung aber älter als 24 Stunden ist.",
    never:
      "Messstellen, von denen noch keine Ablesung kam. Oft fehlt der Schlüssel, oder es fuhr noch keine Tour vorbei.",
    orders: "Einstellungen, die für Zähler bestellt sind und warten, bis ein Ableser sie am Zähler ausführt.",
  },
  find: {
    title: "Alles durchsuchen",
    placeholder: "Seriennummer, Adresse, Kunde oder Nummer",
    hint: "Geben Sie eine Seriennummer, eine Adresse, Name oder Nummer eines Kunden oder den Namen einer Seite ein.",
    loading: "Die Liste der Messstellen wird geholt.",
    failed: "Die Liste der Messstellen konnte nicht geholt werden.",
    none: "Nichts heißt „{{ text }}“",
    noneHint: "Prüfen Sie die Nummer, oder versuchen Sie einen kürzeren Teil davon.",
    points: "Messstellen",
    places: "Seiten",
    all: "Alle {{ count }} in der Liste zeigen",
  },
};
