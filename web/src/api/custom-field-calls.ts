import type { CustomField, WireCustomFields } from "../../../shared/model/custom-field.ts";
import { type Answer, call } from "./call.ts";

export const fetchCustomFields = (): Answer<WireCustomFields> => call("GET", "/api/v1/custom-fields");
export const saveCustomFields = (fields: readonly CustomField[]): Answer<WireCustomFields> =>
  call("PUT", "/api/v1/custom-fields", { body: { fields } });
