import { exhaustive } from "../shared/model/result.ts";
import type { StorageOpenError } from "./ports.ts";
import type { ListenError } from "./start-http.ts";

export type StartError =
  | StorageOpenError
  | ListenError
  | { readonly kind: "nobody-can-sign-in"; readonly host: string };

const FULL: ReadonlySet<string> = new Set(["SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "ENOSPC"]);

/** What is wrong and what to do, in one sentence each. */
export function describeStartError(error: StartError): string {
  switch (error.kind) {
    case "port-taken":
      return `Port ${error.port} is taken by another program. Stop that one, or choose another port with --port or PORT.`;
    case "port-forbidden":
      return `Port ${error.port} may not be used by this user. Choose one above 1023 with --port or PORT.`;
    case "cannot-listen":
      return `The server cannot listen: ${error.reason}.`;
    case "not-writable":
      if (FULL.has(error.reason))
        return `The disk that ${error.path} is on is full. Make room, then start again.`;
      return `The data folder ${error.path} cannot be written (${error.reason}). Choose another with --data, or change its permissions.`;
    case "not-a-database":
      return `${error.path} is damaged or no Rounds database. Choose another data folder with --data, or restore that file from a backup.`;
    case "not-a-journal":
      return `${error.path} is not a Rounds journal. Move it out of the data folder, or restore it from a backup.`;
    case "newer-schema":
      return `${error.path} was written by a newer Rounds (schema ${error.found}, this one knows ${error.supported}). Install the newer version.`;
    case "wrong-master-key":
      return `The master key does not fit ${error.path}. Start with the key this data was written with.`;
    case "in-use":
      return `${error.path} is in use by another Rounds. Stop that one first, or choose another data folder with --data.`;
    case "nobody-can-sign-in":
      return `Rounds listens on this machine only (127.0.0.1) as long as nobody can sign in; "${error.host}" is refused. Start without --host, open the setup link, then start again.`;
    default:
      return exhaustive(error);
  }
}
