/** Machines that bring something by themselves, and their tokens. */
export const daMachines = {
  nav: "Maskiner",
  title: "Maskiner",
  intro:
    "En af jeres maskiner, der selv leverer noget, viser en nøgle i stedet for en adgangskode. Nøglen vises én gang, når den laves; Rounds gemmer kun dens fingeraftryk. Tilbagekald den, hvis andre kan have set den.",
  loading: "Maskinerne hentes",
  failed: "Maskinerne kunne ikke hentes",
  none: "Ingen maskine har en nøgle endnu.",
  name: "Maskinens navn",
  nameHint: "Navnet står i revisionsloggen ved alt, den leverer.",
  scope: "Den må levere",
  scopes: {
    weather: "Middeltemperaturer ude",
  },
  make: "Lav en nøgle",
  made: "Nøglen til {{ name }}. Kopiér den nu: den vises ikke igen.",
  copy: "Kopiér",
  copied: "Kopieret",
  how: "Sådan leveres en dags middeltemperatur, i °C:",
  used: "sidst brugt {{ time }}",
  unused: "aldrig brugt",
  by: "lavet af {{ name }}, {{ time }}",
  revoked: "tilbagekaldt {{ time }}",
  revoke: "Tilbagekald",
  revokeSure: "Tilbagekald nu",
  keep: "Behold",
};

export const daMachineErrors = { "machine-token.not-found": "Nøglen er væk eller allerede tilbagekaldt." };
