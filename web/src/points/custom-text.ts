import type { CustomField } from "../../../shared/model/custom-field.ts";

interface Saying {
  yesNo(isYes: boolean): string;
  decimal(value: string): string;
  day(iso: string): string;
}

/**
 * A value of the utility's own field as a person reads it. What does not fit the field (it was of another
 * kind before) is shown as it is.
 */
export function customText(field: CustomField, value: string | undefined, say: Saying): string {
  if (value === undefined || value === "") return "";
  if (field.kind === "yes-no" && (value === "yes" || value === "no")) return say.yesNo(value === "yes");
  if (field.kind === "number" && /^-?\d+(\.\d+)?$/.test(value))
    return [say.decimal(value), field.unit].filter(Boolean).join(" ");
  return field.kind === "date" && /^\d{4}-\d\d-\d\d$/.test(value) ? say.day(value) : value;
}
