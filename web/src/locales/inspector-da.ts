import type { enInspector } from "./inspector-en.ts";

const count = new Intl.NumberFormat("da-DK");

/** Telegraminspektøren. */
export const daInspector: typeof enInspector = {
  title: "Telegraminspektør",
  intro:
    "Hvad hver byte i et telegram betyder. Det læses i denne browser: hverken telegram eller nøgle sendes nogen steder hen.",
  open: "Åbn i inspektøren",
  telegrams: "Telegrammer, hexadecimalt",
  telegramsHint:
    "Ét pr. linje. Radio-, kabel- og optiske telegrammer kendes fra hinanden; fulde telegrammer lærer, hvordan de kompakte under dem læses.",
  key: "AES-nøgle",
  keyHint: "32 hexadecimale cifre, hvis telegrammet er krypteret. Den glemmes, når du forlader siden.",
  keyWrong:
    "En nøgle er 32 hexadecimale cifre (hos Diehl også 16). Dette er {{ n }} tegn, så ingen nøgle prøves.",
  showKey: "Vis nøglen",
  hideKey: "Skjul nøglen",
  example: "Vis et eksempel",
  clear: "Ryd",
  list: "Telegrammer",
  line: "Linje {{ n }}",
  left: (n) =>
    n === 1 ? "Ét telegram mere ses der ikke på." : `${count.format(n)} telegrammer mere ses der ikke på.`,
  result: "Hvad telegrammet siger",
  empty: "Indsæt et telegram ovenfor, eller se på eksemplet.",
  badCharacter: "“{{ character }}” ved tegn {{ n }} er ikke et hexadecimalt ciffer.",
  halfByte: "Der er et ulige antal cifre: en halv byte mangler.",
  notDecodedHint: "{{ kind }}: {{ layer }}, fra byte {{ offset }}.",
  pointHint: "Peg på en byte for at se, hvad den betyder.",
  pointed: "{{ layer }}: {{ field }}",
  more: (n) => (n === 1 ? "Én byte mere vises ikke." : `${count.format(n)} bytes mere vises ikke.`),
  verdictHint: {
    clear: "Måleren sender åbent: alle i nærheden kan læse med.",
    decrypted: "Nøglen åbnede det, og indholdet beviser, at nøglen er rigtig.",
    unproven: "Hovedet siger krypteret, men indholdet er allerede åbent: intet beviser, hvem der sendte det.",
    "wrong-key":
      "Denne nøgle åbner ikke telegrammet: den hører til en anden måler, eller et ciffer er forkert.",
    "no-key": "Telegrammet er krypteret. Skriv målerens nøgle ovenfor for at læse indholdet.",
    unsupported: "Telegrammet bruger en sikkerhedsmetode, som endnu ikke kan åbnes.",
  },
};
