import type { JSX } from "solid-js";

export function HeardScreen(): JSX.Element {
  return <p>heard</p>;
}
