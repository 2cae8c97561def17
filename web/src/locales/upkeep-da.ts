import type { enUpkeep, enUpkeepAudit } from "./upkeep-en.ts";

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
    accept: "Den er rigtig",
    exclude: "Udelad",
    correct: "Ret",
    reasons: {
      "clock-ahead": "Modtagerens ur går forkert",
      "before-mounting": "Ældre end målerens montering",
      falling: "Tælleren gik tilbage",
      "too-fast": "Mere end måleren kan tælle",
      coefficient: "Energi og temperaturer passer ikke sammen",
      temperatures: "Temperatur uden for området",
      stuck: "Tælleren står stille trods flow",
      spike: "Langt over det sædvanlige",
    },
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
    look: "Se, hvad der ville forsvinde",
    preview: "{{ deleted }} aflæsninger ville blive slettet og omkring {{ thinned }} udtyndet.",
    switchOn: "Slå til med disse tal",
    switchOff: "Slå fra",
    lastRun: "Sidst kørt {{ time }}: {{ deleted }} slettet, {{ thinned }} udtyndet.",
    lastFailed: "Den sidste kørsel, {{ time }}, stoppede: {{ why }}",
    holds: "Spærringer mod sletning",
    holdsHint: "Alle aflæsninger fra disse målepunkter bliver, uanset tallene ovenfor.",
    noHolds: "Intet målepunkt er spærret.",
    point: "Målepunktets nummer",
    hold: "Spær",
    release: "Ophæv",
  },
};

export const daUpkeepAudit: typeof enUpkeepAudit = {
  "retention.changed": "Ændrede opbevaringen",
  "retention.ran": "Opbevaringsreglen kørte",
  "hold.placed": "Satte en spærring mod sletning",
  "hold.released": "Ophævede en spærring mod sletning",
  "value.edited": "Afgjorde en værdi",
  "value.reverted": "Tog en ændring af en værdi tilbage",
  "finding.decided": "Afsluttede et fund",
  "period.locked": "Flyttede afregningsspærringen",
};
