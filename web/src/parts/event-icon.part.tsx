import ArrowDownToLine from "lucide-solid/icons/arrow-down-to-line";
import ArrowLeftRight from "lucide-solid/icons/arrow-left-right";
import Info from "lucide-solid/icons/info";
import OctagonX from "lucide-solid/icons/octagon-x";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import type { JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { WireEvent } from "../../../shared/model/wire.ts";

const ICONS = {
  exchange: ArrowLeftRight,
  rollover: RotateCcw,
  reset: ArrowDownToLine,
  implausible: OctagonX,
  status: Info,
} as const;

export function EventIcon(props: { readonly kind: WireEvent["kind"] }): JSX.Element {
  return <Dynamic component={ICONS[props.kind]} size={12} stroke-width={2.25} aria-hidden="true" />;
}
