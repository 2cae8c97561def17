import type { JSX } from "solid-js";

/** A round with its reader on the way, and a meter in the middle. */
export function Logo(props: { readonly size: number }): JSX.Element {
  return (
    <svg width={props.size} height={props.size} viewBox="0 0 32 32" aria-hidden="true" class="logo">
      <rect width="32" height="32" rx="8" class="logo-ground" />
      <path d="M20.6 8.2A9 9 0 1 0 24.9 14.4" class="logo-round" />
      <circle cx="16" cy="16" r="2.9" class="logo-meter" />
      <circle cx="24.3" cy="9.3" r="2.2" class="logo-reader" />
    </svg>
  );
}
