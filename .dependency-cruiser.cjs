/**
 * Who may import whom (docs/adr/0001). Three kinds of rule:
 * `allow`  – a folder names everything it may import inside the house;
 * `island` – files of one folder that never see each other;
 * `home`   – a package has one home, so replacing it touches one place.
 */
const TEST = "\\.test\\.tsx?$";
const TEST_SUPPORT = "^tests/(fixtures|support)/";

/** Files of `from` (tests apart) may import files of the house only where `allowed` says so. */
const allow = (name, from, allowed, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from, pathNot: [TEST] },
  to: { path: "^(shared|server|web|tests)/", pathNot: allowed },
});

/** Tests beside a file may reach the whole side they live on, never the other side. */
const allowTests = (name, from, allowed) => ({
  name,
  severity: "error",
  comment: "A test beside a file knows its own side of the house and shared/.",
  from: { path: `${from}.*${TEST}` },
  to: { path: "^(shared|server|web|tests)/", pathNot: allowed },
});

/** No file of `folder` imports another one of the same role. */
const island = (name, folder, role, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: `${folder}(.+)\\.${role}\\.tsx?$` },
  to: { path: `${folder}.+\\.${role}\\.tsx?$`, pathNot: `${folder}$1\\.${role}\\.tsx?$` },
});

/** `pkg` is imported only from `homes` and tests/. Matches installed packages, their types, unresolved names. */
const home = (pkg, ...homes) => ({
  name: `home-of-${pkg.replace(/^@/, "").replaceAll("/", "-")}`,
  severity: "error",
  comment: `${pkg} has one home, so that replacing it touches one place.`,
  from: { pathNot: ["^tests/", ...homes] },
  to: { path: `(?:^|node_modules/)(?:@types/)?${pkg}(?:/|$)` },
});

const CODEC_TYPES = "^shared/codecs/(telegram|transport|keyring|decode-error)\\.ts$";
const MODEL = "^shared/model/";
const SHARED = "^shared/(model|codecs|blocks|analysis|reports|rooms|field|guidance|handover|exports)/";
const ROOMS = "^shared/rooms/";
const EXPORTS = "^shared/exports/";
const SIMULATOR = "^shared/simulator/";
const BYTES = "^shared/codecs/bytes/";
const CRYPTO = "^shared/codecs/crypto/";
const MBUS = "^shared/codecs/mbus/";
const WMBUS = "^shared/codecs/wmbus/";
const KMP = "^shared/codecs/kmp/";
const PROPRIETARY = "^shared/codecs/proprietary/";
const RECEIVER_FRAMES = "^shared/codecs/receivers/";
const DRIVERS = "^shared/codecs/drivers/";
const PACKAGES = ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown"];
const PORTS = "^server/(ports|[a-z]+-ports)\\.ts$";
const SOLID = [
  "^web/src/[^/]+\\.tsx$",
  "^web/src/(screens|parts|state|locales)/",
];

