import { type Accessor, createSignal, onCleanup } from "solid-js";

/** The time, ticking, for what is said relative to now. */
export function createNow(everyMs = 1000): Accessor<number> {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), everyMs);
  onCleanup(() => clearInterval(timer));
  return now;
}
