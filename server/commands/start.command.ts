import { checkHost, parseAddresses, parseHostNames, readMasterKey } from "../config.ts";
import { isUtilityId } from "../open-deps.ts";
import { describeStartError } from "../start-error.ts";
import { type RunningServer, startServer } from "../start-server.ts";
import { appVersion, webRoot } from "./app-files.ts";
import { exitWith } from "./exit-with.ts";
import { parseFlags, wholeNumber } from "./parse-flags.ts";

const FLAGS = {
  data: { about: "data folder", otherwise: "./rounds-data" },
  port: { about: "port to listen on", otherwise: "8080" },
  host: { about: "address to listen on", otherwise: "127.0.0.1" },
  utility: { about: "the utility's folder name", otherwise: "utility" },
  "public-host": { about: "names under which a TLS proxy makes this server known, separated by commas" },
  proxy: { about: "addresses of TLS proxies on other machines, separated by commas" },
} as const;

const flags = parseFlags(process.argv.slice(2), FLAGS);
if (!flags.ok) exitWith(2, flags.error);
const port = wholeNumber(flags.value.port ?? process.env["PORT"] ?? FLAGS.port.otherwise, "--port", {
  from: 0,
  to: 65535,
});
if (!port.ok) exitWith(2, port.error);
const host = flags.value.host ?? FLAGS.host.otherwise;
const publicHosts =
  flags.value["public-host"] === undefined ? undefined : parseHostNames(flags.value["public-host"]);
if (publicHosts?.ok === false) exitWith(2, publicHosts.error);
const proxies = flags.value.proxy === undefined ? undefined : parseAddresses(flags.value.proxy);
if (proxies?.ok === false) exitWith(2, proxies.error);
const masterKey = readMasterKey(process.env);
if (!masterKey.ok) exitWith(2, masterKey.error);
const utility = flags.value.utility ?? FLAGS.utility.otherwise;
if (!isUtilityId(utility)) exitWith(2, "--utility takes lower-case letters, digits and hyphens.");

const server = await startServer({
  dataFolder: flags.value.data ?? FLAGS.data.otherwise,
  utility,
  host,
  port: port.value,
  masterKey: masterKey.value,
  // For developing against the API on this machine: nobody has to sign in.
  access: process.env["ROUNDS_ACCESS"] === "open" ? "open" : "enforced",
  ...(publicHosts === undefined ? {} : { publicHosts: publicHosts.value }),
  ...(proxies === undefined ? {} : { proxies: proxies.value }),
  webRoot: webRoot(),
  version: appVersion(),
  report: (text) => process.stderr.write(`${new Date().toISOString()} ${text}\n`),
});
if (!server.ok)
  exitWith(server.error.kind === "nobody-can-sign-in" ? 2 : 1, describeStartError(server.error));
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const origin = `http://localhost:${server.value.port}`;
say(`Rounds is ready at ${origin}`);
for (const link of server.value.setupLinks) {
  say(`  Nobody can sign in to "${link.utility}" yet. Open this link within 24 hours; it works once:`);
  say(`  ${origin}/setup#${link.token}`);
}
if (!checkHost(host).ok) {
  say(
    "  Put TLS in front: browsers keep the sign-in cookie over HTTPS only, under a name given with --public-host.",
  );
}
closeOnSignal(server.value);

function closeOnSignal(running: RunningServer): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void running.close().then(() => process.exit(0)));
  }
}
