const count = new Intl.NumberFormat("en-GB");
const many = (n: number, one: string, more: string): string => `${count.format(n)} ${n === 1 ? one : more}`;

/** Sentences about the weather the utility measures heat by. */
export const enWeather = {
  title: "Weather",
  intro:
    "Mean outdoor temperatures by day. With them the heat of two winters, or of two houses in two years, can be compared by degree day.",
  import: "Import a file",
  hint: "A day and its mean in °C a line, parted by semicolon, tab or comma, such as 2026-11-29;4.3. Weather services offer such files. Days that are in it take the place of those that were known.",
  loading: "The weather is being fetched",
  failed: "The weather could not be fetched",
  none: "No weather yet",
  noneHint: "Import a file below: degree days can be reckoned for the days that are in it.",
  span: ({ days, from, to }: { readonly days: number; readonly from: string; readonly to: string }) =>
    `${many(days, "day", "days")}, from ${from} to ${to}`,
  missing: (n: number) => many(n, "day in between is missing", "days in between are missing"),
  wrongLine:
    "Line {{ line }} is no day with a temperature. Nothing was imported: mend the line and choose the file again.",
  taken: (n: number) => many(n, "day was imported.", "days were imported."),
};
