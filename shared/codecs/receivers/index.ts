import { amb8465 } from "./amb8465.ts";
import { cul } from "./cul.ts";
import { im871a } from "./im871a.ts";
import { iu891a } from "./iu891a.ts";
import { rc1180 } from "./rc1180.ts";
import type { ReceiverCodec } from "./receiver-codec.ts";
import { rtlWmbus } from "./rtl-wmbus.ts";

/** Every receiver Rounds can listen to, sorted by name. */
export const RECEIVER_CODECS: readonly ReceiverCodec[] = [amb8465, cul, im871a, iu891a, rc1180, rtlWmbus];

/** The codec of a receiver by its name in settings. */
export const findReceiverCodec = (name: string): ReceiverCodec | undefined =>
  RECEIVER_CODECS.find((codec) => codec.name === name);
