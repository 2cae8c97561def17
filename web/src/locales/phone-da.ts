import type { enPhone, enPhoneErrors } from "./phone-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

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
  heard: {
    title: "Alt hørt",
  },
  trouble: {
    storage: "Telefonens lager kan ikke åbnes",
    elsewhere: "Rounds er åben i en anden fane",
    elsewhereHint:
      "Kun én fane hører og gemmer telegrammer. Den fortsætter; overtag her, hvis du vil læse i denne.",
    takeOver: "Læs i denne fane",
    signIn: "Du er logget ud. Det hørte er gemt her: log ind på startsiden, og tryk så på Send/Modtag.",
  },
  file: {
    title: "Telegrammer på denne telefon",
    kept: (n: number) => many(n, "telegram gemt", "telegrammer gemt"),
    save: "Gem i en fil",
    take: "Aflever en fil",
    saved:
      "Filen er gemt. Aflever den fra en hvilken som helst browser med net: her, under samme overskrift.",
    sent: (n: number) => many(n, "telegram afleveret", "telegrammer afleveret"),
  },
};

export const daPhoneErrors: typeof enPhoneErrors = {
  "phone.wrong-passkey":
    "Den skærmlås åbner ikke disse nøgler. Tilknyt telefonen igen; telegrammerne er gemt.",
  "passkey.dismissed":
    "Telefonen bekræftede ikke, at det var dig. Prøv igen, eller tilknyt igen med en adgangssætning.",
  "passkey.unfit": "Denne telefons skærmlås kan ikke beskytte nøgler. Brug en adgangssætning.",
  "call.newer-server":
    "Serveren er nyere end denne app. Det hørte er gemt her: indlæs den nye version, og tryk så på Send/Modtag.",
  "desk.elsewhere": "En anden fane har modtageren. Overtag dér eller her, og prøv igen.",
  "journal-file.unreadable":
    "Det er ikke en fil med telegrammer fra Rounds. Vælg en, der er gemt på en telefons startside.",
};
