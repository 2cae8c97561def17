/**
 * Header lists of compact frames that are known without having heard a full frame: DIF, DIFE, VIF and VIFE
 * bytes of all records in order. The signature a telegram carries is the CRC of EN 13757-4 over exactly
 * these bytes, so a wrong row can never be taken: it would have another signature.
 * Seen in public telegrams of the meters named.
 */
export const COMPACT_FORMATS: readonly { readonly meter: string; readonly headers: string }[] = [
  { meter: "MULTICAL 302, kWh", headers: "0306 4306 0314 426C 022D 01FF21" },
  { meter: "MULTICAL 302, MJ", headers: "030E 430E 0313 426C 022D 01FF21" },
  { meter: "MULTICAL 302, 10 MJ", headers: "030F 430F 0314 426C 022D 01FF21" },
  { meter: "MULTICAL 303", headers: "0406 0414 04FF07 04FF08 0259 025D 023B 02FF22 026C 4406 4414 426C" },
  {
    meter: "MULTICAL 303, heat and cooling",
    headers: "0406 04863C 0414 04FF07 04FF08 0259 025D 023B 02FF22 026C 4406 44863C 4414 426C",
  },
  { meter: "MULTICAL 403", headers: "0406 04FF07 04FF08 0414 043B 0259 025D 04FF22 026C 4406 4414 426C" },
  {
    meter: "MULTICAL 403, cooling, MJ",
    headers:
      "040E 04FF07 04FF08 0413 844014 84804014 043B 0259 025D 142D 84100E 84200E 04FF22 026C 440E 4413 C44014 C4804014 426C",
  },
  { meter: "MULTICAL 603", headers: "0406 04FF07 04FF08 0414 043B 042D 0259 025D 04FF22 0422 143B 142D" },
  {
    meter: "MULTICAL 602",
    headers:
      "02F9FF15 0406 04EEFF07 04EEFF08 0414 844014 84804014 02FD17 026C 426C 4406 4414 C44014 C4804014 043B 0259 025D",
  },
  {
    meter: "MULTICAL 803, 10 MJ",
    headers:
      "040F 04FF07 04FF08 0414 844014 84804014 043B 0259 025D 142D 84100F 84200F 04FF22 026C 440F 4414 C44014 C4804014 426C",
  },
  { meter: "MULTICAL 21", headers: "02FF20 0413 4413 615B 6167" },
  { meter: "MULTICAL 21, water temperature by day", headers: "02FF20 0413 4413 615B 5167" },
  { meter: "MULTICAL 21, short", headers: "02FF20 0413 4413" },
  { meter: "MULTICAL 21, flow extremes", headers: "02FF20 0413 92013B A1015B 8101E7FF0F" },
  { meter: "MULTICAL 21, temperature and acoustics", headers: "02FF20 0413 4413 A1015B 8101E7FF0F" },
  { meter: "MULTICAL 21, monthly flow", headers: "02FF20 0413 523B" },
  { meter: "flowIQ 2200", headers: "02FF20 0413 4413 426C 523B 615B 6167 5167 8101E7FF0F 06FF1B" },
  {
    meter: "flowIQ 2200, long status",
    headers: "04FF23 4413 523B 06FF1B 426C 6167 5167 023B 0413 8101E7FF0F",
  },
  { meter: "KWM2231", headers: "04FF23 0413 4413 426C 023B 92013B A2013B 06FF1B A1015B 91015B A10167" },
  { meter: "PressureSensor", headers: "2269 1269 0269 05FF09 05FF0A 02FD17" },
  { meter: "OMNIPOWER", headers: "0404 04843C 042B 04AB3C" },
];
