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
  why: {
    "never-heard": "Aldrig hørt",
    "not-decoded": "Endnu ikke afkodet",
    "no-key": "Ingen nøgle",
    "wrong-key": "Forkert nøgle",
    damaged: "Beskadiget i luften",
    "compact-only": "Kun kompakte rammer",
    unsupported: "Understøttes ikke",
    asleep: "Sover nu",
    "other-meter": "Skiftet?",
  },
  whatToDo: {
    "never-heard":
      "Kør tættere på, eller vent lidt: de fleste målere sender hvert 16. sekund. Er der stadig stille, så se efter, om den er der.",
    "not-decoded": "Telegrammerne er gemt. Lås nøglerne op, eller hent dem med Send/Modtag, så læses de.",
    "no-key":
      "Hørt {{ frames }} gange, men nøglen er ikke på denne telefon. Send/Modtag; hjælper det ikke, skal kontoret indtaste nøglen. Telegrammerne er gemt og åbnes så.",
    "wrong-key":
      "Hørt {{ frames }} gange, og nøglen åbner den ikke. Kontoret skal rette nøglen. Telegrammerne er gemt og åbnes så.",
    damaged: "Hørt {{ frames }} gange med fejl i luften. Kør tættere på, eller drej antennen.",
    "compact-only":
      "Hørte {{ frames }} korte telegrammer, hvis format ikke kendes endnu. Vent på et fuldt: det kommer inden for minutter.",
    unsupported:
      "Hørt {{ frames }} gange, og intet her kan læse den. Telegrammerne er gemt; fortæl den, der driver Rounds, fabrikat og type.",
    asleep: "Den er kun hørt fra {{ from }} til {{ to }}. Kom igen der.",
    "other-meter":
      "Ikke hørt, men {{ meter }} er kraftig netop her og på ingen rute. Se efter, om måleren er skiftet.",
  },
  heard: {
    title: "Alt hørt",
    meters: (n: number) => many(n, "måler", "målere"),
    times: (n: number) => many(n, "gang", "gange"),
    whose: "Hvis",
    all: "Alle",
    own: "Denne rute",
    foreign: "Fremmede",
    order: "Rækkefølge",
    byLast: "Sidst hørt",
    byLoudest: "Kraftigst",
    byCount: "Oftest",
    search: "Fabrikat eller nummer",
    none: "Intet hørt endnu",
    noneHint: "Forbind en modtager på en rute. Alt, den hører, står her, hvem der end ejer det.",
    ownMark: "vores",
    "encryption-clear": "ikke krypteret",
    "encryption-ell": "krypteret (ELL)",
    "encryption-mode-5": "krypteret (mode 5)",
    "encryption-mode-7": "krypteret (mode 7)",
    "encryption-mode-10": "krypteret (mode 10)",
    "encryption-manufacturer": "fabrikantens egen kryptering",
    "encryption-": "ukendt",
  },
  trouble: {
    storage: "Telefonens lager kan ikke åbnes",
    elsewhere: "Rounds er åben i en anden fane",
    elsewhereHint:
      "Kun én fane hører og gemmer telegrammer. Den fortsætter; overtag her, hvis du vil læse i denne.",
    takeOver: "Læs i denne fane",
    clockBehind:
      "Telefonens ur er {{ how }} bagud. Stil det; telegrammer gemmes og sendes med den rigtige tid.",
    clockAhead:
      "Telefonens ur er {{ how }} foran. Stil det; telegrammer gemmes og sendes med den rigtige tid.",
    hours: (n: number) => many(n, "time", "timer"),
    days: (n: number) => many(n, "dag", "dage"),
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
    much: "Telefonens lager er {{ percent }} % fuldt. Send/Modtag, eller gem telegrammerne i en fil på startsiden.",
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
