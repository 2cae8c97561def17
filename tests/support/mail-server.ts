import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** The message as it came over the line. */
  readonly raw: string;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  close(): Promise<void>;
}

/** A real mail server on this machine: it wants this name and password, and keeps what it is sent. */
export async function openMailServer(account: {
  readonly user: string;
  readonly password: string;
}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      const isRight = username === account.user && password === account.password;
      done(isRight ? null : new Error("wrong name or password"), { user: username ?? "" });
    },
    onRcptTo({ address }, _session, done) {
      if (!address.startsWith("nobody@")) return done();
      done(Object.assign(new Error("no such mailbox"), { responseCode: 550 }));
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const from = envelope.mailFrom === false ? "" : (envelope.mailFrom?.address ?? "");
        received.push({
          from,
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString("utf8"),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The attachments of a message by file name, taken out of their Base64. */
export function attachmentsOf({ raw }: ReceivedMail): ReadonlyMap<string, Buffer> {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? "";
  const parts = raw.split(`--${boundary}`).filter((part) => part.includes("attachment"));
  return new Map(
    parts.map((part) => {
      const [head = "", ...body] = part.split("\r\n\r\n");
      const name = /filename="?([^"\r\n;]+)"?/.exec(head)?.[1] ?? "";
      return [name, Buffer.from(body.join(""), "base64")];
    }),
  );
}
