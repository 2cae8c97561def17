import { useLocation } from "@solidjs/router";
import {
  createEffect,
  ErrorBoundary,
  type JSX,
  lazy,
  Match,
  on,
  onMount,
  type ParentProps,
  Show,
  Suspense,
  Switch,
} from "solid-js";
import { isAway } from "./is-away.ts";
import { OfficeFrame } from "./office-frame.tsx";
import { Button } from "./parts/button.part.tsx";
import { Notice } from "./parts/notice.part.tsx";
import { Tip } from "./parts/tip.part.tsx";
import { UpdateBar } from "./parts/update-bar.part.tsx";
import { Waiting } from "./parts/waiting.part.tsx";
import { useAppUpdate } from "./state/app-update.ts";
import { useOffice } from "./state/office.ts";

const SignInScreen = lazy(() =>
  import("./screens/people/sign-in.screen.tsx").then((m) => ({ default: m.SignInScreen })),
);

const ProofPlace = lazy(() => import("./proof-place.tsx").then((m) => ({ default: m.ProofPlace })));

/** Pages that a one-time link opens: they need nobody signed in. */
const LINK_PATHS: readonly string[] = ["/setup", "/invitation"];

/** Who one is decides what stands here; the address stays whatever it is, so that signing in leads on to it. */
export function App(props: ParentProps): JSX.Element {
  const { session } = useOffice();
  const location = useLocation();
  onMount(() => void session.check());
  const update = useAppUpdate();
  // A round that is being read is not interrupted, not even by good news.
  const isReading = (): boolean => location.pathname.startsWith("/read/");
  /**
   * A phone reads on without network, however long ago somebody signed in: the server judges what it
   * sends. The inspector shows only what is pasted into it.
   */
  const isOnTheRoad = (): boolean => /^\/(read|training|inspector)/.test(location.pathname);
  const isIn = (): boolean =>
    ["in", "open"].includes(session.state().kind) ||
    (session.state().kind === "unreachable" && isOnTheRoad()) ||
    // Nobody is put out of a round that is being read: what is heard is kept, and sent after signing in.
    (session.state().kind === "out" && isReading());
  const isOut = (): boolean => ["out", "unreachable"].includes(session.state().kind);
  return (
    <>
      <ErrorBoundary fallback={failed}>
        <Switch>
          <Match when={LINK_PATHS.includes(location.pathname)}>
            <Suspense fallback={<Loading />}>{props.children}</Suspense>
          </Match>
          <Match when={session.state().kind === "asking"}>
            <Asking />
          </Match>
          <Match when={isOut() && !isIn()}>
            <Suspense fallback={<Loading />}>
              <SignInScreen />
            </Suspense>
          </Match>
          <Match when={isIn()}>
            <OfficeFrame>
              <ErrorBoundary fallback={failed}>
                <Suspense fallback={<Loading />}>{props.children}</Suspense>
              </ErrorBoundary>
              <Show when={!isOnTheRoad()}>
                <Suspense>
                  <ProofPlace />
                </Suspense>
              </Show>
            </OfficeFrame>
          </Match>
        </Switch>
      </ErrorBoundary>
      <UpdateBar isWaiting={update.isWaiting() && !isReading()} onApply={update.apply} />
      <Tip />
    </>
  );
}

/** A page is never empty: what it waits for stands on it. */
const Loading = (): JSX.Element => <Waiting title={useOffice().words.t("app.waitPage")} />;
const Asking = (): JSX.Element => <Waiting title={useOffice().words.t("app.asking")} />;

/** A page whose files are not on this device is none that stopped: the others go on. */
const failed = (error: unknown, reset: () => void): JSX.Element => (
  <Failed isAway={isAway(error)} reset={reset} />
);

function Failed(props: { readonly isAway: boolean; readonly reset: () => void }): JSX.Element {
  const { words } = useOffice();
  const place = useLocation();
  createEffect(
    on(
      () => place.pathname,
      () => props.reset(),
      { defer: true },
    ),
  );
  const say = (what: "title" | "hint"): string => words.t(`app.${props.isAway ? "away" : "failed"}.${what}`);
  return (
    <Notice isPage tone="failed" title={say("title")} hint={say("hint")}>
      <Show when={props.isAway}>
        <Button label={words.t("app.back")} onPress={() => history.back()} />
      </Show>
      <Button label={words.t("app.reload")} onPress={() => location.reload()} />
    </Notice>
  );
}
