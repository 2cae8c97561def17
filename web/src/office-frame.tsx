import { useNavigate } from "@solidjs/router";
import Antenna from "lucide-solid/icons/antenna";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import MapPin from "lucide-solid/icons/map-pin";
import Radio from "lucide-solid/icons/radio";
import ScanSearch from "lucide-solid/icons/scan-search";
import Users from "lucide-solid/icons/users";
import { createEffect, type JSX, onCleanup, onMount, type ParentProps, Show } from "solid-js";
import type { Need } from "../../shared/model/permission.ts";
import { ConnectionBadge } from "./parts/connection-badge.part.tsx";
import { LookChoices } from "./parts/look-choices.part.tsx";
import { PersonMenu } from "./parts/person-menu.part.tsx";
import { type NavEntry, Shell } from "./parts/shell.part.tsx";
import { THEMES } from "./state/create-theme.ts";
import { useOffice } from "./state/office.ts";

const QUIET_MS = 1200;

const READ_DATA: Need = { area: "data-access", right: "read" };
const SEE_ROUNDS: Need = { area: "reading-management", right: "read" };
const MAKE_ROUNDS: Need = { area: "reading-management", right: "write" };
const SEE_PEOPLE: Need = { area: "access-control", right: "read" };

/** What stays around every screen of somebody who is in. */
export function OfficeFrame(props: ParentProps): JSX.Element {
  const { words, theme, session, changes, points } = useOffice();
  createEffect(() => {
    const utility = points.utility();
    if (utility) words.useTimeZone(utility.timeZone);
  });
  onMount(() => {
    // Back after a session that had ended: what was missed meanwhile.
    if (points.loading().kind !== "idle") void points.load();
    // The list is what everything else hangs on (names, zone, neighbours): other screens get it in a quiet moment.
    setTimeout(() => {
      if (points.loading().kind === "idle" && session.may(READ_DATA)) void points.load();
    }, QUIET_MS);
  });
  onCleanup(changes.stop);
  const entries = (): readonly NavEntry[] => [
    ...(session.may(READ_DATA)
      ? [
          { href: "/points", label: words.t("nav.points"), icon: <MapPin size={16} aria-hidden="true" /> },
          { href: "/heard", label: words.t("nav.heard"), icon: <Antenna size={16} aria-hidden="true" /> },
        ]
      : []),
    ...(session.may(MAKE_ROUNDS)
      ? [
          {
            href: "/rounds",
            label: words.t("road.nav.rounds"),
            icon: <ClipboardList size={16} aria-hidden="true" />,
          },
        ]
      : []),
    ...(session.may(SEE_ROUNDS) || session.state().kind === "unreachable"
      ? [{ href: "/read", label: words.t("road.nav.read"), icon: <Radio size={16} aria-hidden="true" /> }]
      : []),
    ...(session.may(READ_DATA) || session.state().kind === "unreachable"
      ? [
          {
            href: "/inspector",
            label: words.t("inspector.nav"),
            icon: <ScanSearch size={16} aria-hidden="true" />,
          },
        ]
      : []),
    ...(session.may(SEE_PEOPLE) && session.who()
      ? [
          {
            href: "/admin",
            label: words.t("people.admin.label"),
            icon: <Users size={16} aria-hidden="true" />,
          },
        ]
      : []),
  ];
  return (
    <Shell
      utility={session.who()?.utility.name ?? points.utility()?.name}
      entries={entries()}
      connection={<ConnectionBadge connection={changes.connection()} onRetry={changes.reconnect} />}
      choices={
        <LookChoices
          themes={THEMES}
          theme={theme.theme()}
          onLocale={(locale) => void words.choose(locale)}
          onTheme={theme.choose}
        />
      }
      person={<OwnMenu />}
    >
      {props.children}
    </Shell>
  );
}

function OwnMenu(): JSX.Element {
  const { session } = useOffice();
  const navigate = useNavigate();
  const isOffline = (): boolean => {
    const state = session.state();
    return state.kind === "in" && state.isOffline;
  };
  const signOut = async (): Promise<void> => {
    const fault = await session.leave();
    if (fault !== undefined) navigate("/account", { state: { fault } });
  };
  return (
    <Show when={session.who()}>
      {(who) => (
        <PersonMenu
          name={who().person.name}
          role={who().role}
          isDemo={who().isDemo ?? false}
          isOffline={isOffline()}
          onAccount={() => navigate("/account")}
          onSignOut={() => void signOut()}
        />
      )}
    </Show>
  );
}
