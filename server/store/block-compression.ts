import { deflateRawSync, inflateRawSync } from "node:zlib";

/** A thinned month is smaller than this; deflating it takes longer than all the rest and saves a tenth. */
const WORTH_DEFLATING_BYTES = 1024;

/**
 * Level 1: higher levels take several times as long and save less than 1 % of a block. A short body is given
 * back as it is, and then stored so.
 */
export const deflateRaw = (body: Uint8Array): Uint8Array =>
  body.length < WORTH_DEFLATING_BYTES ? body : deflateRawSync(body, { level: 1 });

export const inflateRaw = (deflated: Uint8Array): Uint8Array => inflateRawSync(deflated);
