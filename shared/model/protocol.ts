/**
 * The language app and server speak: told by every answer of the API. It counts up when an older app
 * would misunderstand a newer server; what is only added leaves it as it is.
 */
export const PROTOCOL = 1;
export const PROTOCOL_HEADER = "Rounds-Protocol";
