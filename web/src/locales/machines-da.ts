/** Machines that bring or ask something by themselves, and their tokens. */
export const daMachines = {
  nav: "Maskiner",
  title: "Maskiner",
  intro:
    "En af jeres maskiner, der selv leverer eller henter noget, viser et token i stedet for en adgangskode. Tokenet vises én gang, når det laves; Rounds gemmer kun dets fingeraftryk. Tilbagekald det, hvis andre kan have set det.",
  loading: "Maskinerne hentes",
  failed: "Maskinerne kunne ikke hentes",
  none: "Ingen maskine har et token endnu.",
  name: "Maskinens navn",
  nameHint: "Navnet står i revisionsloggen ved alt, den leverer.",
  scope: "Den må",
  scopes: {
    weather: "Levere middeltemperaturer ude",
    billing: "Hente forbruget, til afregning",
  },
  make: "Lav et token",
  made: "Tokenet til {{ name }}. Kopiér det nu: det vises ikke igen.",
  copy: "Kopiér",
  copied: "Kopieret",
  how: {
    weather: "Sådan leveres en dags middeltemperatur, i °C:",
    billing: "Sådan hentes forbruget ved alle målesteder i en måned:",
  },
  used: "sidst brugt {{ time }}",
  unused: "aldrig brugt",
  by: "lavet af {{ name }}, {{ time }}",
  revoked: "tilbagekaldt {{ time }}",
  revoke: "Tilbagekald",
  revokeSure: "Tilbagekald nu",
  keep: "Behold",
};

export const daMachineErrors = {
  "machine-token.wrong":
    "Tokenet mangler, er forkert eller er tilbagekaldt. Lav et nyt under Administration, Maskiner.",
  "export.too-many": "To spørgsmål med dette token bliver allerede besvaret. Spørg igen om et øjeblik.",
  "export.busy": "Serveren svarer så mange maskiner, som den kan. Spørg igen om et øjeblik.",
  "machine-token.other-scope": "Dette token må noget andet. Lav et til dette.",
  "machine-token.not-found": "Tokenet er væk eller allerede tilbagekaldt.",
};
