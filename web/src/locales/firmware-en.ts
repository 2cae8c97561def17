import type { FirmwareSource } from "../../../shared/model/firmware.ts";

const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Firmware of meters. */
export const enFirmware = {
  title: "Firmware of the meters",
  open: "Firmware versions",
  intro:
    "The version each meter said last: under the optical head, in a telegram, or on the wire. Rounds changes no firmware; what is due is done with the maker's own tool.",
  loading: "Loading the versions",
  failed: "The versions could not be loaded",
  none: "No meter has a place yet",
  noneHint: "Import points with their meters first.",
  told: (n: number) => `${many(n, "meter has", "meters have")} said a version`,
  due: (n: number) => (n === 0 ? "no update is due" : `${many(n, "update", "updates")} due`),
  byType: "By type and version",
  untold: "not said yet",
  meters: "Meters",
  filter: "Which meters",
  filters: { due: "Due", told: "Known", untold: "Not said", all: "All" },
  column: {
    point: "Metering point",
    address: "Address",
    city: "City",
    serial: "Meter",
    type: "Type",
    version: "Version",
    said: "Said",
    source: "Heard by",
    due: "Due because",
  },
  source: { order: "order", optical: "optical head", radio: "radio", wired: "wire" } satisfies Readonly<
    Record<FirmwareSource, string>
  >,
  noRows: "No meter is among these",
  noRowsHint: "Choose others above, or enter below which versions shall be updated.",
  more: (n: number) => `${many(n, "meter", "meters")} more. The file has all of them.`,
  export: "Export",
  rules: "Which updates are due",
  rulesHint: "An update is due for meters of this type from one version up to another, both included.",
  noRules: "No update is called due yet.",
  rule: {
    name: "Rule {{ n }}",
    type: "Type",
    from: "From version",
    fromHint: "Empty: all older ones too.",
    until: "Up to version",
    reason: "Reason",
    add: "Add a rule",
    remove: "Remove rule {{ n }}",
    save: "Save the rules",
    saved: "Saved.",
    wrong: "Rule {{ n }}: {{ what }}",
  },
  wrong: {
    list: "there are too many rules; 100 are the most.",
    id: "it is there twice.",
    type: "give the type as the list of points names it.",
    from: "give a version such as C1 or 1.4.2, or leave it empty.",
    until: "give a version such as F1 or 1.4.2 that is not older than the first.",
    reason: "give at most 200 signs on one line.",
  },
  refused: "The server does not take these rules. Check types and versions.",
};

export const enFirmwareErrors = {
  "firmware-rules.invalid": enFirmware.refused,
};
