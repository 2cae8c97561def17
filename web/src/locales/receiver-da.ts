import type { enReceiver } from "./receiver-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daReceiver: typeof enReceiver = {
  receiver: {
    findOut: "Find selv ud af det",
    trying: "Spørger, om det er {{ product }}",
    usb: "USB-kabel",
    usbNote:
      "USB-kabel er til telefoner: Android viser ingen serielporte. På en computer bruges serielporten.",
    noDriver:
      "USB-stikket har en chip, som Rounds ikke kender. Brug et med CP210x, FTDI eller CDC eller en Bluetooth-bro.",
    unknown: "Ingen kendt modtager svarede. Vælg den ved navn, eller se efter stik og hastighed.",
    notChosen:
      "Der blev ikke valgt noget. Tryk igen, og vælg modtageren; står den ikke på listen, så sæt den i først.",
    notLoaded:
      "Den del af appen, der åbner modtagere, er ikke på telefonen. Hent siden igen, når der er netværk.",
  },
  heard: {
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
  alarm: {
    switch: "Alarm højt, når intet høres",
    silent: "Der høres intet mere. Se efter modtageren og dens antenne.",
    lost: "Modtageren er væk. Se efter stikket.",
    off: "Modtageren er ikke forbundet. Tryk for at forbinde den.",
  },
  wrong: {
    damaged: "Kun beskadigede telegrammer: drej antennen, eller flyt den væk fra andre radioer.",
    place:
      "Telefonen må ikke sige, hvor den er, så der er intet næste stop og ingen afstande. Tillad placering for siden i browseren; aflæsningen fortsætter.",
    placeLost:
      "Telefonen kan ikke finde ud af, hvor den er. Slå placering til, eller flyt den hen til en rude; aflæsningen fortsætter uden position.",
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
    "no-key": ({ frames }) =>
      `Hørt ${many(frames, "gang", "gange")}, men nøglen er ikke på denne telefon. Send/Modtag; hjælper det ikke, skal kontoret indtaste nøglen. Telegrammerne er gemt og åbnes så.`,
    "wrong-key": ({ frames }) =>
      `Hørt ${many(frames, "gang", "gange")}, og nøglen åbner den ikke. Kontoret skal rette nøglen. Telegrammerne er gemt og åbnes så.`,
    damaged: ({ frames }) =>
      `Hørt ${many(frames, "gang", "gange")} med fejl i luften. Kør tættere på, eller drej antennen.`,
    "compact-only": ({ frames }) =>
      `Hørte ${many(frames, "kort telegram", "korte telegrammer")}, hvis format ikke kendes endnu. Vent på et fuldt: det kommer inden for minutter.`,
    unsupported: ({ frames }) =>
      `Hørt ${many(frames, "gang", "gange")}, og intet her kan læse den. Telegrammerne er gemt; fortæl den, der driver Rounds, fabrikat og type.`,
    asleep: "Den er kun hørt fra {{ from }} til {{ to }}. Kom igen der.",
    "other-meter":
      "Ikke hørt, men {{ meter }} er kraftig netop her og på ingen rute. Se efter, om måleren er skiftet.",
  },
};
