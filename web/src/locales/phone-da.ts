import type { enPhone, enPhoneErrors } from "./phone-en.ts";

export const daPhone: typeof enPhone = {
  key: {
    pairTitle: "Beskyt nøglerne på denne telefon",
    unlockTitle: "Låst",
    changeTitle: "Skift det, der beskytter nøglerne",
    pairPassphraseHint:
      "Nøglerne til dine ruter kan kun åbnes på denne telefon og med denne adgangssætning. Den gemmes ingen steder: glemmer du den, så tilknyt telefonen igen.",
    pairPasskeyHint:
      "Nøglerne til dine ruter kan kun åbnes på denne telefon med dens skærmlås: finger, ansigt eller pinkode. Telefonen har hemmeligheden i sin egen boks; Rounds gemmer den aldrig. Det virker uden net.",
    unlockPassphraseHint: "Telegrammer gemmes, mens den er låst. De læses, når du låser op.",
    unlockPasskeyHint:
      "Telegrammer gemmes, mens den er låst. De læses, når du låser op med finger, ansigt eller pinkode.",
    changePassphraseHint: "Fra nu af åbner denne adgangssætning nøglerne. Den gemmes ingen steder.",
    changePasskeyHint: "Fra nu af åbner skærmlåsen nøglerne: finger, ansigt eller pinkode, også uden net.",
    pairPasskey: "Tilknyt med skærmlåsen",
    unlockPasskey: "Lås op med skærmlåsen",
    changePasskey: "Brug skærmlåsen",
    takePassphrase: "Brug en adgangssætning i stedet",
    takePasskey: "Brug skærmlåsen i stedet",
    changePassphrase: "Brug denne adgangssætning",
    newPassphrase: "Ny adgangssætning, mindst 8 tegn",
    knownPassphrase: "Nuværende adgangssætning",
    lostPasskey: "Skærmlåsen åbner ikke: tilknyt igen",
    lostPassphrase: "Glemt adgangssætning: tilknyt igen",
    byPasskey: "Skærmlåsen beskytter nøglerne",
    byPassphrase: "En adgangssætning beskytter nøglerne",
    change: "Skift",
    keep: "Lad det være",
  },
  receiver: {
    findOut: "Find selv ud af det",
    trying: "Spørger, om det er {{ product }}",
    usb: "USB-kabel",
    usbNote:
      "USB-kabel er til telefoner: Android viser ingen serielporte. På en computer bruges serielporten.",
    noDriver:
      "USB-stikket har en chip, som Rounds ikke kender. Brug et med CP210x, FTDI eller CDC eller en Bluetooth-bro.",
    unknown: "Ingen kendt modtager svarede. Vælg den ved navn, eller se efter stik og hastighed.",
  },
  alarm: {
    switch: "Alarm højt, når intet høres",
    silent: "Der høres intet mere. Se efter modtageren og dens antenne.",
    lost: "Modtageren er væk. Se efter stikket.",
    off: "Modtageren er ikke forbundet. Tryk for at forbinde den.",
  },
  test: {
    start: "Test 30 s",
    title: "Test af modtageren",
    left: "Lytter, {{ seconds }} s tilbage",
    good: "Modtageren hører.",
    nothing: "Intet hørt i et halvt minut. Se efter antennen, eller test, hvor der er målere i nærheden.",
    close: "Luk testen",
    "mode-c1": "Mode C",
    "mode-t1": "Mode T",
    "mode-c-t": "C og T samtidig",
    toldC: "heraf mode C",
    toldT: "heraf mode T",
    strongest: "Kraftigste",
  },
};

export const daPhoneErrors: typeof enPhoneErrors = {
  "phone.wrong-passkey":
    "Den skærmlås åbner ikke disse nøgler. Tilknyt telefonen igen; telegrammerne er gemt.",
  "passkey.dismissed":
    "Telefonen bekræftede ikke, at det var dig. Prøv igen, eller tilknyt igen med en adgangssætning.",
  "passkey.unfit": "Denne telefons skærmlås kan ikke beskytte nøgler. Brug en adgangssætning.",
};
