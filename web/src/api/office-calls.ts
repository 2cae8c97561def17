import type {
  WireCustomerReport,
  WireMailSettings,
  WireSavedReport,
} from "../../../shared/model/wire-reports.ts";
import { type Answer, call } from "./call.ts";

/** Which days, in which language. */
export interface CustomerWish {
  readonly from: string;
  readonly to: string;
  readonly language: string;
}

const pointPath = (id: string): string => `/api/v1/points/${encodeURIComponent(id)}`;

export const makeCustomerReport = (pointId: string, wish: CustomerWish): Answer<WireCustomerReport> =>
  call("POST", `${pointPath(pointId)}/customer-report`, { body: wish });
export const mailCustomerReport = (
  pointId: string,
  wish: CustomerWish & { readonly address: string },
): Answer<unknown> => call("POST", `${pointPath(pointId)}/customer-mail`, { body: wish });

export const fetchMailSettings = (): Answer<{ readonly settings: WireMailSettings | null }> =>
  call("GET", "/api/v1/mail-settings");
export const saveMailSettings = (
  settings: Omit<WireMailSettings, "hasPassword"> & { readonly password?: string | null },
): Answer<unknown> => call("PUT", "/api/v1/mail-settings", { body: settings });
export const sendTestMail = (to: string): Answer<unknown> =>
  call("POST", "/api/v1/mail-settings/test", { body: { to } });

export const fetchSavedReports = (): Answer<{ readonly saved: readonly WireSavedReport[] }> =>
  call("GET", "/api/v1/saved-reports");
export const saveReport = (saved: WireSavedReport): Answer<unknown> =>
  call("PUT", `/api/v1/saved-reports/${encodeURIComponent(saved.id)}`, { body: saved });
export const removeSavedReport = (id: string): Answer<unknown> =>
  call("DELETE", `/api/v1/saved-reports/${encodeURIComponent(id)}`);
