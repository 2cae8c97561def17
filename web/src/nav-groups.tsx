import ClipboardList from "lucide-solid/icons/clipboard-list";
import MapPin from "lucide-solid/icons/map-pin";
import Radio from "lucide-solid/icons/radio";
import { createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Need, PermissionArea } from "../../shared/model/permission.ts";
import type { Dictionary, Words } from "./locales/words.ts";
import type { NavIconName, NavPicture } from "./nav-icons.tsx";
import type { NavGroup } from "./parts/shell.part.tsx";
import type { SessionWatch } from "./state/create-session.ts";

const [pictures, setPictures] = createSignal<Readonly<Record<NavIconName, NavPicture>>>();

/** On a phone the pictures of most places are behind "More": the page starts without them. */
export async function loadNavIcons(): Promise<void> {
  if (pictures()) return;
  const { NAV_ICONS } = await import("./nav-icons.tsx");
  setPictures(NAV_ICONS);
}

function NavIcon(props: { readonly icon: NavPicture | NavIconName }): JSX.Element {
  const picture = (): NavPicture | undefined =>
    typeof props.icon === "string" ? pictures()?.[props.icon] : props.icon;
  return (
    <Show when={picture()} fallback={<span class="rail-no-icon" />}>
      {(found) => <Dynamic component={found()} size={16} aria-hidden="true" />}
    </Show>
  );
}

type TextKey = { [Key in keyof Dictionary]: Dictionary[Key] extends string ? Key : never }[keyof Dictionary];

interface Place {
  readonly href: string;
  readonly word: TextKey;
  /** A picture that comes with the page, or the name of one that is fetched when there is room for it. */
  readonly icon: NavPicture | NavIconName;
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
      { href: "/today", word: "nav.today", icon: "house", need: read("data-access") },
      { href: "/points", word: "nav.points", icon: MapPin, need: read("data-access"), isMain: true },
      {
        href: "/groups",
        word: "nav.groups",
        icon: "boxes",
        need: read("group-management"),
        isPersonal: true,
      },
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
        icon: "chart-column",
        need: read("data-access"),
      },
      { href: "/compare", word: "nav.compare", icon: "chart-spline", need: read("data-access") },
      { href: "/live", word: "nav.live", icon: "activity", need: read("data-access") },
      { href: "/pressure", word: "nav.pressure", icon: "gauge", need: read("data-access") },
      { href: "/reports/balance", word: "nav.balance", icon: "scale", need: read("data-access") },
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
      {
        href: "/orders",
        word: "nav.orders",
        icon: "file-cog",
        need: write("device-and-customer-management"),
      },
      {
        href: "/stock",
        word: "nav.stock",
        icon: "package",
        need: read("device-and-customer-management"),
        isPersonal: true,
      },
      { href: "/work", word: "nav.work", icon: "git-merge", need: read("device-and-customer-management") },
      { href: "/review", word: "nav.review", icon: "list-checks", need: read("data-access") },
      { href: "/heard", word: "nav.heard", icon: "antenna", need: read("data-access") },
      {
        href: "/inspector",
        word: "nav.inspector",
        icon: "scan-search",
        need: read("data-access"),
        isOffline: true,
      },
    ],
  },
  {
    word: "nav.configuration",
    places: [
      { href: "/own-fields", word: "nav.own", icon: "text-cursor-input", need: read("system-configuration") },
      { href: "/weather", word: "nav.weather", icon: "cloud-sun", need: read("system-configuration") },
      { href: "/period-lock", word: "nav.lock", icon: "lock", need: read("system-configuration") },
      { href: "/mail", word: "nav.mail", icon: "mail", need: read("system-configuration") },
      { href: "/map-settings", word: "nav.map", icon: "map", need: write("system-configuration") },
      {
        href: "/admin",
        word: "people.admin.label",
        icon: "users",
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
    entries: places.filter(isShown).map(({ href, word: name, icon, isMain }) => ({
      href,
      label: words.t(name),
      icon: <NavIcon icon={icon} />,
      isMain: isMain ?? false,
    })),
  })).filter(({ entries }) => entries.length > 0);
}
