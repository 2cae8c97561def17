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
  span: "{{ days }} days, from {{ from }} to {{ to }}",
  missing: "{{ days }} days in between are missing",
  wrongLine:
    "Line {{ line }} is no day with a temperature. Nothing was imported: mend the line and choose the file again.",
  taken: "{{ days }} days were imported.",
};
