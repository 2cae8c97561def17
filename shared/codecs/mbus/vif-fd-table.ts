/**
 * Second extension table: the code byte after VIF FD (EN 13757-3:2018, 6.4.4, table 12), and its
 * own second level after FD FD (table 13).
 *
 * Codes that hold a date by the length of their value: 30, 65, 70. Types K (72) and L (73) and the
 * data containers (3B, 76) are kept as bytes.
 */
import { durationRows, longDurationRows, unfoldVifRows, type VifRow } from "./vif-fact.ts";

const ROWS: readonly VifRow[] = [
  [0x00, 0x03, "credit", "dimensionless", "", -3],
  [0x04, 0x07, "debit", "dimensionless", "", -3],
  [0x08, 0x08, "access-number", "count", "", 0, "unsigned"],
  [0x09, 0x09, "device-type", "count", "", 0, "unsigned"],
  [0x0a, 0x0a, "manufacturer", "identification", "", 0, "digits"],
  [0x0b, 0x0b, "parameter-set", "identification", "", 0, "digits"],
  [0x0c, 0x0c, "model-version", "identification", "", 0, "digits"],
  [0x0d, 0x0d, "hardware-version", "identification", "", 0, "digits"],
  [0x0e, 0x0e, "firmware-version", "identification", "", 0, "digits"],
  [0x0f, 0x0f, "software-version", "identification", "", 0, "digits"],
  [0x10, 0x10, "customer-location", "identification", "", 0, "digits"],
  [0x11, 0x11, "customer", "identification", "", 0, "digits"],
  [0x12, 0x12, "access-code-user", "identification", "", 0, "digits"],
  [0x13, 0x13, "access-code-operator", "identification", "", 0, "digits"],
  [0x14, 0x14, "access-code-system-operator", "identification", "", 0, "digits"],
  [0x15, 0x15, "access-code-developer", "identification", "", 0, "digits"],
  [0x16, 0x16, "password", "identification", "", 0, "digits"],
  [0x17, 0x17, "error-flags", "flags", "", 0, "unsigned"],
  [0x18, 0x18, "error-mask", "flags", "", 0, "unsigned"],
  [0x19, 0x19, "security-key", "bytes", "", 0, "bytes"],
  [0x1a, 0x1a, "digital-output", "flags", "", 0, "unsigned"],
  [0x1b, 0x1b, "digital-input", "flags", "", 0, "unsigned"],
  [0x1c, 0x1c, "baud-rate", "count", "", 0, "unsigned"],
  [0x1d, 0x1d, "response-delay", "count", "", 0, "unsigned"],
  [0x1e, 0x1e, "retry", "count", "", 0, "unsigned"],
  [0x1f, 0x1f, "remote-control", "flags", "", 0, "unsigned"],
  [0x20, 0x20, "first-storage-number", "count", "", 0, "unsigned"],
  [0x21, 0x21, "last-storage-number", "count", "", 0, "unsigned"],
  [0x22, 0x22, "storage-block-size", "count", "", 0, "unsigned"],
  [0x23, 0x23, "tariff-subunit-descriptor", "flags", "", 0, "unsigned"],
  ...durationRows(0x24, "storage-interval"),
  [0x28, 0x28, "storage-interval", "duration", "month", 0],
  [0x29, 0x29, "storage-interval", "duration", "year", 0],
  [0x2a, 0x2a, "operator-data", "identification", "", 0, "digits"],
  [0x2b, 0x2b, "time-point-second", "count", "", 0, "unsigned"],
  ...durationRows(0x2c, "duration-since-readout"),
  [0x30, 0x30, "tariff-start", "dateTime", "", 0, "date"],
  [0x31, 0x31, "tariff-duration", "duration", "min", 0],
  [0x32, 0x32, "tariff-duration", "duration", "h", 0],
  [0x33, 0x33, "tariff-duration", "duration", "d", 0],
  ...durationRows(0x34, "tariff-period"),
  [0x38, 0x38, "tariff-period", "duration", "month", 0],
  [0x39, 0x39, "tariff-period", "duration", "year", 0],
  [0x3a, 0x3a, "dimensionless", "dimensionless", "", 0],
  [0x3b, 0x3b, "wireless-container", "bytes", "", 0, "bytes"],
  ...durationRows(0x3c, "transmission-period"),
  [0x40, 0x4f, "voltage", "voltage", "V", -9],
  [0x50, 0x5f, "electric-current", "electricCurrent", "A", -12],
  [0x60, 0x60, "reset-counter", "count", "", 0],
  [0x61, 0x61, "cumulation-counter", "count", "", 0],
  [0x62, 0x62, "control-signal", "flags", "", 0, "unsigned"],
  [0x63, 0x63, "day-of-week", "count", "", 0, "unsigned"],
  [0x64, 0x64, "week-number", "count", "", 0, "unsigned"],
  [0x65, 0x65, "day-change", "dateTime", "", 0, "date"],
  [0x66, 0x66, "parameter-activation", "flags", "", 0, "unsigned"],
  [0x67, 0x67, "supplier-information", "identification", "", 0, "digits"],
  ...longDurationRows(0x68, "duration-since-cumulation"),
  ...longDurationRows(0x6c, "battery-operating-time"),
  [0x70, 0x70, "battery-change", "dateTime", "", 0, "date"],
  [0x71, 0x71, "received-level", "signalLevel", "dBm", 0],
  [0x72, 0x72, "daylight-saving", "bytes", "", 0, "bytes"],
  [0x73, 0x73, "listening-window", "bytes", "", 0, "bytes"],
  [0x74, 0x74, "remaining-battery", "duration", "d", 0],
  [0x75, 0x75, "stop-counter", "count", "", 0],
  [0x76, 0x76, "manufacturer-container", "bytes", "", 0, "bytes"],
];

/** Facts by code & 0x7F; 7D leads into the second level. */
export const SECOND_EXTENSION_VIFS = unfoldVifRows(ROWS);

/** Code after FD FD. */
export const SECOND_LEVEL_VIFS = unfoldVifRows([
  [0x00, 0x00, "selected-application", "count", "", 0, "unsigned"],
  [0x02, 0x02, "remaining-battery", "duration", "month", 0],
  [0x03, 0x03, "remaining-battery", "duration", "year", 0],
]);

export const FD_SECOND_LEVEL = 0x7d;
