import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  PrecacheStrategy,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

/**
 * The app itself, kept on the phone: it starts on any page without network. Data never passes here.
 * A new version waits until somebody says so: nobody is interrupted while reading.
 */
declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

cleanupOutdatedCaches();
precacheAndRoute([...self.__WB_MANIFEST]);
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/index.html"), {
    denylist: [/^\/api\//, /^\/ingest\//, /^\/health$/],
  }),
);

/** A browser that knows these answers the app's own files without waking this script for each of them. */
interface InstallWithRoutes extends ExtendableEvent {
  readonly addRoutes?: (route: {
    readonly condition: { readonly urlPattern: string };
    readonly source: { readonly cacheName: string };
  }) => Promise<void>;
}

/** Under `/assets/` a name never means other bytes; what is not kept is fetched. */
async function answerFiles(event: InstallWithRoutes): Promise<void> {
  try {
    await event.addRoutes?.({
      condition: { urlPattern: "/assets/*" },
      source: { cacheName: new PrecacheStrategy().cacheName },
    });
  } catch {
    // Then this script answers them, as in a browser that knows no routes.
  }
}

self.addEventListener("install", (event) => event.waitUntil(answerFiles(event)));

self.addEventListener("message", (event) => {
  const { data }: { readonly data: unknown } = event;
  const isSkip = typeof data === "object" && data !== null && "type" in data && data.type === "SKIP_WAITING";
  if (isSkip) void self.skipWaiting();
});

// The first version takes the page that installed it, so that the very next start works offline.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
