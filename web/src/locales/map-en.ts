const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Sentences of the map and of its settings. */
export const enMap = {
  byKind: "Colour by kind of meter",
  byState: "Colour by state",
  lasso: "Draw a ring round points",
  lassoEnd: "Stop drawing",
  lassoHint: "Drag a ring round the points. Esc stops.",
  pickInSight: "Pick all points in sight",
  noneInRing: "There is no point inside the ring. What was picked stays.",
  noneInSight: "There is no point in sight. What was picked stays.",
  streetView: "Street view",
  baseMissing:
    "The base map cannot be loaded: the address does not answer, or its file is none. Points stay where they are.",
  kind: {
    water: "Kamstrup water",
    heat: "Kamstrup heat and cooling",
    electricity: "Kamstrup electricity",
    other: "Other meters",
    unit: "Collection unit",
  },
  settings: {
    title: "Map",
    intro:
      "What lies under the points. Without a base map, streets are sketched from addresses, which works without any network.",
    base: "Base map",
    bases: {
      sketch: "Sketched streets",
      xyz: "Map pictures (XYZ)",
      pmtiles: "One map file (PMTiles)",
    },
    url: "Address",
    xyzHint:
      "With {z}, {x} and {y}: over HTTPS, or /maps/{z}/{x}/{y}.png for pictures in the folder “maps” of this utility on the server.",
    pmtilesHint:
      "Over HTTPS, or /maps/town.pmtiles for a file in the folder “maps” of this utility on the server; pictures or vector tiles.",
    attribution: "Attribution",
    attributionHint: "Whose map it is, as its licence wants it said.",
    datum: "Coordinates of the map",
    datums: {
      wgs84: "Ordinary (WGS 84)",
      gcj02: "Chinese (GCJ-02)",
      bd09: "Baidu (BD-09)",
    },
    streetView: "Street view link",
    streetViewHint: "With {lat} and {lon}; opens outside Rounds. Empty for no link.",
    units: "Collection units",
    unitsHint: "One a line: name; latitude; longitude",
    wrongLine: "Line {{ line }} of the collection units is not “name; latitude; longitude”.",
    wrong: {
      url: "The address is none of a map: it begins with https:// or, for a file of this server, with /maps/, and for map pictures it has {z}, {x} and {y} in it.",
      attribution: "The attribution is too long.",
      streetView: "The street view link begins with https:// and has {lat} and {lon} in it.",
      units: "A collection unit has no name, or lies nowhere on earth.",
    },
    save: "Save",
    saved: "Saved. The page is loaded again with the new map.",
  },
  label: "Map of metering points",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Show all results",
  legend: "Legend",
  sketch: "Streets sketched from addresses",
  unplaced: (n: number) => many(n, "point has no position", "points have no position"),
  nowhere: "None of these points has a position",
  nowhereHint: "They are in the list. A point appears here once somebody says where it is.",
  close: "Close",
  failed: "The map could not be loaded",
};

/** What goes wrong with the map, and with the readings a browser keeps. */
export const enMapErrors = {
  "history.not-kept":
    "These readings are not kept on this device, and the server does not answer. Connect to see them.",
  "map.invalid":
    "The map cannot be drawn like this. Check the address, the attribution and the collection units.",
};

export type MapCatalogue = typeof enMap;
export type MapErrors = typeof enMapErrors;
