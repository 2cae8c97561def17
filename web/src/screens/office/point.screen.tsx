import type { JSX } from "solid-js";

export function PointScreen(): JSX.Element {
  return <p>point</p>;
}
