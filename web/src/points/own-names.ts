import type { CustomField } from "../../../shared/model/custom-field.ts";

/** The utility's own fields as a list shows them. */
export interface OwnNames {
  /** Empty until they are here with their words. */
  list(): readonly CustomField[];
  find(field: string): CustomField | undefined;
  /** With its unit; a field that is gone, or not here yet, has its id. */
  nameOf(field: string): string;
  /** What somebody reads where a point says this. */
  say(field: string, text: string): string;
}
