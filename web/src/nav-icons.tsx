import Activity from "lucide-solid/icons/activity";
import Antenna from "lucide-solid/icons/antenna";
import Boxes from "lucide-solid/icons/boxes";
import ChartColumn from "lucide-solid/icons/chart-column";
import ChartSpline from "lucide-solid/icons/chart-spline";
import CloudSun from "lucide-solid/icons/cloud-sun";
import FileCog from "lucide-solid/icons/file-cog";
import Gauge from "lucide-solid/icons/gauge";
import GitMerge from "lucide-solid/icons/git-merge";
import House from "lucide-solid/icons/house";
import ListChecks from "lucide-solid/icons/list-checks";
import Lock from "lucide-solid/icons/lock";
import Mail from "lucide-solid/icons/mail";
import MapIcon from "lucide-solid/icons/map";
import Package from "lucide-solid/icons/package";
import Scale from "lucide-solid/icons/scale";
import ScanSearch from "lucide-solid/icons/scan-search";
import TextCursorInput from "lucide-solid/icons/text-cursor-input";
import Users from "lucide-solid/icons/users";
import type { Component } from "solid-js";

export type NavIconName =
  | "activity"
  | "antenna"
  | "boxes"
  | "chart-column"
  | "chart-spline"
  | "cloud-sun"
  | "file-cog"
  | "gauge"
  | "git-merge"
  | "house"
  | "list-checks"
  | "lock"
  | "mail"
  | "map"
  | "package"
  | "scale"
  | "scan-search"
  | "text-cursor-input"
  | "users";

export type NavPicture = Component<{ readonly size: number; readonly "aria-hidden": "true" }>;

/** Pictures of the places that a phone shows behind "More". */
export const NAV_ICONS: Readonly<Record<NavIconName, NavPicture>> = {
  activity: Activity,
  antenna: Antenna,
  boxes: Boxes,
  "chart-column": ChartColumn,
  "chart-spline": ChartSpline,
  "cloud-sun": CloudSun,
  "file-cog": FileCog,
  gauge: Gauge,
  "git-merge": GitMerge,
  house: House,
  "list-checks": ListChecks,
  lock: Lock,
  mail: Mail,
  map: MapIcon,
  package: Package,
  scale: Scale,
  "scan-search": ScanSearch,
  "text-cursor-input": TextCursorInput,
  users: Users,
};
