import type { JSX } from "solid-js";
import "./head-picture.css";

export type HeadScene = "place" | "wake" | "connect" | "shade" | "wrong" | "done";

/** A drawing of meter, optical head and phone; what matters in this step is in the accent's colour. */
export function HeadPicture(props: { readonly scene: HeadScene }): JSX.Element {
  return (
    <svg class="head-picture" data-scene={props.scene} viewBox="0 0 220 132" aria-hidden="true">
      <g class="hp-meter">
        <rect x="12" y="20" width="92" height="92" rx="10" />
        <rect class="hp-glass" x="24" y="32" width="68" height="22" rx="3" />
        <path class="hp-digits" d="M31 43h8M44 43h8M57 43h8M70 43h8" />
        <circle class="hp-button" cx="32" cy="94" r="6" />
        <circle class="hp-button" cx="50" cy="94" r="6" />
        <circle class="hp-eye" cx="82" cy="82" r="13" />
      </g>
      <g class="hp-head">
        <circle cx="82" cy="82" r="17" />
        <circle class="hp-core" cx="82" cy="82" r="5" />
        <path class="hp-cable" d="M82 99v14q0 10 12 10h50q10 0 10-10v-7" />
      </g>
      <g class="hp-phone">
        <rect x="138" y="22" width="50" height="84" rx="8" />
        <path class="hp-waves" d="M154 58a13 13 0 0 1 18 0M149 51a20 20 0 0 1 28 0" />
        <path class="hp-bars" d="M152 92v-10M160 92v-18M168 92v-13M176 92v-24" />
      </g>
      <path
        class="hp-sun"
        d="M200 14v-8M200 38v8M184 26h-8M216 26h-4M189 15l-5-5M211 15l4-4M200 20a6 6 0 1 1 0 12 6 6 0 0 1 0-12"
      />
      <path class="hp-press" d="M32 128v-20M25 115l7-8 7 8" />
      <path class="hp-cross" d="M62 62l40 40M102 62l-40 40" />
      <path class="hp-tick" d="M66 82l12 12 22-26" />
    </svg>
  );
}
