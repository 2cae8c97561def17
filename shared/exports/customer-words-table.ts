/** What is written in reports for customers, in the languages customers are written to. */
export const CUSTOMER_LANGUAGES = ["en", "da", "de"] as const;
export type CustomerLanguage = (typeof CUSTOMER_LANGUAGES)[number];

export interface CustomerWords {
  readonly tag: string;
  readonly decimalSign: "." | ",";
  readonly title: string;
  readonly customer: string;
  readonly address: string;
  readonly meter: string;
  readonly interval: string;
  readonly issued: string;
  readonly total: string;
  readonly from: string;
  readonly value: string;
  readonly quality: string;
  readonly measured: string;
  readonly estimated: string;
  /** Behind "estimated". */
  readonly between: string;
  readonly edited: string;
  readonly running: string;
  /** Of a bar that is over: nothing was read at its end. */
  readonly silent: string;
  /** Of a total, with the time of the last reading. */
  readonly silentSince: string;
  readonly missing: string;
  /** Readings are kept and cannot be read, as the office's reports call it. */
  readonly damaged: string;
  readonly damagedWhy: string;
  /** Of a total: some of its time has no reading. */
  readonly partial: string;
  readonly energy: string;
  readonly cooling: string;
  readonly volume: string;
  readonly electricity: string;
  readonly other: string;
  readonly explanation: readonly string[];
  readonly checking: string;
  readonly genuine: string;
  readonly tampered: string;
  readonly unable: string;
  readonly noScript: string;
  readonly key: string;
  readonly subject: string;
  readonly letter: string;
  readonly page: string;
}