/** Adapters of the server: each an island that knows shared/ and the ports it fills. */
const SERVER_ADAPTERS = ["store", "journal", "receivers", "gateways", "mbus", "notify", "sync", "auth", "keys"];
/** Adapters of the browser that fetch, keep or hear data. */
const WEB_ADAPTERS = ["store", "sync", "device", "api"];
/** Adapters of the browser that draw what they are given. */
const WEB_DRAWING = ["map", "chart"];

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      comment: "A cycle has no bottom to start reading at.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "A file that nothing imports and that imports nothing is dead.",
      from: { orphan: true, path: "^(shared|server|web|tests)/", pathNot: ["\\.d\\.ts$"] },
      to: {},
    },
    {
      name: "not-resolvable",
      severity: "error",
      comment:
        "Every import leads to a file or an installed package. A package's file behind its `exports` is found by the build only, which fails without it.",
      from: { path: "^(shared|server|web|tests)/" },
      to: { couldNotResolve: true, pathNot: ["^virtual:", "\\.wasm\\?url$"] },
    },

    // shared/: model ← codecs, blocks ← analysis; simulator over all. Runs anywhere.
    allow("model-is-the-bottom", MODEL, [MODEL], "The model imports nothing above it."),
    allow("blocks-over-model", "^shared/blocks/", [MODEL, "^shared/(codecs|blocks)/"], "Blocks know model and codecs."),
    allow("analysis-over-blocks", "^shared/analysis/", [MODEL, "^shared/(blocks|analysis)/"], "Analysis sees values, never bytes."),
    allow("reports-over-analysis", "^shared/reports/", [MODEL, "^shared/(analysis|reports)/"], "A report asks a port; it reads no block."),
    allow("field-over-model", "^shared/field/", [MODEL, "^shared/field/"], "What a phone concludes on the road knows no bytes."),
    allow("exports-over-model", EXPORTS, [MODEL, EXPORTS], "A file is written from words and digits that are there already."),
    allow("rooms-over-model", ROOMS, [MODEL, ROOMS], "What people edit together knows no meter's bytes."),
    allow("handover-over-rooms", "^shared/handover/", [MODEL, ROOMS, "^shared/(blocks|handover)/"], "What phones tell each other is a round's marks in few bytes."),
    allow("guidance-over-model", "^shared/guidance/", [MODEL, "^shared/guidance/"], "Guidance knows places and levels, no telegram."),
    allow("simulator-over-shared", SIMULATOR, [SHARED, SIMULATOR], "The simulator speaks through the ordinary codecs."),
    allow("codecs-over-model", "^shared/codecs/", [MODEL, "^shared/codecs/"], "Codecs reach no store, socket or screen."),
    allow("bytes-over-model", BYTES, [MODEL, BYTES, CODEC_TYPES], "Byte reading knows no protocol."),
    allow("crypto-over-bytes", CRYPTO, [MODEL, BYTES, CRYPTO, CODEC_TYPES], "Ciphers know no protocol."),
    allow("mbus-over-crypto", MBUS, [MODEL, BYTES, CRYPTO, MBUS, CODEC_TYPES], "M-Bus knows neither radio nor drivers."),
    allow("wmbus-over-mbus", WMBUS, [MODEL, BYTES, CRYPTO, MBUS, WMBUS, CODEC_TYPES], "Radio stands on M-Bus, not on drivers."),
    allow("kmp-stands-alone", KMP, [MODEL, BYTES, KMP, CODEC_TYPES], "KMP is a protocol of its own."),
    allow("receiver-frames-over-bytes", RECEIVER_FRAMES, [MODEL, BYTES, WMBUS, RECEIVER_FRAMES, CODEC_TYPES], "A receiver's framing may check a frame; it knows no meter."),
    allow("proprietary-over-mbus", PROPRIETARY, [MODEL, BYTES, CRYPTO, MBUS, PROPRIETARY, CODEC_TYPES], "A maker's own payload stands on M-Bus."),
    allow("drivers-are-data", `${DRIVERS}.+\\.driver\\.ts$`, [MODEL, `${DRIVERS}(driver|common)\\.ts$`, `${DRIVERS}[a-z]+-common\\.ts$`], "A driver is data; it never sees bytes."),
    allow("drivers-over-mbus", DRIVERS, [MODEL, BYTES, MBUS, PROPRIETARY, DRIVERS, CODEC_TYPES], "Drivers name records; they know no radio."),
    {
      name: "shared-has-no-io",
      severity: "error",
      comment: "shared/ runs in browser, server and tests alike: no core modules, no packages.",
      from: { path: "^shared/", pathNot: [TEST, ROOMS, EXPORTS] },
      to: { dependencyTypes: ["core", ...PACKAGES] },
    },
    {
      name: "rooms-have-yjs-only",
      severity: "error",
      comment: "Both sides read a room alike, so its layout is shared and knows Yjs; nothing else (docs/adr/0013).",
      from: { path: ROOMS, pathNot: [TEST] },
      to: {
        dependencyTypes: ["core", ...PACKAGES],
        pathNot: ["^node_modules/(yjs|lib0)/"],
      },
    },
    {
      name: "exports-have-writers-only",
      severity: "error",
      comment: "Browser and server write the same files, with the packages that write them (docs/adr/0015).",
      from: { path: EXPORTS, pathNot: [TEST] },
      to: {
        dependencyTypes: ["core", ...PACKAGES],
        pathNot: ["^node_modules/(fflate|@cantoo/pdf-lib|fontkit)/"],
      },
    },
    {
      name: "drivers-are-islands",
      severity: "error",
      comment: "A driver is data plus the common pieces; it never reaches another driver.",
      from: { path: `${DRIVERS}([^/]+)\\.driver\\.ts$` },
      to: { path: `${DRIVERS}.*\\.driver\\.ts$` },
    },

    // server/: meets web/ only in shared/.
    allow("server-knows-only-shared", "^server/", ["^(server|shared)/"], "Server and web meet only in shared/."),
    ...SERVER_ADAPTERS.map((folder) =>
      allow(
        `server-${folder}-is-an-adapter`,
        `^server/${folder}/`,
        [SHARED, PORTS, `^server/${folder}/`],
        "An adapter knows shared/, the ports and itself; it arrives elsewhere through deps.",
      ),
    ),
    allow(
      "simulation-is-an-outsider",
      "^server/simulation/",
      [SHARED, SIMULATOR, PORTS, "^server/simulation/"],
      "A simulated gateway speaks to the server like any other one.",
    ),
    {
      name: "nobody-knows-the-simulation",
      severity: "error",
      comment: "Only a command starts a simulation; no path of the product knows that it runs in one.",
      from: { path: "^(shared|server)/", pathNot: [TEST, SIMULATOR, "^server/(simulation|commands)/"] },
      to: { path: [SIMULATOR, "^server/simulation/"] },
    },
    island("receivers-are-islands", "^server/receivers/", "receiver", "A receiver never reaches another one."),
    island("routes-are-islands", "^server/routes/", "routes", "A route file never reaches another one."),
    island("reports-are-islands", "^shared/reports/", "report", "A report never reaches another one."),
    {
      name: "routes-take-adapters-through-deps",
      severity: "error",
      comment: "Routes and reports get stores as arguments; they import them as types of ports.ts only.",
      from: { path: "^server/(routes|reports|ingest|live)/", pathNot: [TEST] },
      to: { path: `^server/(${SERVER_ADAPTERS.filter((folder) => folder !== "auth").join("|")})/` },
    },

    // web/
    allow("web-knows-only-shared", "^web/", ["^web/", "^shared/"], "Web and server meet only in shared/."),
    ...[...WEB_ADAPTERS, ...WEB_DRAWING].map((folder) =>
      allow(
        `web-${folder}-is-an-adapter`,
        `^web/src/${folder}/`,
        [SHARED, `^web/src/${folder}/`],
        "An adapter knows shared/ and itself; state and screens call it.",
      ),
    ),
    {
      name: "parts-are-dumb",
      severity: "error",
      comment: "A part gets props and gives events; state and adapters stay with screens.",
      from: { path: "^web/src/parts/", pathNot: [TEST] },
      to: { path: `^web/src/(screens|state|${WEB_ADAPTERS.join("|")})/` },
    },
    {
      name: "screens-go-through-state",
      severity: "error",
      comment: "A screen watches state; it never fetches, keeps or hears anything itself.",
      from: { path: "^web/src/screens/", pathNot: [TEST] },
      to: { path: `^web/src/(${WEB_ADAPTERS.join("|")})/` },
    },
    {
      name: "state-knows-no-screen",
      severity: "error",
      comment: "State is watched by screens, never the other way round.",
      from: { path: "^web/src/state/", pathNot: [TEST] },
      to: { path: "^web/src/(screens|parts)/" },
    },
    {
      name: "training-never-sends",
      severity: "error",
      comment: "A training round can reach nothing that calls the server, over however many imports.",
      from: { path: "^web/src/training/", pathNot: [TEST] },
      to: { path: "^web/src/(api|sync)/|^web/src/(exchange|outbox|field-rooms|phone-lock)\\.ts$", reachable: true },
    },
    {
      name: "web-has-no-core-modules",
      severity: "error",
      comment: "The browser has no Node.",
      from: { path: "^web/", pathNot: [TEST] },
      to: { dependencyTypes: ["core"] },
    },
    island("screens-are-islands", "^web/src/screens/", "screen", "A screen never reaches another one."),

    // tests/
    {
      name: "tests-are-imported-by-nobody",
      severity: "error",
      comment: "The product never leans on its tests.",
      from: { pathNot: [TEST, "^tests/"] },
      to: { path: [TEST, "^tests/"] },
    },
    allowTests("shared-tests-stay-in-shared", "^shared/", ["^shared/", TEST_SUPPORT]),
    allowTests("server-tests-stay-on-their-side", "^server/", ["^(server|shared)/", TEST_SUPPORT]),
    allowTests("web-tests-stay-on-their-side", "^web/", ["^(web|shared)/", TEST_SUPPORT]),

    // One home per package.
    home("libsql", "^server/store/"),
    home("@libsql/client", "^server/store/"),
    home("hono", "^server/(app|access-guard|caller|start-http)\\.ts$", "^server/(routes|auth)/"),
    home("@hono/node-server", "^server/(app|start-http)\\.ts$"),
    home("solid-js", ...SOLID),
    home("@solidjs/router", ...SOLID),
    home("@solid-primitives/i18n", "^web/src/(locales|state)/"),
    home("@kobalte/core", "^web/src/parts/"),
    home("@tanstack/solid-virtual", "^web/src/parts/"),
    home("lucide-solid", ...SOLID),
    home("ol", "^web/src/map/"),
    home("kdbush", "^web/src/map/"),
    home("ol-pmtiles", "^web/src/map/"),
    home("pmtiles", "^web/src/map/"),
    home("uplot", "^web/src/chart/"),
    home("workbox-[a-z-]+", "^web/src/(service-worker|main)\\.tsx?$", "^web/src/state/"),
    home("dexie", "^web/src/store/"),
    home("yjs", ROOMS, "^server/sync/", "^web/src/sync/"),
    home("y-protocols", "^server/sync/", "^web/src/sync/"),
    home("lib0", ROOMS, "^server/sync/", "^web/src/sync/"),
    home("y-websocket", "^web/src/sync/"),
    home("ws", "^server/sync/"),
    home("qr", "^web/src/device/"),
    home("zxing-wasm", "^web/src/device/"),
    home("fake-indexeddb", TEST),
    home("@node-rs/argon2", "^server/auth/"),
    home("@simplewebauthn/[a-z-]+", "^server/auth/", "^web/src/api/"),
    home("@oslojs/otp", "^server/auth/"),
    home("@cantoo/pdf-lib", EXPORTS),
    home("fontkit", EXPORTS),
    home("nodemailer", "^server/notify/"),
    home("@fontsource/inter", "^web/src/api/type-files\\.ts$"),
    home("smtp-server"),
    home("unpdf", TEST),
    home("fflate", EXPORTS, TEST),
    home("esbuild", "^server/tooling/"),
    home("vite", "^vite\\.config\\.ts$", "^server/tooling/", "^web/src/vite-env\\.d\\.ts$"),
    home("playwright"),
    home("@axe-core/playwright"),
    home("vitest", TEST, "^vite\\.config\\.ts$"),
    home("fast-check", TEST),
    home("@fontsource-variable/[a-z]+", "^web/src/main\\.tsx$", "^web/src/styles/"),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.base.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.tsbuild|dist|web/public)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "browser", "types", "default"],
      mainFields: ["module", "main", "types"],
    },
  },
};
