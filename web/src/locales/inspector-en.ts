const count = new Intl.NumberFormat("en-GB");

/** The telegram inspector. */
export const enInspector = {
  title: "Telegram inspector",
  intro:
    "What every byte of a telegram means. It is read in this browser: neither telegram nor key goes anywhere.",
  open: "Open in inspector",
  telegrams: "Telegrams in hexadecimal",
  telegramsHint:
    "One a line. Radio, wired and optical telegrams are told apart; full telegrams teach how to read the compact ones below them.",
  key: "AES key",
  keyHint: "32 hexadecimal digits, if the telegram is encrypted. It is forgotten when you leave this page.",
  keyWrong:
    "A key is 32 hexadecimal digits (with Diehl also 16). These are {{ n }} characters, so no key is tried.",
  showKey: "Show the key",
  hideKey: "Hide the key",
  example: "Show an example",
  clear: "Clear",
  list: "Telegrams",
  line: "Line {{ n }}",
  left: (n: number) =>
    n === 1 ? "One more telegram is not looked at." : `${count.format(n)} more telegrams are not looked at.`,
  result: "What the telegram says",
  empty: "Paste a telegram above, or look at the example.",
  badCharacter: "“{{ character }}” at character {{ n }} is not a hexadecimal digit.",
  halfByte: "There is an odd number of digits: half a byte is missing.",
  notDecodedHint: "{{ kind }}: {{ layer }}, from byte {{ offset }} on.",
  pointHint: "Point at a byte to see what it means.",
  pointed: "{{ layer }}: {{ field }}",
  more: (n: number) =>
    n === 1 ? "One more byte is not shown." : `${count.format(n)} more bytes are not shown.`,
  verdictHint: {
    clear: "The meter sends in the clear: anybody nearby can read it.",
    decrypted: "The key opened it, and what came out proves the key right.",
    unproven: "The header says encrypted, but the content is already clear: nothing proves who sent it.",
    "wrong-key": "This key does not open the telegram: it is another meter's, or a digit is wrong.",
    "no-key": "The telegram is encrypted. Type the meter's key above to read what is in it.",
    unsupported: "The telegram uses a security mode that cannot be opened yet.",
  },
};
