import type { enDrive, enDriveErrors } from "./drive-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daDrive: typeof enDrive = {
  handover: {
    title: "Mød en anden bil",
    hint: "Uden net: begge telefoner har samme rute. Den ene viser, den anden læser; derefter omvendt.",
    show: "Vis",
    scan: "Læs",
    code: "Kode {{ n }} af {{ total }}",
    camera: "Det, kameraet ser",
    looking: "Hold den anden telefons kode foran kameraet",
    seen: "{{ have }} af {{ total }} dele set",
    added: (n) => `Modtaget: ${many(n, "målepunkt mere er", "målepunkter mere er")} aflæst`,
    save: "Gem som fil",
    open: "Åbn en fil",
  },
  pack: {
    fetch: "Hent",
    again: "Hent igen",
    cancel: "Stop",
    label: "Kort over området",
    none: "Kortet tegnes efter adresser: det kræver intet net",
    forbidden: "Kortets ejer tillader ikke, at det gemmes: uden net tegnes gaderne efter adresser",
    whole: "Kort over området gemt, fra {{ date }} ({{ mb }} MB)",
    missing: "Kort over området: {{ missing }} af {{ total }} dele er ikke på telefonen",
    fetching: "Henter kortet: {{ done }} af {{ total }}, {{ mb }} MB",
    missingHere: "Intet kort her uden net: gaderne tegnes efter adresser",
    stopped: {
      forbidden: "Kortets server afviste. Bed kontoret om et kort, der må gemmes.",
      unreachable:
        "Kortets server svarede ikke eller lader ikke sider hente fra den. Det hentede er gemt: hent igen for resten.",
      full: "Ikke mere plads til et kort: det hørte kommer først. Det, der er plads til, er gemt.",
    },
  },
  read: {
    hold: "Pause",
    list: "Liste",
    view: "Visning",
    summary: "Opsummering",
    close: "Luk",
    listLabel: "Steder, der mangler at blive læst",
    whole: "Hele ruten",
    noSignal: "intet signal endnu",
    signal: "Signal {{ rssi }} dBm",
    perMinute: (n: number) => many(n, "telegram i minuttet", "telegrammer i minuttet"),
    junk: "Der kommer bytes, men ingen telegrammer: tryk Hold, og vælg modtageren ved navn.",
    notFound: "Ruten er ikke på denne telefon",
    notFoundHint: "Den kan være lukket eller en andens nu. Send/Modtag viser, hvad der er dit.",
    failed: "Modtageren kunne ikke åbnes. Tag den ud, sæt den i, og prøv igen.",
    taken: "En anden side har modtageren. Luk den dér.",
    noService: "Denne Bluetooth-enhed er ikke en kendt bro.",
    full: (n) => `Lageret er fuldt: ${many(n, "telegram", "telegrammer")} er kun i hukommelsen. Send nu.`,
    lost: (n) => many(n, "telegram fandt ikke plads og er tabt.", "telegrammer fandt ikke plads og er tabt."),
    waitsAgain: "Venter på det næste telegram",
    heardMeters: "Hørte målere",
    foreign: "ikke på denne rute",
    noKey: "uden nøgle her",
    telegrams: "Gemte telegrammer",
    damaged: "Beskadigede",
    gaps: "Tider, hvor intet kunne høres",
    noGaps: "Ingen",
    gapRestarted: "appen blev genstartet",
    gapSuspended: "telefonen sov",
    "gapClock-or-sleep": "telefonen sov, eller dens ur blev stillet frem",
    gapClock: "uret blev stillet frem, intet gik tabt",
    "gapStorage-full": "lageret var fuldt",
    allRead: "Alle steder er læst",
    allReadHint: "Send/Modtag giver det videre til kontoret.",
  },
  clock: {
    over: "Nøglerne er udløbet. Send/Modtag henter nye; telegrammer gemmes så længe.",
    hours: (n: number) => many(n, "time", "timer"),
    days: (n: number) => many(n, "dag", "dage"),
    behind:
      "Telefonens ur er {{ how }} bagud. Stil det efter Send/Modtag: det, der er hørt før, sendes med den rigtige tid.",
    ahead:
      "Telefonens ur er {{ how }} foran. Stil det efter Send/Modtag: det, der er hørt før, sendes med den rigtige tid.",
    ended:
      "Telefonens ur viser {{ now }}, og dens nøgler udløb {{ until }}. Telegrammer gemmes og læses senere; alt andet virker. Er det den rigtige tid, henter Send/Modtag nye nøgler. Ellers stil uret: så åbner nøglerne igen, også uden net.",
    early:
      "Telefonens ur viser {{ now }}, længe før dens nøgler blev lavet. Telegrammer gemmes og læses som altid. Tryk på Send/Modtag, så snart der er net, og stil så uret: de sendes med den rigtige tid.",
  },
  find: {
    label: "Find adresse, serienummer eller kunde",
    clear: "Ryd det, der søges efter",
    stuck: "Kun dem, hvor noget er i vejen",
    none: "Intet målepunkt på ruten passer.",
  },
  guide: {
    metres: "{{ metres }} m",
    expected: (n) => `omkring ${many(n, "måler", "målere")}`,
    speed: "op til {{ speed }} km/t",
    wait: "Vent her et øjeblik",
    spoken: ({ address, metres, meters }) =>
      `Næste: ${address}, ${count.format(metres)} meter, omkring ${many(meters, "måler", "målere")}`,
    none: "Der er næppe mere at høre fra bilen, eller din position kendes ikke.",
    ride: "Kør med",
    endRide: "Afslut turen",
  },
};

export const daDriveErrors: typeof enDriveErrors = {
  "handover.foreign":
    "Det er ikke skrevet af Rounds. Lad den anden telefon vise sin kode eller gemme sin fil igen.",
  "handover.damaged": "Det er beskadiget. Læs det igen, eller lad den anden telefon gemme filen igen.",
  "handover.other-utility": "Det er en anden forsynings. Kun telefoner fra samme forsyning kan udveksle.",
  "handover.other-round": "Det er en anden rute. Åbn den samme rute på begge telefoner.",
  "handover.other-points":
    "De to telefoner har forskellige udgaver af ruten. Send/Modtag på begge, og mød så hinanden igen.",
  "handover.newer": "Den anden telefons app er nyere. Hent først den nye version her.",
  "handover.no-code": "Der er ingen kode på billedet. Tag det igen, lige på og tæt.",
  "camera.none": "Denne enhed har intet kamera, browseren kan bruge. Udveksl en fil i stedet.",
  "camera.denied": "Browseren må ikke bruge kameraet. Tillad det i adresselinjen, eller udveksl en fil.",
  "camera.insecure": "Kameraet kræver HTTPS. Udveksl en fil i stedet.",
};
