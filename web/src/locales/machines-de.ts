/** Machines that bring or ask something by themselves, and their tokens. */
export const deMachines = {
  nav: "Maschinen",
  title: "Maschinen",
  intro:
    "Eine Ihrer Maschinen, die selbst etwas liefert oder abfragt, zeigt ein Token statt eines Passworts. Es wird einmal gezeigt, wenn es entsteht; Rounds bewahrt nur seinen Fingerabdruck. Widerrufen Sie es, wenn andere es gesehen haben können.",
  loading: "Die Maschinen werden geladen",
  failed: "Die Maschinen konnten nicht geladen werden",
  none: "Noch hat keine Maschine ein Token.",
  name: "Name der Maschine",
  nameHint: "Er steht im Protokoll bei allem, was sie liefert.",
  scope: "Sie darf",
  scopes: {
    weather: "Mittlere Außentemperaturen liefern",
    billing: "Den Verbrauch abfragen, zum Abrechnen",
  },
  make: "Token anlegen",
  made: "Das Token von {{ name }}. Kopieren Sie es jetzt: Es wird nicht wieder gezeigt.",
  copy: "Kopieren",
  copied: "Kopiert",
  how: {
    weather: "So kommt die mittlere Temperatur eines Tages, in °C:",
    billing: "So wird abgefragt, was an allen Messstellen in einem Monat verbraucht wurde:",
  },
  used: "zuletzt benutzt {{ time }}",
  unused: "nie benutzt",
  by: "angelegt von {{ name }}, {{ time }}",
  revoked: "widerrufen {{ time }}",
  revoke: "Widerrufen",
  revokeSure: "Jetzt widerrufen",
  keep: "Behalten",
};

export const deMachineErrors = {
  "machine-token.wrong":
    "Das Token fehlt, ist falsch oder widerrufen. Ein neues gibt es unter Verwaltung, Maschinen.",
  "export.too-many":
    "Zwei Fragen mit diesem Token werden schon beantwortet. Bitte gleich noch einmal fragen.",
  "export.busy": "Der Server antwortet so vielen Maschinen, wie er kann. Bitte gleich noch einmal fragen.",
  "machine-token.other-scope": "Dieses Token ist für etwas anderes. Legen Sie eines hierfür an.",
  "machine-token.not-found": "Dieses Token gibt es nicht mehr, oder es ist schon widerrufen.",
};
