import { useLocation, useNavigate } from "@solidjs/router";
import {
  createEffect,
  getOwner,
  type JSX,
  lazy,
  on,
  onCleanup,
  onMount,
  type ParentProps,
  runWithOwner,
  Show,
  Suspense,
} from "solid-js";
import type { Need } from "../../shared/model/permission.ts";
import { Finder } from "./finder.tsx";
import { loadNavIcons, navGroupsFor } from "./nav-groups.tsx";
import { ConnectionBadge } from "./parts/connection-badge.part.tsx";
import { LookChoices } from "./parts/look-choices.part.tsx";
import { PersonMenu } from "./parts/person-menu.part.tsx";
import { Shell } from "./parts/shell.part.tsx";
import { THEMES } from "./state/create-theme.ts";
import { useOffice } from "./state/office.ts";

const KeptNote = lazy(() => import("./parts/kept-note.part.tsx").then((m) => ({ default: m.KeptNote })));

const QUIET_MS = 1200;

const READ_DATA: Need = { area: "data-access", right: "read" };

/** What stays around every screen of somebody who is in. */
export function OfficeFrame(props: ParentProps): JSX.Element {
  const { answers, words, theme, session, changes, points } = useOffice();
  const location = useLocation();
  const { pathname } = location;
  createEffect(() => {
    const utility = points.utility();
    if (utility) words.useTimeZone(utility.timeZone);
  });
  onMount(() => {
    if (!session.may(READ_DATA)) return;
    // Back after a session that had ended: what was missed meanwhile.
    if (points.loading().kind !== "idle") return void points.load();
    // The list begins the feed itself, where the one it kept ended; its screen is still being fetched.
    if (pathname === "/points") return void points.load();
    changes.start();
    // A reader's phone leaves the office's list to who looks at it.
    if (/^\/(read|training)/.test(pathname)) return;
    // The list is what everything else hangs on (names, zone, neighbours): other screens get it in a quiet moment.
    setTimeout(() => {
      if (points.loading().kind === "idle") void points.load();
    }, QUIET_MS);
  });
  createEffect(
    on(
      () => changes.connection().kind,
      (kind) => kind === "live" && answers.askAgain(),
      { defer: true },
    ),
  );
  onCleanup(changes.stop);
  const owner = getOwner();
  createEffect((isFollowed: boolean) => {
    // A phone's start page does without: it is called after the app, and is small.
    if (isFollowed || location.pathname === "/read") return isFollowed;
    void import("./state/follow-page.ts").then(({ followPage }) =>
      runWithOwner(owner, () => followPage(() => location.pathname)),
    );
    return true;
  }, false);
  const wide = matchMedia("(width >= 44rem)");
  const loadIcons = (): void => {
    if (wide.matches) void loadNavIcons();
  };
  onMount(loadIcons);
  wide.addEventListener("change", loadIcons);
  onCleanup(() => wide.removeEventListener("change", loadIcons));
  return (
    <Shell
      utility={session.who()?.utility.name ?? points.utility()?.name}
      groups={navGroupsFor(session, words)}
      find={
        <Show when={session.may(READ_DATA)}>
          <Finder groups={navGroupsFor(session, words)} />
        </Show>
      }
      onMore={() => void loadNavIcons()}
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
      <Show when={answers.asOfMs()}>
        {(asOfMs) => (
          <Suspense>
            <KeptNote asOfMs={asOfMs()} nowMs={Date.now()} onAgain={answers.askAgain} />
          </Suspense>
        )}
      </Show>
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
