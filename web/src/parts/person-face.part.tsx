import type { JSX } from "solid-js";
import "./person-face.css";

/** A person's initials, in a circle. */
export function PersonFace(props: { readonly name: string; readonly isLarge?: boolean }): JSX.Element {
  return (
    <span class="person-face" data-large={props.isLarge ?? false} aria-hidden="true">
      {initialsOf(props.name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/u);
  const [first = "", last = ""] = [parts[0], parts.length > 1 ? parts.at(-1) : ""];
  return `${[...first][0] ?? "?"}${[...last][0] ?? ""}`.toUpperCase();
}
