import type { KmpHeard } from "../../../shared/codecs/kmp/kmp-exchange.ts";
import type { Readout, ReadoutStep, ReadoutTalk } from "../../../shared/codecs/readout/readout-session.ts";
import { err, type Result } from "../../../shared/model/result.ts";
import type { HeadLine, TalkFailure } from "./run-talk.ts";

export interface ReadoutLine extends HeadLine {
  /** The line runs at this many baud when it is done; false where it is gone. */
  setSpeed(baud: number): Promise<boolean>;
}

/** Lets the talk with an older meter run over a line that can change its speed. */
export async function runReadout(
  talk: ReadoutTalk,
  line: ReadoutLine,
  signal: AbortSignal,
): Promise<Result<Readout, TalkFailure>> {
  let heard: KmpHeard;
  for (;;) {
    if (signal.aborted) return err({ kind: "cancelled" });
    const step = talk.next(heard);
    if (step.done) return step.value;
    const next = await take(step.value, line, signal);
    if (next === "lost") return err({ kind: "line-lost" });
    heard = next;
  }
}

async function take(step: ReadoutStep, line: ReadoutLine, signal: AbortSignal): Promise<KmpHeard | "lost"> {
  switch (step.kind) {
    case "speed":
      return (await line.setSpeed(step.baud)) ? undefined : "lost";
    case "send":
      line.flush();
      return (await line.write(step.bytes)) ? undefined : "lost";
    case "rest":
      await rest(step.ms, signal);
      return undefined;
    case "listen": {
      const bytes = await line.listen(step.silenceMs, signal);
      return bytes ? { kind: "chunk", bytes } : { kind: "silence" };
    }
  }
}

/** Until the time is over, whatever is heard meanwhile. */
function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
