import type { enInspector } from "./inspector-en.ts";

const count = new Intl.NumberFormat("de-DE");

/** Der Telegramm-Inspektor. */
export const deInspector: typeof enInspector = {
  title: "Telegramm-Inspektor",
  intro:
    "Was jedes Byte eines Telegramms bedeutet. Gelesen wird in diesem Browser: Weder Telegramm noch Schlüssel gehen irgendwohin.",
  open: "Im Inspektor öffnen",
  telegrams: "Telegramme, hexadezimal",
  telegramsHint:
    "Eines je Zeile. Funk-, Kabel- und optische Telegramme werden unterschieden; volle Telegramme lehren, wie die kompakten darunter zu lesen sind.",
  key: "AES-Schlüssel",
  keyHint:
    "32 hexadezimale Ziffern, falls das Telegramm verschlüsselt ist. Er wird beim Verlassen der Seite vergessen.",
  keyWrong:
    "Ein Schlüssel hat 32 hexadezimale Ziffern (bei Diehl auch 16). Dies sind {{ n }} Zeichen, daher wird keiner versucht.",
  showKey: "Schlüssel zeigen",
  hideKey: "Schlüssel verbergen",
  example: "Ein Beispiel zeigen",
  clear: "Leeren",
  list: "Telegramme",
  line: "Zeile {{ n }}",
  left: (n) =>
    n === 1
      ? "Ein weiteres Telegramm bleibt unbeachtet."
      : `${count.format(n)} weitere Telegramme bleiben unbeachtet.`,
  result: "Was das Telegramm sagt",
  empty: "Oben ein Telegramm einfügen oder das Beispiel ansehen.",
  badCharacter: "„{{ character }}“ an Stelle {{ n }} ist keine hexadezimale Ziffer.",
  halfByte: "Die Zahl der Ziffern ist ungerade: Ein halbes Byte fehlt.",
  notDecodedHint: "{{ kind }}: {{ layer }}, ab Byte {{ offset }}.",
  pointHint: "Auf ein Byte zeigen, um zu sehen, was es bedeutet.",
  pointed: "{{ layer }}: {{ field }}",
  more: (n) =>
    n === 1
      ? "Ein weiteres Byte wird nicht gezeigt."
      : `${count.format(n)} weitere Bytes werden nicht gezeigt.`,
  verdictHint: {
    clear: "Der Zähler sendet offen: Jeder in der Nähe kann mitlesen.",
    decrypted: "Der Schlüssel hat es geöffnet, und der Inhalt beweist, dass er stimmt.",
    unproven: "Der Kopf sagt verschlüsselt, der Inhalt ist schon offen: Nichts beweist, wer gesendet hat.",
    "wrong-key":
      "Dieser Schlüssel öffnet das Telegramm nicht: Er gehört zu einem anderen Zähler, oder eine Ziffer ist falsch.",
    "no-key":
      "Das Telegramm ist verschlüsselt. Oben den Schlüssel des Zählers eingeben, um den Inhalt zu lesen.",
    unsupported: "Das Telegramm nutzt ein Sicherheitsverfahren, das noch nicht geöffnet werden kann.",
  },
};
