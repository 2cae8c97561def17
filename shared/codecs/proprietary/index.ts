/** All codecs of proprietary payloads by name, for those who decode whatever comes. */
import type { PayloadCodecs } from "./payload-codec.ts";

export const PAYLOAD_CODECS: PayloadCodecs = {};
