import type { FirmwareRule, WireFirmware } from "../../../shared/model/firmware.ts";
import { type Answer, call } from "./call.ts";

export const fetchFirmware = (): Answer<WireFirmware> => call("GET", "/api/v1/firmware");
export const saveFirmwareRules = (rules: readonly FirmwareRule[]): Answer<WireFirmware> =>
  call("PUT", "/api/v1/firmware-rules", { body: { rules } });
