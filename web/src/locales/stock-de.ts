const count = new Intl.NumberFormat("de-DE");
const many = (n: number): string => `${count.format(n)} Zähler`;

/** Meters that hang nowhere. */
export const deStock = {
  title: "Zähler im Lager",
  intro:
    "Zähler, die nirgends hängen: im Lager, abgebaut, verschrottet. Telefon und Schreibtisch bauen ein, was im Lager ist; was hängt, steht in der Liste der Messstellen.",
  loading: "Das Lager wird geholt",
  failed: "Das Lager konnte nicht geholt werden",
  none: "Keine Zähler im Lager",
  noneHint:
    "Zähler werden durch einen Bereich von Seriennummern oder eine eingefügte Liste hinzugefügt. Ein Zähler, der bei einem Wechsel abgebaut wird, kommt von selbst hierher.",
  add: "Zähler hinzufügen",
  all: "Alle",
  search: "Seriennummer, Typ oder Notiz",
  noMatch: "Kein Zähler passt",
  noMatchHint: "Suchen Sie nach weniger, oder sehen Sie alle an.",
  nowhere: "noch nirgends",
  pointGone: "eine Messstelle, die es nicht mehr gibt",
  takeBack: "Zurücknehmen",
  toStock: "Ins Lager",
  scrap: "Verschrotten",
  undo: "Rückgängig",
  known: "Schon bekannt, gelassen wie sie sind: {{ list }}.",
  kind: "Typ",
  kindHint: "Name, Hersteller, Version und Art, wie Telegramme sie nennen.",
  how: "Welche Zähler",
  list: "Eine Liste",
  range: "Ein Bereich",
  first: "Erste Seriennummer",
  last: "Letzte Seriennummer",
  lines: "Seriennummern, eine je Zeile",
  linesHint:
    "Mit einem Schlüssel dahinter, wo es einen gibt: 80000001 000102…0F. Schlüssel werden versiegelt aufbewahrt und nie wieder gezeigt.",
  note: "Notiz",
  did: {
    scrapped: "{{ serial }} ist verschrottet.",
    stocked: "{{ serial }} ist im Lager.",
    takenBack: "{{ serial }} ist zurückgenommen.",
  },
  state: {
    stock: "Im Lager",
    mounted: "Eingebaut",
    removed: "Abgebaut",
    scrapped: "Verschrottet",
  },
  column: {
    serial: "Seriennummer",
    type: "Typ",
    key: "Schlüssel",
    state: "Zustand",
    since: "Seit",
    hung: "Wo er hing",
  },
  fault: {
    serial: "Zeile {{ line }} beginnt mit keiner Seriennummer von vier bis acht Ziffern.",
    key: "Zeile {{ line }}: Ein Schlüssel hat 32 hexadezimale Ziffern.",
    twice: "Zeile {{ line }}: Diese Seriennummer steht weiter oben schon.",
    range:
      "Erste und letzte Seriennummer haben vier bis acht Ziffern, die letzte liegt nicht unter der ersten, und höchstens 1.000 liegen dazwischen.",
  },
  added: (n: number): string => `${many(n)} hinzugefügt.`,
  willAdd: (n: number, keys: number): string =>
    `${many(n)} kommen ins Lager, ${count.format(keys)} mit Schlüssel.`,
  save: (n: number): string => (n === 0 ? "Hinzufügen" : `${many(n)} hinzufügen`),
  more: (n: number): string => `${count.format(n)} weitere zeigen`,
};

/** An exchange said at a desk. */
export const deSwap = {
  open: "Zähler tauschen",
  title: "Zähler tauschen bei {{ name }}",
  old: "Wird abgebaut:",
  when: "Wann",
  whenHint: "Der Augenblick, in dem beide Zähler abgelesen wurden, in der Zeit des Versorgers.",
  badTime: "Wählen Sie einen Tag und eine Uhrzeit, die nicht in der Zukunft liegt.",
  next: "Wird eingebaut, aus dem Lager",
  noStock: "Es ist kein Zähler im Lager.",
  toStock: "Zähler ins Lager aufnehmen",
  noMatch: "Kein Zähler im Lager hat diese Nummer.",
  registers: "Was beide Zähler zeigten",
  registersHint: "Der alte beim Abbau, der neue beim Einbau. Register, die niemand ablas, bleiben leer.",
  end: "Alt, am Ende",
  start: "Neu, am Anfang",
  endOf: "{{ register }} am Ende des alten Zählers",
  startOf: "{{ register }} am Anfang des neuen Zählers",
  told: "Der alte Zähler sagte da {{ value }} {{ unit }}.",
  between: "Ablesungen des alten Zählers davor und danach: {{ low }} bis {{ high }} {{ unit }}.",
  untold: "Um diesen Augenblick wurde nichts abgelesen.",
  note: "Notiz",
  sure: "Ich habe noch einmal nachgesehen: es ist so",
  will: "{{ old }} wird abgebaut, und {{ next }} hängt hier ab {{ time }}. Der Verbrauch geht über beide ohne Sprung weiter; der alte Zähler ist danach unter den abgebauten.",
  send: "Tauschen",
  half: "{{ register }}: Die Register beider Zähler sind Zahlen, oder beide bleiben leer.",
  done: "{{ old }} ist abgebaut, {{ next }} hängt jetzt hier.",
  takeBack: "Tausch zurücknehmen",
  takenBack: "Zurückgenommen: {{ old }} hängt wieder hier.",
  mount: {
    open: "Zähler einbauen",
    title: "Einen Zähler einbauen: {{ name }}",
    said: "Zähler eingebaut",
    whenHint: "Der Moment, in dem er eingebaut wurde, in der Zeit des Versorgers.",
    registers: "Was er zeigte",
    registersHint:
      "Als er eingebaut wurde. Was niemand abgelesen hat, bleibt leer: dann zählt er ab seiner ersten Ablesung.",
    will: "{{ next }} hängt hier ab {{ time }}: was er von da an sagt, gehört zu dieser Messstelle.",
    send: "Einbauen",
    wrong: "{{ register }}: eine Zahl oder nichts.",
    done: "{{ next }} hängt jetzt hier.",
    takeBack: "Zurücknehmen",
    takenBack: "Zurückgenommen: {{ next }} ist wieder im Lager.",
  },
  doubt: {
    "below-last": "Unter dem, was der alte Zähler davor gesagt hatte.",
    "far-above": "Über dem, was der alte Zähler danach sagte oder bis dahin zählen konnte.",
    "start-above-end": "Der neue Zähler beginnt über dem Ende des alten.",
  },
};

/** What the server refuses about them, in words. */
export const deStockErrors = {
  "stock.not-found": "Diesen Zähler gibt es nicht mehr. Laden Sie die Seite neu.",
  "stock.mounted": "Dieser Zähler hängt an einer Messstelle. Tauschen Sie ihn dort zuerst.",
};
