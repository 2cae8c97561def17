import { checkHost, readMasterKey } from "../config.ts";
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
} as const;

const flags = parseFlags(process.argv.slice(2), FLAGS);
if (!flags.ok) exitWith(2, flags.error);
const port = wholeNumber(flags.value.port ?? process.env["PORT"] ?? FLAGS.port.otherwise, "--port", {
  from: 0,
  to: 65535,
});
if (!port.ok) exitWith(2, port.error);
const host = checkHost(flags.value.host ?? FLAGS.host.otherwise);
if (!host.ok) exitWith(2, host.error);
const masterKey = readMasterKey(process.env);
if (!masterKey.ok) exitWith(2, masterKey.error);
const utility = flags.value.utility ?? FLAGS.utility.otherwise;
if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(utility))
  exitWith(2, "--utility takes lower-case letters, digits and hyphens.");

const server = await startServer({
  dataFolder: flags.value.data ?? FLAGS.data.otherwise,
  utility,
  host: host.value,
  port: port.value,
  masterKey: masterKey.value,
  webRoot: webRoot(),
  version: appVersion(),
  report: (text) => process.stderr.write(`${new Date().toISOString()} ${text}\n`),
});
if (!server.ok) exitWith(1, describeStartError(server.error));
process.stdout.write(`Rounds is ready at http://localhost:${server.value.port}\n`);
closeOnSignal(server.value);

function closeOnSignal(running: RunningServer): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void running.close().then(() => process.exit(0)));
  }
}
