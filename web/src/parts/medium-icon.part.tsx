import Activity from "lucide-solid/icons/activity";
import Cloud from "lucide-solid/icons/cloud";
import Droplet from "lucide-solid/icons/droplet";
import Droplets from "lucide-solid/icons/droplets";
import Flame from "lucide-solid/icons/flame";
import FlameKindling from "lucide-solid/icons/flame-kindling";
import Fuel from "lucide-solid/icons/fuel";
import Gauge from "lucide-solid/icons/gauge";
import Heater from "lucide-solid/icons/heater";
import ShowerHead from "lucide-solid/icons/shower-head";
import Siren from "lucide-solid/icons/siren";
import Snowflake from "lucide-solid/icons/snowflake";
import Thermometer from "lucide-solid/icons/thermometer";
import ThermometerSnowflake from "lucide-solid/icons/thermometer-snowflake";
import Zap from "lucide-solid/icons/zap";
import type { Component, JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Medium } from "../../../shared/model/medium.ts";
import { useWords } from "../locales/words.ts";
import "./medium-icon.css";

const ICONS: Readonly<Record<Medium, Component<{ size: number; "aria-hidden": "true" }>>> = {
  heat: Flame,
  cooling: Snowflake,
  "heat-cooling": ThermometerSnowflake,
  water: Droplet,
  "warm-water": ShowerHead,
  electricity: Zap,
  gas: FlameKindling,
  "heat-cost-allocator": Heater,
  pressure: Gauge,
  "room-sensor": Thermometer,
  "smoke-detector": Siren,
  steam: Cloud,
  oil: Fuel,
  "waste-water": Droplets,
  other: Activity,
};

/** What flows through the meter, as a picture with its name: beside it, or for those who hover or listen. */
export function MediumIcon(props: {
  readonly medium: Medium;
  readonly size?: number | undefined;
  readonly isNamed?: boolean | undefined;
}): JSX.Element {
  const words = useWords();
  const name = (): string => words.t(`medium.${props.medium}`);
  return (
    <span class="medium-icon" data-medium={props.medium} data-tip={props.isNamed ? undefined : name()}>
      <Dynamic component={ICONS[props.medium]} size={props.size ?? 15} aria-hidden="true" />
      <span classList={{ hearable: !props.isNamed, "medium-name": props.isNamed ?? false }}>{name()}</span>
    </span>
  );
}
