import type { enField, enFieldErrors } from "./field-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daField: typeof enField = {
  nav: { read: "Læs målere", rounds: "Ruter" },
  update: {
    ready: "En ny version er klar. Den indlæses, når du siger til.",
    apply: "Indlæs den",
    later: "Senere",
  },
  sync: {
    synced: "Alt er sendt",
    waiting: ({ frames, reads }) =>
      `${many(frames, "telegram", "telegrammer")} og ${many(reads, "aflæsning", "aflæsninger")} venter på at blive sendt`,
    sending: "Sender og modtager",
    offline: "Offline siden {{ time }}",
    offlineWaiting: ({ time, frames, reads }) =>
      `Offline siden ${time}: ${many(frames, "telegram", "telegrammer")} og ${many(reads, "aflæsning", "aflæsninger")} venter`,
    refused: "Serveren afviste det sendte",
    drafts: (n) =>
      many(
        n,
        "indtastning blev ikke taget imod: se i ruten under Aflæst",
        "indtastninger blev ikke taget imod: se i ruten under Aflæst",
      ),
    run: "Send/Modtag",
    summary: "Seneste fulde udveksling {{ time }}",
    sent: "Sendt",
    received: "Modtaget",
    telegrams: (n: number) => many(n, "telegram", "telegrammer"),
    reads: (n: number) => many(n, "aflæsning", "aflæsninger"),
    rounds: (n: number) => many(n, "rute", "ruter"),
    keys: (n: number) => many(n, "målernøgle", "målernøgler"),
  },
  start: {
    opening: "Åbner det, telefonen har gemt",
    title: "Læs målere",
    none: "Ingen rute på denne telefon",
    noneHint: "Tryk på Send/Modtag for at hente de ruter, der er dine eller alles. Kontoret laver dem.",
    remaining: (n: number) => many(n, "sted tilbage", "steder tilbage"),
    done: "Alle er læst",
    fetched: "Hentet {{ time }}",
    ready: "Inden du kører",
    offlineReady: "Starter uden net",
    offlineNotReady: "Endnu ikke gemt til offline: lad siden stå åben et øjeblik med net",
    storageKept: "Browseren beholder det gemte",
    storageMayGo: "Browseren kan slette det gemte, når pladsen er knap: installer appen",
    keysReady: ({ keys, time }) => `Nøgler til ${many(keys, "måler", "målere")}, gyldige til ${time}`,
    tested: "Modtager afprøvet {{ time }}",
    notTested: "Modtageren er ikke testet endnu: et halvt minuts lytning viser, hvad den hører",
    keep: "Behold nu",
    battery: "Batteri {{ percent }} %",
    abilities: "Hvad denne browser kan",
    serialYes: "Modtagere på USB eller Bluetooth-serielport",
    serialNo: "Ingen serielporte i denne browser: Chrome og Edge har dem",
    bluetoothYes: "Modtagere bag en Bluetooth-bro",
    bluetoothResumeNo: "Efter genindlæsning skal en Bluetooth-bro have et tryk for at forbinde igen",
    bluetoothNo: "Ingen Bluetooth i denne browser: Chrome på Android har det",
    insecure: "Modtagere kræver HTTPS: spørg den, der driver serveren",
    training: "Øvelse og prøvekørsel",
    wakeLockNo: "Denne browser kan ikke holde skærmen tændt: indstil telefonen til det",
  },
  phone: {
    name: "Telefonens navn",
    defaultName: "Telefon",
    passphrase: "Adgangssætning, mindst 8 tegn",
    pair: "Tilknyt telefonen",
    working: "Et øjeblik",
    unlock: "Lås op",
    lock: "Lås",
    revoked: "Telefonen er spærret, og dens nøgler er væk. Det, den hørte, kan stadig sendes.",
    noKeys: "Ingen nøgler endnu: tryk på Send/Modtag med net.",
  },
  read: {
    left: (n: number) => many(n, "sted tilbage", "steder tilbage"),
    leftShort: "tilbage",
    of: (read: number, total: number) => `${count.format(read)} af ${count.format(total)} læst`,
    back: "Alle ruter",
    connect: "Forbind modtageren",
    product: "Modtager",
    serial: "USB eller seriel",
    bluetooth: "Bluetooth",
    notConnected: "Ikke forbundet",
    connecting: "Forbinder",
    lostLink: "Modtageren er væk, prøver igen",
    lostTap: "Modtageren er væk: tryk for at forbinde",
    hearing: "Hører",
    silent: "Intet hørt",
    noFrameYet: "Forbundet, intet hørt endnu",
    continue: "Fortsæt",
    map: "Kort",
  },
};

export const daFieldErrors: typeof enFieldErrors = {
  "round.not-found": "Der er ingen rute med dette id.",
  "phone.not-found": "Serveren kender ikke denne telefon. Tilknyt den igen.",
  "phone.revoked": "Telefonen er spærret. Dens nøgler er væk; det, den hørte, kan stadig sendes.",
  "phone.bad-key": "Telefonens nøgle blev ikke godtaget. Tilknyt telefonen igen.",
  "phone.short-passphrase": "Adgangssætningen er for kort. Tag mindst 8 tegn.",
  "phone.wrong-passphrase": "Det er ikke adgangssætningen.",
  "storage.full":
    "Telefonen har ikke plads til ruter og nøgler. Det hørte er sendt: skaf plads på telefonen, og Send/Modtag igen.",
  "app.part-away":
    "En del af appen kunne ikke hentes: der er en nyere, eller intet net. Intet er tabt: indlæs siden igen med net.",
  "storage.failed": "Browserens lager kan ikke bruges. Genindlæs siden; gemte telegrammer er i sikkerhed.",
};
