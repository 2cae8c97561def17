import type { enUpkeep, enUpkeepAudit, enUpkeepErrors } from "./upkeep-en.ts";

/** Gennemgang af aflæsninger, og hvor længe de gemmes. */
export const daUpkeep: typeof enUpkeep = {
  reason: "Begrundelse",
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
    from: "Fra dag",
    dayHint: "UTC, som 2026-11-01. Tom: alt, der er gemt.",
    to: "Til før dag",
    look: "Se, hvad der ville blive læst",
    preview:
      "{{ meters }} målere ville blive læst igen. Aflæsninger ældre end de {{ days }} dage, telegrammer gemmes, indtastede og afregnede værdier samt det, nogen har afgjort, bliver, som de er.",
    previewHeld: "{{ held }} af dem er spærret mod sletning og bliver, som de er.",
    start: "Læs igen",
    stop: "Stop efter denne måler",
    running: "Læser {{ what }} igen",
    done: "{{ what }} blev læst igen: {{ who }}",
    cancelled: "Læsning af {{ what }} blev stoppet; begyndt: {{ who }}",
    failed: "Læsning af {{ what }} brød af; begyndt: {{ who }}",
    sums: "{{ done }} af {{ meters }} målere. Af {{ readings }} aflæsninger fra telegrammer siger {{ changed }} noget andet nu; {{ without }} bliver, fordi deres telegrammer er væk.",
    heldNow: "{{ held }} målere er spærret mod sletning.",
    busyNow: "{{ busy }} målere blev hørt igen og igen imens: læs dem igen senere.",
  },
  removed: {
    title: "Fjernede målepunkter",
    hint: "Hvad deres målere har sagt, vises ingen steder og bliver en tid, så målepunktet kan komme tilbage. Udsletning kan ikke fortrydes.",
    none: "Der gemmes ingen aflæsninger fra fjernede målepunkter.",
    when: "fjernet {{ date }}",
    until: "aflæsninger udslettes efter {{ date }}",
    stays: "aflæsninger bliver: opbevaringsreglen er slået fra",
    isHeld: "aflæsninger bliver: spærret mod sletning",
    more: "{{ shown }} af {{ total }} vises.",
    look: "Udslet nu …",
    lookAll: "Udslet alle {{ count }} nu …",
    preview: "{{ count }} aflæsninger ville blive udslettet og kan ikke hentes tilbage.",
    billed: "{{ count }} bliver, fordi deres periode er afregnet.",
    held: "{{ count }} målepunkter bliver på grund af en spærring mod sletning.",
    erase: "Udslet for altid",
    keep: "Behold",
    done: "{{ count }} aflæsninger blev udslettet.",
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
    yearsHint: "Derimellem gemmes én aflæsning om dagen.",
    days: "Dage, journalen gemmer telegrammer",
    removedDays: "Dage, aflæsninger fra fjernede målepunkter gemmes",
    removedDaysHint: "Så længe kan et fjernet målepunkt komme tilbage med alt, hvad det har sagt.",
    look: "Se, hvad der ville forsvinde",
    preview:
      "{{ deleted }} aflæsninger ville blive slettet, {{ erased }} fra fjernede målepunkter udslettet og omkring {{ thinned }} udtyndet.",
    switchOn: "Slå til med disse tal",
    switchOff: "Slå fra",
    lastRun:
      "Sidst kørt {{ time }}: {{ deleted }} slettet, {{ erased }} fra fjernede målepunkter udslettet, {{ thinned }} udtyndet.",
    photos: "År, fotos af besøg gemmes",
    photosHint:
      "Regnet fra besøget. Det fundne ved døren bliver; fotos af punkter under bevaringspålæg bliver også.",
    look: "Se, hvad der ville forsvinde",
    preview:
      "{{ deleted }} aflæsninger ville blive slettet og omkring {{ thinned }} udtyndet. {{ photos }} fotos af besøg ville blive slettet.",
    switchOn: "Slå til med disse tal",
    switchOff: "Slå fra",
    lastRun:
      "Sidst kørt {{ time }}: {{ deleted }} slettet, {{ thinned }} udtyndet. {{ photos }} fotos af besøg slettet.",
    lastFailed: "Den sidste kørsel, {{ time }}, stoppede: {{ why }}",
    holds: "Spærringer mod sletning",
    holdsHint:
      "Alle aflæsninger fra disse målepunkter bliver, og fotos af deres besøg, uanset tallene ovenfor.",
    noHolds: "Intet målepunkt er spærret.",
    point: "Målepunktets nummer",
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
