import { type Accessor, createSignal } from "solid-js";

/** The installed app: whether it starts without network, and whether a newer one waits. */
export interface AppUpdate {
  readonly isOfflineReady: Accessor<boolean>;
  readonly isWaiting: Accessor<boolean>;
  /** Begins at once with what makes the app start without network. */
  keep(): void;
  /** Loads the newer version; only ever by somebody's tap. */
  apply(): void;
}

const AFTER_LOAD_MS = 1500;
const LOOK_AGAIN_MS = 3_600_000;

let update: AppUpdate | undefined;

/** The one of this page. */
export function useAppUpdate(): AppUpdate {
  update ??= createAppUpdate();
  return update;
}

function createAppUpdate(): AppUpdate {
  const [isOfflineReady, setOfflineReady] = createSignal(
    "serviceWorker" in navigator && navigator.serviceWorker.controller !== null,
  );
  const [isWaiting, setWaiting] = createSignal(false);
  let apply = (): void => location.reload();
  let isAsked = false;

  const register = async (): Promise<void> => {
    const { Workbox } = await import("workbox-window");
    const workbox = new Workbox("/service-worker.js");
    workbox.addEventListener("waiting", () => setWaiting(true));
    workbox.addEventListener("controlling", () => {
      setOfflineReady(true);
      if (!isWaiting()) return;
      if (isAsked) location.reload();
      // Another tab asked for it: nobody here is interrupted, and the tap that is left only loads the page anew.
      apply = () => location.reload();
    });
    workbox.addEventListener("activated", () => setOfflineReady(true));
    apply = () => {
      isAsked = true;
      workbox.messageSkipWaiting();
    };
    await workbox.register();
    setInterval(() => void workbox.update().catch(() => undefined), LOOK_AGAIN_MS);
  };

  const keep = (): void => void register().catch(() => undefined);

  // Keeping the app for later must not slow down the page that is wanted now.
  if (import.meta.env.PROD && "serviceWorker" in navigator) {
    setTimeout(keep, AFTER_LOAD_MS);
  }
  return { isOfflineReady, isWaiting, keep, apply: () => apply() };
}
