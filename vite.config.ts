import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { VitePWA } from "vite-plugin-pwa";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

const dir = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A Vitest project in plain Node: without the Solid plugin, whose browser conditions break Node packages. */
const nodeProject = (
  name: string,
  include: readonly string[],
  testTimeout = 30_000,
  setupFiles: readonly string[] = [],
) => ({
  test: {
    name,
    root: dir("."),
    include: [...include],
    setupFiles: [...setupFiles],
    environment: "node" as const,
    testTimeout,
    hookTimeout: testTimeout,
    // The tool's own second is a test of the machine.
    expect: { poll: { timeout: Math.max(20_000, testTimeout / 3) } },
  },
});

/** The service worker with the list of the app's files, and the manifest that makes it installable. */
const appOnThePhone = () =>
  VitePWA({
    strategies: "injectManifest",
    srcDir: "src",
    filename: "service-worker.ts",
    registerType: "prompt",
    injectRegister: false,
    manifest: {
      id: "/",
      name: "Rounds",
      short_name: "Rounds",
      description: "Reads heat, cooling, water and electricity meters.",
      start_url: "/",
      display: "standalone",
      theme_color: "#2353d9",
      background_color: "#f5f6f8",
      icons: [
        { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
        { src: "/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
        { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
        { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      ],
    },
    integration: {
      configureCustomSWViteBuild(service) {
        service.logLevel = "error";
        // The plugin says it in the words of the bundler before this one.
        const output = service.build?.rollupOptions?.output;
        if (!output || Array.isArray(output)) return;
        delete output.inlineDynamicImports;
        output.codeSplitting = false;
      },
    },
    injectManifest: { globPatterns: ["**/*.{js,css,html,svg,woff2,wasm,webmanifest}"] },
  });

const FIRST_SEEN = [
  "nav-groups.tsx",
  "finder.tsx",
  "parts/shell.part.tsx",
  "parts/look-choices.part.tsx",
  "parts/sync-strip.part.tsx",
  "screens/field/start.screen.tsx",
  "screens/field/phone-card.tsx",
];

/** The icons of the frame and the field's start page come together: a script each, they weigh twice as much. */
function firstIcons(): RegExp {
  const sources = FIRST_SEEN.map((path) => readFileSync(dir(`./web/src/${path}`), "utf8")).join("");
  const names = [...sources.matchAll(/lucide-solid\/icons\/([\w-]+)/g)].map(([, name]) => name);
  return new RegExp(`lucide-solid/.*/(Icon|icons/(${[...new Set(names)].join("|")}))\\.jsx?$`);
}

/** What rolldown tells of a module, as far as it is asked here. */
interface Imports {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Everything these modules bring along without being asked again. */
function broughtBy(entries: readonly string[], imports: Imports): ReadonlySet<string> {
  const found = new Set<string>();
  const todo = entries.map((path) => dir(`./web/src/${path}`));
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    todo.push(...(imports.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

/**
 * A script each for parts that several screens share makes some ninety requests of the list's page, and on two cores those
 * take longer than the list. So what every page brings is one script, what the office's frame adds another, what the
 * list and the rounds share a third, and what the list alone adds a fourth. The phone's start page keeps to itself.
 */
function packTogether(): (id: string, imports: Imports) => string | null {
  const fields = readdirSync(dir("./web/src/screens/field")).filter((name) => name.endsWith(".screen.tsx"));
  let sets:
    | Readonly<Record<"start" | "phone" | "frame" | "list" | "rounds", ReadonlySet<string>>>
    | undefined;
  return (id, imports) => {
    sets ??= {
      start: broughtBy(["main.tsx"], imports),
      phone: broughtBy(["screens/field/start.screen.tsx"], imports),
      frame: broughtBy(["nav-icons.tsx", "proof-place.tsx", "state/follow-page.ts"], imports),
      list: broughtBy(["screens/office/points.screen.tsx"], imports),
      rounds: broughtBy(
        fields.map((name) => `screens/field/${name}`),
        imports,
      ),
    };
    if (sets.start.has(id)) return "start";
    if (sets.phone.has(id)) return null;
    if (sets.frame.has(id)) return "frame";
    if (!sets.list.has(id)) return null;
    return sets.rounds.has(id) ? "parts" : "list";
  };
}

export default defineConfig({
  root: dir("./web"),
  publicDir: dir("./web/public"),
  plugins: [solid(), ...appOnThePhone()],
  worker: { format: "es", rolldownOptions: { checks: { bundlerTimings: false } } },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      "^/(api|ingest|health)": "http://127.0.0.1:8080",
      "^/sync$": { target: "ws://127.0.0.1:8080", ws: true },
    },
  },
  build: {
    outDir: dir("./dist/web"),
    emptyOutDir: true,
    target: "es2022",
    // What writes PDF files is the one large script, fetched when somebody makes one; weights have tests of their own.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        codeSplitting: {
          groups: [
            { name: "first-icons", test: firstIcons() },
            { name: "map-engine", test: /node_modules\/ol\// },
            // What every page says its sentences with: one script, since small ones pack badly.
            {
              name: "said",
              test: /web\/src\/(state\/(create-words|stored-choice|create-theme)|locales\/(locale|words)|format\/(?!diff-json)|points\/fold-text|state\/office)/,
            },
            { name: packTogether(), debugName: "packed", includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  test: {
    root: dir("."),
    environment: "node",
    projects: [
      nodeProject("shared", ["shared/**/*.test.ts"]),
      nodeProject("server", ["server/**/*.test.ts"]),
      nodeProject("web", ["web/src/**/*.test.ts"]),
      nodeProject("house", ["tests/house/**/*.test.ts"], 120_000),
      nodeProject("contract", ["tests/contract/**/*.test.ts"]),
      nodeProject("corpus", ["tests/corpus/**/*.test.ts"]),
      nodeProject("e2e", ["tests/e2e/**/*.e2e.ts"], 180_000, ["tests/support/e2e-setup.ts"]),
    ],
  },
});
