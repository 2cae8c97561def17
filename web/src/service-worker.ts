import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
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

self.addEventListener("message", (event) => {
  const { data }: { readonly data: unknown } = event;
  const isSkip = typeof data === "object" && data !== null && "type" in data && data.type === "SKIP_WAITING";
  if (isSkip) void self.skipWaiting();
});

// The first version takes the page that installed it, so that the very next start works offline.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
