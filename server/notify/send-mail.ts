import { createTransport } from "nodemailer";
import type { MailFault, SendMail } from "../report-ports.ts";

const PATIENCE_MS = 20_000;

/**
 * Sends over SMTP (RFC 5321). With `starttls` a server that offers no TLS is refused: a password never
 * travels in clear because somebody in between took the offer away.
 */
export const sendMail: SendMail = async ({ host, port, security, user, from, password }, letter) => {
  const transport = createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(user === "" ? {} : { auth: { user, pass: password ?? "" } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      attachments: letter.files.map(({ name, type, bytes }) => ({
        filename: name,
        contentType: type,
        content: Buffer.from(bytes),
      })),
    });
    return undefined;
  } catch (error) {
    return faultOf(error);
  } finally {
    transport.close();
  }
};

/** A server that answered has refused; one that did not is out of reach. */
function faultOf(error: unknown): MailFault {
  const { responseCode, message } = error as { responseCode?: number; message?: string };
  const reason = message ?? String(error);
  return responseCode === undefined ? { code: "mail.unreachable", reason } : { code: "mail.refused", reason };
}
