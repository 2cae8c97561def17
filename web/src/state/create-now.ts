import { type Accessor, createSignal, onCleanup } from "solid-js";

/** The time, ticking, for what is said relative to now. */
export function createNow(everyMs = 1000, clock = () => Date.now()): Accessor<number> {
  const [now, setNow] = createSignal(clock());
  const timer = setInterval(() => setNow(clock()), everyMs);
  onCleanup(() => clearInterval(timer));
  return now;
}
