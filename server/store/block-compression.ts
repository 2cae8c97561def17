import { deflateRawSync, inflateRawSync } from "node:zlib";

/** Level 1: higher levels take several times as long and save less than 1 % of a block. */
export const deflateRaw = (body: Uint8Array): Uint8Array => deflateRawSync(body, { level: 1 });

export const inflateRaw = (deflated: Uint8Array): Uint8Array => inflateRawSync(deflated);
