import type { LiveState } from "../live/live-rows.ts";

const count = new Intl.NumberFormat("en-GB");

const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Priority points as they are heard. */
export const enLive = {
  title: "Live",
  loading: "Asking where the priority points stand",
  failed: "The priority points could not be fetched",
  none: "No priority points yet",
  noneHint:
    "A point whose readings are kept every five minutes or more often is one. Set that at the point, under Edit.",
  show: "Which points",
  all: "All",
  look: "Need a look {{ count }}",
  silent: "Silent {{ count }}",
  nothing: "Nothing to show here",
  nothingHint: "All priority points are heard, and all values lie within their limits.",
  find: "Find a point",
  findHint: "Address, number, area",
  waits: "Order waits while you read – sort again",
  waitsHint:
    "Rows stay where they are while you read them. They sort themselves again half a minute after your last move.",
  notFound: "No priority point matches “{{ text }}”",
  notFoundHint: "Look for an address, a number or an area, or show all of them.",
  showAll: "Show all",
  waiting: ({ silent, total }: { readonly silent: number; readonly total: number }) =>
    `${count.format(silent)} of ${many(total, "point", "points")} ${silent === 1 ? "was" : "were"} not heard in the last 20 minutes. Last known values are shown, each with its age; new ones come as soon as a receiver hears them, every five minutes.`,
  state: "State",
  point: "Point",
  apart: "P1 − P2",
  apartHint: "Difference of the two pressures",
  age: "Heard",
  trend: "{{ what }}, last {{ hours }} h",
  line: "Line",
  over: "over",
  big: "Big screen",
  small: "Small screen",
  range: "{{ low }} to {{ high }} {{ unit }}",
  trendFailed: "The lines of the last hours could not be fetched; what arrives from now on is drawn.",
  hours: (n: number): string => `${n} h`,
  count: (n: number): string => `${count.format(n)} ${n === 1 ? "priority point" : "priority points"}`,
  leftOut: (n: number): string =>
    `${count.format(n)} ${n === 1 ? "more priority point is not shown: 500 are followed at once." : "more priority points are not shown: 500 are followed at once."}`,
  mark: { low: "below its limit", high: "above its limit" },
  states: {
    plant: "Alarm of the plant",
    limit: "Outside its limits",
    measurement: "Measuring is disturbed",
    service: "Service is needed",
    silent: "Silent",
    none: "Never heard",
    fine: "All is well",
  } satisfies Readonly<Record<LiveState, string>>,
};

/** What the server refuses about them, in words. */
export const enLiveErrors = {
  path: {
    invalid:
      "This path cannot be saved: it needs a name and two to forty points of yours, each once, with heights in metres.",
    "not-found": "This path is gone. Somebody took it away.",
  },
};

/** How momentary registers of a point are shown. */
export const enChannel = {
  title: "How sensors are shown",
  hint: "A name, scale, offset, unit and limits for a momentary register: shown value = register × scale + offset. What the meter said is never changed.",
  register: "Register",
  add: "Add a channel",
  edit: "Change {{ register }}",
  remove: "Take {{ register }} away",
  save: "Use this",
  unitHint: "Empty: {{ unit }}, as the register",
  example: "{{ raw }} of the register is shown as {{ shown }}.",
  limits: "Limits",
  raw: "The meter says {{ value }} ({{ register }})",
  part: {
    name: "Name",
    unit: "Unit",
    scale: "Scale (×)",
    offset: "Offset (+)",
    low: "Lower limit",
    high: "Upper limit",
  },
  fault: {
    name: "The name is at most 60 characters on one line.",
    unit: "The unit is at most 20 characters on one line.",
    scale: "The scale is a number other than 0.",
    offset: "The offset is a number.",
    low: "The lower limit is a number, or empty.",
    high: "The upper limit is a number above the lower one, or empty.",
  },
};
