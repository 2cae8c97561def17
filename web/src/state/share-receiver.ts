import type { Receiver } from "./create-receiver.ts";

/**
 * The tab that has the desk has the receiver. One that had it open, and gets the desk back, opens it again:
 * a desk that only came late, after a reload on a busy phone, must not leave a tap without effect.
 */
export function shareReceiver(receiver: Pick<Receiver, "link" | "resume" | "disconnect">) {
  let hadIt = false;
  return (isHere: boolean): void => {
    if (!isHere) {
      hadIt ||= ["opening", "open", "lost"].includes(receiver.link().kind);
      void receiver.disconnect();
    } else if (hadIt) {
      hadIt = false;
      void receiver.resume();
    }
  };
}
