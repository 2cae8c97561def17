import { useLocation } from "@solidjs/router";
import Antenna from "lucide-solid/icons/antenna";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import Languages from "lucide-solid/icons/languages";
import MapPin from "lucide-solid/icons/map-pin";
import Moon from "lucide-solid/icons/moon";
import Radio from "lucide-solid/icons/radio";
import Sun from "lucide-solid/icons/sun";
import SunMedium from "lucide-solid/icons/sun-medium";
import SunMoon from "lucide-solid/icons/sun-moon";
import { createEffect, ErrorBoundary, type JSX, onMount, type ParentProps, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { LOCALES } from "./locales/locale.ts";
import { Button } from "./parts/button.part.tsx";
import { ChoiceMenu } from "./parts/choice-menu.part.tsx";
import { ConnectionBadge } from "./parts/connection-badge.part.tsx";
import { Notice } from "./parts/notice.part.tsx";
import { Shell } from "./parts/shell.part.tsx";
import { Tip } from "./parts/tip.part.tsx";
import { UpdateBar } from "./parts/update-bar.part.tsx";
import { useAppUpdate } from "./state/app-update.ts";
import { THEMES } from "./state/create-theme.ts";
import { useOffice } from "./state/office.ts";

const THEME_ICONS = { system: SunMoon, light: Sun, dark: Moon, sunlight: SunMedium };

const QUIET_MS = 1200;

/** What stays around every screen. */
export function App(props: ParentProps): JSX.Element {
  const { words, theme, changes, points } = useOffice();
  createEffect(() => {
    const utility = points.utility();
    if (utility) words.useTimeZone(utility.timeZone);
  });
  // The list is what everything else hangs on (names, zone, neighbours): other screens get it in a quiet moment.
  onMount(() => {
    setTimeout(() => {
      if (points.loading().kind === "idle") void points.load();
    }, QUIET_MS);
  });
  const update = useAppUpdate();
  const location = useLocation();
  // A round that is being read is not interrupted, not even by good news.
  const isReading = (): boolean => location.pathname.startsWith("/read/");
  const choices = (): JSX.Element => (
    <>
      <ChoiceMenu
        label={words.t("language")}
        icon={<Languages size={16} aria-hidden="true" />}
        choices={LOCALES.map(({ id, name }) => ({ value: id, label: name, lang: id }))}
        value={words.locale()}
        onChoose={(locale) => void words.choose(locale)}
      />
      <ChoiceMenu
        label={words.t("theme.label")}
        icon={<Dynamic component={THEME_ICONS[theme.theme()]} size={16} aria-hidden="true" />}
        choices={THEMES.map((value) => ({ value, label: words.t(`theme.${value}`) }))}
        value={theme.theme()}
        onChoose={theme.choose}
      />
    </>
  );
  return (
    <>
      <Shell
        utility={points.utility()?.name}
        entries={[
          { href: "/points", label: words.t("nav.points"), icon: <MapPin size={16} aria-hidden="true" /> },
          { href: "/heard", label: words.t("nav.heard"), icon: <Antenna size={16} aria-hidden="true" /> },
          {
            href: "/rounds",
            label: words.t("road.nav.rounds"),
            icon: <ClipboardList size={16} aria-hidden="true" />,
          },
          { href: "/read", label: words.t("road.nav.read"), icon: <Radio size={16} aria-hidden="true" /> },
        ]}
        connection={<ConnectionBadge connection={changes.connection()} onRetry={changes.reconnect} />}
        choices={choices()}
      >
        <ErrorBoundary fallback={<Failed />}>
          <Suspense>{props.children}</Suspense>
        </ErrorBoundary>
      </Shell>
      <UpdateBar isWaiting={update.isWaiting() && !isReading()} onApply={update.apply} />
      <Tip />
    </>
  );
}

function Failed(): JSX.Element {
  const { words } = useOffice();
  return (
    <Notice tone="failed" title={words.t("app.failed")} hint={words.t("app.failedHint")}>
      <Button label={words.t("app.reload")} onPress={() => location.reload()} />
    </Notice>
  );
}
