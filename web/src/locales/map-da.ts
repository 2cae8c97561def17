import type { MapCatalogue, MapErrors } from "./map-en.ts";

const count = new Intl.NumberFormat("da-DK");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

export const daMap: MapCatalogue = {
  byKind: "Farv efter målertype",
  byState: "Farv efter tilstand",
  lasso: "Tegn en ring om målepunkter",
  lassoEnd: "Stop tegning",
  lassoHint: "Træk en ring om punkterne. Esc stopper.",
  pickInSight: "Vælg alle synlige målepunkter",
  noneInRing: "Der er intet målepunkt i ringen. Det valgte bliver stående.",
  noneInSight: "Der er intet målepunkt at se. Det valgte bliver stående.",
  streetView: "Gadebillede",
  baseMissing:
    "Baggrundskortet kan ikke hentes: adressen svarer ikke, eller filen er ikke et kort. Punkterne bliver, hvor de er.",
  kind: {
    water: "Kamstrup vand",
    heat: "Kamstrup varme og køling",
    electricity: "Kamstrup el",
    other: "Andre målere",
    unit: "Samleenhed",
  },
  settings: {
    title: "Kort",
    intro:
      "Hvad der ligger under punkterne. Uden baggrundskort tegnes gader ud fra adresser, og det virker helt uden netværk.",
    base: "Baggrundskort",
    bases: {
      sketch: "Tegnede gader",
      xyz: "Kortbilleder (XYZ)",
      pmtiles: "Én kortfil (PMTiles)",
    },
    url: "Adresse",
    xyzHint:
      "Med {z}, {x} og {y}: over HTTPS, eller /maps/{z}/{x}/{y}.png for billeder i forsyningens mappe “maps” på serveren.",
    pmtilesHint:
      "Over HTTPS, eller /maps/town.pmtiles for en fil i forsyningens mappe “maps” på serveren; billeder eller vektorfliser.",
    attribution: "Kildeangivelse",
    attributionHint: "Hvis kort det er, som licensen kræver det.",
    datum: "Kortets koordinater",
    datums: {
      wgs84: "Almindelige (WGS 84)",
      gcj02: "Kinesiske (GCJ-02)",
      bd09: "Baidu (BD-09)",
    },
    streetView: "Link til gadebillede",
    streetViewHint: "Med {lat} og {lon}; åbner uden for Rounds. Tomt giver intet link.",
    units: "Samleenheder",
    unitsHint: "Én pr. linje: navn; breddegrad; længdegrad",
    wrongLine: "Linje {{ line }} af samleenhederne er ikke “navn; breddegrad; længdegrad”.",
    wrong: {
      url: "Adressen er ingen korts: den begynder med https:// eller, for en fil på denne server, med /maps/, og for kortbilleder har den {z}, {x} og {y} i sig.",
      attribution: "Kildeangivelsen er for lang.",
      streetView: "Linket til gadebilleder begynder med https:// og har {lat} og {lon} i sig.",
      units: "En samleenhed har intet navn eller ligger ingen steder på jorden.",
    },
    save: "Gem",
    saved: "Gemt. Siden hentes igen med det nye kort.",
  },
  label: "Kort over målepunkter",
  zoomIn: "Zoom ind",
  zoomOut: "Zoom ud",
  fit: "Vis alle resultater",
  legend: "Signaturforklaring",
  sketch: "Veje skitseret ud fra adresser",
  unplaced: (n) => many(n, "punkt uden position", "punkter uden position"),
  nowhere: "Ingen af disse punkter har en position",
  nowhereHint: "De står i listen. Et punkt vises her, når nogen har sagt, hvor det er.",
  close: "Luk",
  failed: "Kortet kunne ikke indlæses",
};

export const daMapErrors: MapErrors = {
  "history.not-kept":
    "Disse aflæsninger er ikke gemt på denne enhed, og serveren svarer ikke. Opret forbindelse for at se dem.",
  "map.invalid": "Kortet kan ikke tegnes sådan. Kontrollér adressen, kildeangivelsen og samleenhederne.",
};