export const CUSTOMER_WORDS: Readonly<Record<CustomerLanguage, CustomerWords>> = {
  en: {
    tag: "en-GB",
    decimalSign: ".",
    title: "Your consumption",
    customer: "Customer",
    address: "Address",
    meter: "Meter",
    interval: "Interval",
    issued: "Issued",
    total: "Total",
    from: "From",
    value: "Consumption",
    quality: "Quality",
    measured: "measured",
    estimated: "estimated",
    between: "between {{ low }} and {{ high }}",
    edited: "corrected",
    running: "so far",
    silent: "no reading at its end",
    silentSince: "no reading since {{ time }}",
    missing: "no reading",
    damaged: "damaged",
    damagedWhy:
      "Damaged: readings of this time are damaged at the utility and are being sought in its backups. Until then the amount is estimated from the readings around, or missing.",
    partial: "part of the time",
    energy: "Heat",
    cooling: "Cooling",
    volume: "Water",
    electricity: "Electricity",
    other: "Consumption",
    explanation: [
      "Each bar is what your meter counted in that time: the register at its end minus the register at its beginning.",
      "A hatched bar is estimated: a reading was missing at its beginning or end, and the register was taken to rise evenly between the readings before and after. What one such bar has too much, the one beside it has too little: nothing is counted twice. Where a customer moved in or out between two readings, what was reckoned for that day stays an estimate.",
      "Where there is no bar, there was no reading to count from. The total is the exact sum of the bars.",
    ],
    checking: "Checking the signature …",
    genuine: "Genuine: this page is as {{ utility }} issued it.",
    tampered: "Changed: this page is not as it was issued. Do not trust what it says.",
    unable: "This browser cannot check the signature. Open the page in a newer one.",
    noScript:
      "This page checks itself before it shows anything. Allow scripts for it, or open it in another browser.",
    key: "Key",
    subject: "Your consumption at {{ address }}",
    letter:
      "Hello {{ name }},\n\nattached is your consumption at {{ address }}, {{ interval }}: as a PDF to print, and as a page that checks its own signature when you open it.\n\nKind regards\n{{ utility }}\n",
    page: "Page {{ page }} of {{ pages }}",
  },
  da: {
    tag: "da-DK",
    decimalSign: ",",
    title: "Dit forbrug",
    customer: "Kunde",
    address: "Adresse",
    meter: "Måler",
    interval: "Interval",
    issued: "Udstedt",
    total: "I alt",
    from: "Fra",
    value: "Forbrug",
    quality: "Kvalitet",
    measured: "målt",
    estimated: "skønnet",
    between: "mellem {{ low }} og {{ high }}",
    edited: "rettet",
    running: "indtil nu",
    silent: "ingen aflæsning ved slutningen",
    silentSince: "ingen aflæsning siden {{ time }}",
    missing: "ingen aflæsning",
    damaged: "beskadiget",
    damagedWhy:
      "Beskadiget: aflæsninger fra denne tid er beskadiget hos forsyningen og søges i dens sikkerhedskopier. Indtil da er mængden skønnet ud fra aflæsningerne omkring, eller den mangler.",
    partial: "en del af tiden",
    energy: "Varme",
    cooling: "Køling",
    volume: "Vand",
    electricity: "El",
    other: "Forbrug",
    explanation: [
      "Hver søjle er det som din måler talte i den tid: registret ved slutningen minus registret ved begyndelsen.",
      "En skraveret søjle er skønnet: der manglede en aflæsning ved begyndelsen eller slutningen, og registret er antaget at stige jævnt mellem aflæsningerne før og efter. Det som én sådan søjle har for meget, har den ved siden af for lidt: intet tælles to gange. Hvor en kunde flyttede ind eller ud mellem to aflæsninger, forbliver det der blev beregnet for den dag, et skøn.",
      "Hvor der ingen søjle er, var der ingen aflæsning at tælle fra. Totalen er den nøjagtige sum af søjlerne.",
    ],
    checking: "Kontrollerer underskriften …",
    genuine: "Ægte: siden er som {{ utility }} udstedte den.",
    tampered: "Ændret: siden er ikke som den blev udstedt. Stol ikke på det den siger.",
    unable: "Denne browser kan ikke kontrollere underskriften. Åbn siden i en nyere.",
    noScript:
      "Siden kontrollerer sig selv før den viser noget. Tillad scripts for den, eller åbn den i en anden browser.",
    key: "Nøgle",
    subject: "Dit forbrug på {{ address }}",
    letter:
      "Hej {{ name }}\n\nvedhæftet er dit forbrug på {{ address }}, {{ interval }}: som PDF til at printe, og som en side der kontrollerer sin egen underskrift når du åbner den.\n\nVenlig hilsen\n{{ utility }}\n",
    page: "Side {{ page }} af {{ pages }}",
  },
  de: {
    tag: "de-DE",
    decimalSign: ",",
    title: "Ihr Verbrauch",
    customer: "Kunde",
    address: "Adresse",
    meter: "Zähler",
    interval: "Zeitraum",
    issued: "Ausgestellt",
    total: "Summe",
    from: "Ab",
    value: "Verbrauch",
    quality: "Güte",
    measured: "gemessen",
    estimated: "geschätzt",
    between: "zwischen {{ low }} und {{ high }}",
    edited: "berichtigt",
    running: "bis jetzt",
    silent: "keine Ablesung am Ende",
    silentSince: "keine Ablesung seit {{ time }}",
    missing: "keine Ablesung",
    damaged: "beschädigt",
    damagedWhy:
      "Beschädigt: Ablesungen dieser Zeit sind beim Versorger beschädigt und werden in dessen Sicherungen gesucht. Bis dahin ist die Menge aus den Ablesungen davor und danach geschätzt, oder sie fehlt.",
    partial: "Teil der Zeit",
    energy: "Wärme",
    cooling: "Kälte",
    volume: "Wasser",
    electricity: "Strom",
    other: "Verbrauch",
    explanation: [
      "Jeder Balken ist, was Ihr Zähler in dieser Zeit gezählt hat: der Zählerstand am Ende minus der Zählerstand am Anfang.",
      "Ein schraffierter Balken ist geschätzt: am Anfang oder Ende fehlte eine Ablesung, und der Zählerstand wurde als gleichmäßig steigend zwischen den Ablesungen davor und danach angenommen. Was ein solcher Balken zu viel hat, hat der daneben zu wenig: Nichts wird doppelt gezählt. Wo ein Kunde zwischen zwei Ablesungen ein- oder auszog, bleibt eine Schätzung, was für diesen Tag errechnet wurde.",
      "Wo kein Balken steht, gab es keine Ablesung, von der gezählt werden konnte. Die Summe ist die genaue Summe der Balken.",
    ],
    checking: "Die Unterschrift wird geprüft …",
    genuine: "Echt: diese Seite ist so, wie {{ utility }} sie ausgestellt hat.",
    tampered: "Verändert: diese Seite ist nicht so, wie sie ausgestellt wurde. Trauen Sie ihr nicht.",
    unable: "Dieser Browser kann die Unterschrift nicht prüfen. Öffnen Sie die Seite in einem neueren.",
    noScript:
      "Diese Seite prüft sich selbst, bevor sie etwas zeigt. Erlauben Sie ihr Skripte, oder öffnen Sie sie in einem anderen Browser.",
    key: "Schlüssel",
    subject: "Ihr Verbrauch, {{ address }}",
    letter:
      "Guten Tag {{ name }},\n\nanbei Ihr Verbrauch, {{ address }}, {{ interval }}: als PDF zum Drucken und als Seite, die beim Öffnen ihre eigene Unterschrift prüft.\n\nMit freundlichen Grüßen\n{{ utility }}\n",
    page: "Seite {{ page }} von {{ pages }}",
  },
};

/** Puts values into the places of a sentence. */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{\{ (\w+) \}\}/g, (_, name: string) => values[name] ?? "");
