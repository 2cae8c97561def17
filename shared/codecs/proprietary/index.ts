/** All codecs of proprietary payloads by name, for those who decode whatever comes. */
import { apator08 } from "./apator-08.ts";
import { apator162 } from "./apator-162.ts";
import { apator172 } from "./apator-172.ts";
import { apatorEitn } from "./apator-eitn.ts";
import { apatorNa1 } from "./apator-na1.ts";
import { bfw240 } from "./bfw-240.ts";
import { diehlPrios } from "./diehl-prios.ts";
import { gwfWater } from "./gwf-water.ts";
import { hydroclima } from "./hydroclima.ts";
import { hydrodigit } from "./hydrodigit.ts";
import type { PayloadCodec, PayloadCodecName } from "./payload-codec.ts";
import { qundisWalkBy } from "./qundis-walk-by.ts";
import { rfmTx1 } from "./rfm-tx1.ts";
import { techemCompact5 } from "./techem-compact5.ts";
import { techemHca } from "./techem-hca.ts";
import { techemRadio3 } from "./techem-radio3.ts";
import { techemRadio3a } from "./techem-radio3a.ts";
import { techemSmoke } from "./techem-smoke.ts";
import { techemVario451 } from "./techem-vario451.ts";
import { zenner0b } from "./zenner-0b.ts";

export const PAYLOAD_CODECS: Readonly<Record<PayloadCodecName, PayloadCodec>> = {
  "apator-08": apator08,
  "apator-162": apator162,
  "apator-172": apator172,
  "apator-eitn": apatorEitn,
  "apator-na1": apatorNa1,
  "bfw-240": bfw240,
  "diehl-prios": diehlPrios,
  "gwf-water": gwfWater,
  hydroclima,
  hydrodigit,
  "qundis-walk-by": qundisWalkBy,
  "rfm-tx1": rfmTx1,
  "techem-compact5": techemCompact5,
  "techem-hca": techemHca,
  "techem-radio3": techemRadio3,
  "techem-radio3a": techemRadio3a,
  "techem-smoke": techemSmoke,
  "techem-vario451": techemVario451,
  "zenner-0b": zenner0b,
};
