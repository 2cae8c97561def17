import { err, ok, type Result } from "../shared/model/result.ts";
import { createApp } from "./app.ts";
import { invite } from "./auth/invite.ts";
import { checkHost } from "./config.ts";
import type { Deps } from "./deps.ts";
import { EdgeFilling } from "./jobs/prepare-months.ts";
import { RetentionJob } from "./jobs/run-retention.ts";
import { Schedules } from "./jobs/run-schedules.ts";
import { ReportWarming } from "./jobs/warm-reports.ts";
import { type DepsOptions, openDeps } from "./open-deps.ts";
import type { StartError } from "./start-error.ts";
import { startHttp } from "./start-http.ts";
import type { Utility } from "./utilities.ts";

export interface ServerOptions extends DepsOptions {
  readonly host: string;
  readonly port: number;
}

export interface RunningServer {
  readonly port: number;
  /** The parts of the utility the server was started for. */
  readonly deps: Utility;
  /** One for each utility without an administrator; each opens `/setup#<token>` once. */
  readonly setupLinks: readonly SetupLink[];
  close(): Promise<void>;
}

export interface SetupLink {
  readonly utility: string;
  readonly token: string;
}

/** The composition root: opens the utilities, listens, and picks up where each last ended. */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer, StartError>> {
  const opened = await openDeps(options);
  if (!opened.ok) return opened;
  const { deps, close } = opened.value;
  const failed = async (error: StartError): Promise<Result<RunningServer, StartError>> => {
    await close();
    return err(error);
  };
  if (!(checkHost(options.host).ok || (await canPeopleSignIn(deps))))
    return failed({ kind: "nobody-can-sign-in", host: options.host });
  const http = await startHttp(createApp(deps), options);
  if (!http.ok) return failed(http.error);
  for (const { ingest } of deps.utilities.all()) await ingest.start();
  const retention = deps.utilities.all().map((utility) => new RetentionJob(utility, deps));
  for (const job of retention) job.start();
  const schedules = new Schedules({ ...deps, utilities: () => deps.utilities.all() });
  schedules.start();
  const filling = new EdgeFilling({ ...deps, utilities: () => deps.utilities.all() });
  filling.start();
  const warming = new ReportWarming({ ...deps, utilities: () => deps.utilities.all() });
  warming.start();
  return ok({
    port: http.value.port,
    deps: deps.utilities.first,
    setupLinks: await makeSetupLinks(deps),
    close: async () => {
      for (const job of retention) job.stop();
      await filling.stop();
      await warming.stop();
      await schedules.stop();
      for (const { changes } of deps.utilities.all()) changes.close();
      await http.value.close();
      await close();
    },
  });
}

/** Beyond this machine Rounds is reached only where every utility has somebody who decides who may do what. */
async function canPeopleSignIn(deps: Deps): Promise<boolean> {
  if (deps.access === "open" || deps.isDemo) return false;
  for (const { store } of deps.utilities.all()) if (!(await store.people.hasAdministrator())) return false;
  return true;
}

async function makeSetupLinks(deps: Deps): Promise<readonly SetupLink[]> {
  if (deps.access === "open" || deps.isDemo) return [];
  const links: SetupLink[] = [];
  for (const { id, store } of deps.utilities.all()) {
    if (await store.people.hasAdministrator()) continue;
    const by = { name: "server start", address: "", computer: "" };
    const note = { atMs: deps.nowMs(), event: "setup.link-printed", by };
    const { token } = await invite(store.invitations, { utility: id, kind: "setup" }, note);
    links.push({ utility: id, token });
  }
  return links;
}
