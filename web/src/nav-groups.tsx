import Antenna from "lucide-solid/icons/antenna";
import Boxes from "lucide-solid/icons/boxes";
import ChartColumn from "lucide-solid/icons/chart-column";
import ChartSpline from "lucide-solid/icons/chart-spline";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import CloudSun from "lucide-solid/icons/cloud-sun";
import FileCog from "lucide-solid/icons/file-cog";
import GitMerge from "lucide-solid/icons/git-merge";
import House from "lucide-solid/icons/house";
import ListChecks from "lucide-solid/icons/list-checks";
import Mail from "lucide-solid/icons/mail";
import MapIcon from "lucide-solid/icons/map";
import MapPin from "lucide-solid/icons/map-pin";
import Radio from "lucide-solid/icons/radio";
import Scale from "lucide-solid/icons/scale";
import ScanSearch from "lucide-solid/icons/scan-search";
import TextCursorInput from "lucide-solid/icons/text-cursor-input";
import Users from "lucide-solid/icons/users";
import type { Component } from "solid-js";
import type { Need, PermissionArea } from "../../shared/model/permission.ts";
import type { Dictionary, Words } from "./locales/words.ts";
import type { NavGroup } from "./parts/shell.part.tsx";
import type { SessionWatch } from "./state/create-session.ts";

type TextKey = { [Key in keyof Dictionary]: Dictionary[Key] extends string ? Key : never }[keyof Dictionary];

interface Place {
  readonly href: string;
  readonly word: TextKey;
  readonly icon: Component<{ readonly size: number; readonly "aria-hidden": "true" }>;
  readonly need: Need;
  /** Stands in the bar of a phone; the others are behind "More". */
  readonly isMain?: true;
  /** Works without a server, whoever signed in last. */
  readonly isOffline?: true;
  /** Only for somebody with a name: not where nobody signs in. */
  readonly isPersonal?: true;
}

const read = (area: PermissionArea): Need => ({ area, right: "read" });
const write = (area: PermissionArea): Need => ({ area, right: "write" });

/** Where one can go: one line per place, in the groups and words of the field. */
const GROUPS: readonly { readonly word: TextKey | undefined; readonly places: readonly Place[] }[] = [
  {
    word: undefined,
    places: [
      { href: "/today", word: "nav.today", icon: House, need: read("data-access") },
      { href: "/points", word: "nav.points", icon: MapPin, need: read("data-access"), isMain: true },
      { href: "/groups", word: "nav.groups", icon: Boxes, need: read("group-management"), isPersonal: true },
      {
        href: "/read",
        word: "road.nav.read",
        icon: Radio,
        need: read("reading-management"),
        isMain: true,
        isOffline: true,
      },
    ],
  },
  {
    word: "nav.analysis",
    places: [
      {
        href: "/reports/consumption",
        word: "nav.consumption",
        icon: ChartColumn,
        need: read("data-access"),
      },
      { href: "/compare", word: "nav.compare", icon: ChartSpline, need: read("data-access") },
      { href: "/reports/balance", word: "nav.balance", icon: Scale, need: read("data-access") },
    ],
  },
  {
    word: "nav.operation",
    places: [
      {
        href: "/rounds",
        word: "road.nav.rounds",
        icon: ClipboardList,
        need: write("reading-management"),
        isMain: true,
      },
      { href: "/orders", word: "nav.orders", icon: FileCog, need: write("device-and-customer-management") },
      { href: "/work", word: "nav.work", icon: GitMerge, need: read("device-and-customer-management") },
      { href: "/review", word: "nav.review", icon: ListChecks, need: read("data-access") },
      { href: "/heard", word: "nav.heard", icon: Antenna, need: read("data-access") },
      {
        href: "/inspector",
        word: "nav.inspector",
        icon: ScanSearch,
        need: read("data-access"),
        isOffline: true,
      },
    ],
  },
  {
    word: "nav.configuration",
    places: [
      { href: "/own-fields", word: "nav.own", icon: TextCursorInput, need: read("system-configuration") },
      { href: "/weather", word: "nav.weather", icon: CloudSun, need: read("system-configuration") },
      { href: "/mail", word: "nav.mail", icon: Mail, need: read("system-configuration") },
      { href: "/map-settings", word: "nav.map", icon: MapIcon, need: write("system-configuration") },
      {
        href: "/admin",
        word: "people.admin.label",
        icon: Users,
        need: read("access-control"),
        isPersonal: true,
      },
    ],
  },
];

/** The groups as this person sees them; empty ones are left out. */
export function navGroupsFor(session: SessionWatch, words: Words): readonly NavGroup[] {
  const isLost = (): boolean => session.state().kind === "unreachable";
  const isShown = ({ need, isOffline, isPersonal }: Place): boolean =>
    (session.may(need) && !(isPersonal && !session.who())) || (isOffline === true && isLost());
  return GROUPS.map(({ word, places }) => ({
    ...(word === undefined ? {} : { label: words.t(word) }),
    entries: places.filter(isShown).map(({ href, word: name, icon: Icon, isMain }) => ({
      href,
      label: words.t(name),
      icon: <Icon size={16} aria-hidden="true" />,
      isMain: isMain ?? false,
    })),
  })).filter(({ entries }) => entries.length > 0);
}
