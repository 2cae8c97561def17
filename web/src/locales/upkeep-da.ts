import type { enUpkeep, enUpkeepAudit, enUpkeepErrors } from "./upkeep-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Gennemgang af aflæsninger, og hvor længe de gemmes. */
export const daUpkeep: typeof enUpkeep = {
  reason: "Begrundelse",
  notNumber: "“{{ text }}” er ikke et tal. Skriv det med cifre, for eksempel 1234,5.",
  twofold: "“{{ text }}” kan læses på to måder. Skriv {{ whole }} eller {{ part }}.",
  review: {
    nav: "Gennemgang",
    title: "Gennemgang",
    intro:
      "Aflæsninger, der ikke kan være rigtige og ikke tæller, og påfaldende, der tæller. Afgør med en begrundelse.",
    which: "Hvilke fund",
    open: "Åbne",
    decided: "Afgjorte",
    noneDecided: "Intet er afgjort endnu",
    decision: { accepted: "Den er rigtig", excluded: "Udeladt", corrected: "Rettet" },
    decidedBy: "{{ decision }}, af {{ name }} {{ time }}",
    none: "Intet at gennemgå",
    more: "{{ shown }} af {{ total }} vises, de nyeste først. De øvrige følger, når disse er afgjort.",
    noneHint: "Aflæsninger kontrolleres, når de kommer. Det påfaldende vil stå her.",
    found: "Fundet {{ found }}; højst {{ limit }} var ventet.",
    thisOne: "denne aflæsning",
    value: "I stedet {{ register }}, i {{ unit }}",
    seen: "Set",
    accept: "Den er rigtig",
    exclude: "Udelad",
    correct: "Ret",
    reasons: {
      "clock-ahead": "Modtagerens ur går forkert",
      "before-mounting": "Ældre end målerens montering",
      "period-locked": "Kom for en afregnet periode",
      falling: "Tælleren gik tilbage",
      "too-fast": "Mere end måleren kan tælle",
      coefficient: "Energi og temperaturer passer ikke sammen",
      temperatures: "Temperatur uden for området",
      stuck: "Tælleren står stille trods flow",
      spike: "Langt over det sædvanlige",
      "above-limit": "Over sin grænse siden",
      "below-limit": "Under sin grænse siden",
    },
  },
  reading: {
    title: "Aflæsning {{ time }}",
    intro:
      "Det sagte bliver stående, som det blev sagt. En rettelse står ved siden af med dit navn og hvorfor og kan tages tilbage under Ændringer.",
    register: "Register",
    value: "Rigtig værdi, i {{ unit }}",
    decide: "Afgør aflæsningen {{ time }}",
    tip: "Ret den, eller udeluk den",
  },
  edits: {
    tab: "Ændringer",
    loading: "Henter det afgjorte",
    failed: "Det afgjorte kunne ikke hentes",
    none: "Ingen har afgjort noget om en værdi her.",
    kind: { accept: "Erklæret rigtig", exclude: "Udeladt", correct: "Rettet", estimate: "Skønnet" },
    of: "aflæsning {{ time }}",
    by: "{{ name }}, {{ time }}",
    takenBack: "Taget tilbage af {{ name }}, {{ time }}",
    takeBack: "Tag tilbage",
    keep: "Behold",
    done: "Taget tilbage: aflæsningen {{ time }} er, hvad den var før.",
    after: {
      accept:
        "Aflæsningen tæller eller tæller ikke, som før denne afgørelse. Begge dele bliver stående i loggen.",
      exclude:
        "Aflæsningen tæller eller tæller ikke, som før denne afgørelse. Begge dele bliver stående i loggen.",
      correct:
        "Den rettede værdi tæller ikke længere; det målte er, som det var før. Begge dele bliver stående i loggen.",
      estimate: "Skønnet tæller ikke længere. Det bliver stående i loggen.",
    },
  },
  anew: {
    nav: "Læs igen",
    title: "Læs telegrammer igen",
    intro:
      "Når en driver eller nøgle var forkert: de gemte telegrammer læses med dagens, i stedet for det, der blev læst af dem før.",
    what: "Målertype eller en målers nøgle",
    whatHint: "Som på et målepunkts side, for eksempel MULTICAL 403 eller KAM-12345678-34-04.",
    from: "Fra",
    dayHint: "En dag i forsyningens tid. Tom: fra det første telegram der er gemt.",
    to: "Til og med",
    lastHint: "Tom: til det sidste telegram.",
    look: "Se, hvad der ville blive læst",
    preview: ({ meters, days }) =>
      `${many(meters, "måler", "målere")} ville blive læst igen. Aflæsninger ældre end ${days === 1 ? "den ene dag" : `de ${count.format(days)} dage`}, telegrammer gemmes, indtastede og afregnede værdier samt det, nogen har afgjort, bliver, som de er.`,
    previewHeld: (n) =>
      many(
        n,
        "af dem er spærret mod sletning og bliver, som den er.",
        "af dem er spærret mod sletning og bliver, som de er.",
      ),
    start: "Læs igen",
    stop: "Stop efter denne måler",
    wrong: "Skriv én målertype eller én målers nøgle, og en første dag der ikke er efter den sidste.",
    back: "Gamle telegrammer gennemgås",
    backHint: ({ looked, of }: { readonly looked: number; readonly of: number }) =>
      `${count.format(looked)} af ${many(of, "telegram", "telegrammer")} er gennemgået. Det, der blev hørt fra en måler, før nogen sagde, hvor den hænger, bliver til aflæsninger, når alle er gennemgået. Gennemgangen bruger det, der er tilovers ved siden af dagens telegrammer, og fortsætter her efter en genstart.`,
    running: "Læser {{ what }} igen",
    done: "{{ what }} blev læst igen: {{ who }}",
    cancelled: "Læsning af {{ what }} blev stoppet; begyndt: {{ who }}",
    failed: "Læsning af {{ what }} brød af; begyndt: {{ who }}",
    sums: ({ done, meters, readings, changed, without }) =>
      `${count.format(done)} af ${many(meters, "måler", "målere")}. Af ${many(readings, "aflæsning", "aflæsninger")} fra telegrammer siger ${count.format(changed)} noget andet nu; ${many(without, "bliver, fordi dens telegram er væk.", "bliver, fordi deres telegrammer er væk.")}`,
    heldNow: (n) => many(n, "måler er spærret mod sletning.", "målere er spærret mod sletning."),
    busyNow: (n) =>
      many(
        n,
        "måler blev hørt igen og igen imens: læs den igen senere.",
        "målere blev hørt igen og igen imens: læs dem igen senere.",
      ),
  },
  removed: {
    title: "Fjernede målepunkter",
    hint: "Hvad deres målere har sagt, vises ingen steder og bliver en tid, så målepunktet kan komme tilbage. Udsletning kan ikke fortrydes.",
    none: "Der gemmes ingen aflæsninger fra fjernede målepunkter.",
    when: "fjernet {{ date }}",
    found: "måler fra et målepunkt, der blev fjernet tidligere; fundet {{ date }}",
    until: "aflæsninger udslettes efter {{ date }}",
    stays: "aflæsninger bliver: opbevaringsreglen er slået fra",
    isHeld: "aflæsninger bliver: spærret mod sletning",
    more: "{{ shown }} af {{ total }} vises.",
    look: "Udslet nu …",
    lookAll: (n) => (n === 1 ? "Udslet denne nu …" : `Udslet alle ${count.format(n)} nu …`),
    preview: (n) =>
      many(
        n,
        "aflæsning ville blive udslettet og kan ikke hentes tilbage.",
        "aflæsninger ville blive udslettet og kan ikke hentes tilbage.",
      ),
    billed: (n) =>
      many(n, "bliver, fordi dens periode er afregnet.", "bliver, fordi deres periode er afregnet."),
    held: (n) =>
      many(
        n,
        "målepunkt bliver på grund af en spærring mod sletning.",
        "målepunkter bliver på grund af en spærring mod sletning.",
      ),
    erase: "Udslet for altid",
    keep: "Behold",
    done: (n) => many(n, "aflæsning blev udslettet.", "aflæsninger blev udslettet."),
  },
  retention: {
    nav: "Opbevaring",
    title: "Opbevaring",
    intro:
      "Hvor længe aflæsninger gemmes. Intet slettes, før en administrator har set, hvad der ville forsvinde, og slået til.",
    isOn: "Opbevaringsreglen er slået til. Den kører en gang om dagen; det slettede kommer ikke igen.",
    isOff: "Opbevaringsreglen er slået fra. Alt gemmes.",
    months: "Måneder med hver aflæsning",
    years: "År, til aflæsninger slettes",
    yearsHint: "Derimellem gemmes aflæsningerne ved hver dags begyndelse.",
    days: "Dage, journalen gemmer telegrammer",
    removedDays: "Dage, aflæsninger fra fjernede målepunkter gemmes",
    removedDaysHint: "Så længe kan et fjernet målepunkt komme tilbage med alt, hvad det har sagt.",
    look: "Se, hvad der ville forsvinde",
    preview: ({ deleted, erased, thinned, photos }) =>
      `${many(deleted, "aflæsning", "aflæsninger")} ville blive slettet, ${count.format(erased)} fra fjernede målepunkter udslettet og omkring ${count.format(thinned)} udtyndet. ${many(photos, "foto", "fotos")} af besøg ville blive slettet.`,
    switchOn: "Slå til med disse tal",
    switchOff: "Slå fra",
    lastRun: ({ time, deleted, erased, thinned, photos }) =>
      `Sidst kørt ${time}: ${count.format(deleted)} slettet, ${count.format(erased)} fra fjernede målepunkter udslettet, ${count.format(thinned)} udtyndet. ${many(photos, "foto", "fotos")} af besøg slettet.`,
    photos: "År, fotos af besøg gemmes",
    photosHint:
      "Regnet fra besøget. Det fundne ved døren bliver; fotos af punkter under bevaringspålæg bliver også.",
    lastFailed: "Den sidste kørsel, {{ time }}, stoppede: {{ why }}",
    clockAhead:
      "serverens ur er mere end et år foran den sidste aflæsning og den sidste kørsel. Intet blev slettet eller udtyndet: stil uret. Går det rigtigt, fordi serveren stod stille så længe, fortsætter det af sig selv efter 30 dage.",
    holds: "Spærringer mod sletning",
    holdsHint:
      "Alle aflæsninger fra disse målepunkter bliver, og fotos af deres besøg, uanset tallene ovenfor.",
    noHolds: "Intet målepunkt er spærret.",
    point: "Målepunktets nummer",
    wrong:
      "Måneder er hele tal op til 240, år op til 100 og ikke kortere end månederne, dage for telegrammer fra 7 og for fjernede målepunkter fra 1 til 3.650.",
    holdWrong: "Skriv målepunktets nummer, og hvorfor det spærres.",
    holdUnknown: "Der er intet målepunkt med dette nummer, hverken her eller blandt de fjernede.",
    hold: "Spær",
    release: "Ophæv",
  },
};

export const daUpkeepAudit: typeof enUpkeepAudit = {
  "retention.changed": "Ændrede opbevaringen",
  "retention.ran": "Opbevaringsreglen kørte",
  "removed-points.erased": "Udslettede aflæsninger fra fjernede målepunkter",
  "readings.redecoded": "Lod telegrammer læse igen",
  "hold.placed": "Satte en spærring mod sletning",
  "hold.released": "Ophævede en spærring mod sletning",
  "value.edited": "Afgjorde en værdi",
  "value.reverted": "Tog en ændring af en værdi tilbage",
  "finding.decided": "Afsluttede et fund",
  "period.locked": "Flyttede afregningsspærringen",
};

export const daUpkeepErrors: typeof enUpkeepErrors = {
  "erasure.preview-needed": "Se først, hvad der ville blive udslettet, og udslet derefter inden for en time.",
  "redecoding.running": "Telegrammer læses allerede igen. Vent, til det er færdigt, eller stop det.",
  "redecoding.no-meter":
    "Ingen sådan måler hænger eller har hængt ved dine målepunkter. Nøgle og type står på målepunktets side.",
};
