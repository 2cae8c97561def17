/** The codecs of receivers, as a piece of code of their own. */
export { findReceiverCodec } from "../../shared/codecs/receivers/index.ts";
export { RECEIVER_START } from "../../shared/codecs/receivers/receiver-codec.ts";
