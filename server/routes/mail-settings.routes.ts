import { type Context, Hono } from "hono";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { MAIL_SECURITIES, type MailSettings } from "../report-ports.ts";
import { BodyFields, invalid } from "./body-fields.ts";

// A relay on the same machine: nothing travels.
const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/** How the utility's mail leaves. The password goes in and never comes out. */
export function mailSettingsRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/mail-settings", async (c) => {
      const settings = await callerOf(c).utility.store.mail.settings();
      return c.json({ settings: settings ?? null });
    })
    .put("/api/v1/mail-settings", async (c) => {
      const { utility, actor } = callerOf(c);
      const body = await BodyFields.read(c);
      const settings = settingsOf(body);
      const before = await utility.store.mail.settings();
      const password = passwordOf(body, settings, before);
      await utility.store.mail.save(settings, password, {
        atMs: deps.nowMs(),
        event: "mail-settings.changed",
        by: actor,
        before,
        after: {
          ...settings,
          ...(password === undefined ? {} : { password: password === null ? "removed" : "changed" }),
        },
      });
      return c.body(null, 204);
    })
    .post("/api/v1/mail-settings/test", async (c) => {
      const body = await BodyFields.read(c);
      await sendTest(c, deps, body.text("to", { max: 254 }));
      return c.body(null, 204);
    });
}

/** A password given for one mail server is never sent to another, as another, or less guarded: it is typed anew. */
function passwordOf(
  body: BodyFields,
  settings: MailSettings,
  before: (MailSettings & { readonly hasPassword: boolean }) | undefined,
): string | null | undefined {
  if (body.get("password") === null) return null;
  if (body.has("password")) return body.secret("password");
  const isSame = (["host", "port", "security", "user"] as const).every(
    (field) => before?.[field] === settings[field],
  );
  return isSame || !before?.hasPassword ? undefined : null;
}

function settingsOf(body: BodyFields): MailSettings {
  const port = body.get("port");
  if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65_535) {
    throw invalid("port", "1 to 65535");
  }
  const host = body.text("host", { max: 253 });
  const security = body.choice("security", MAIL_SECURITIES);
  const user = body.text("user", { max: 254, min: 0 });
  if (security === "none" && user !== "" && !LOOPBACK.has(host)) {
    throw invalid("user", "empty without encryption: a password would travel in clear");
  }
  return {
    host,
    port,
    security,
    user,
    from: body.text("from", { max: 254 }),
  };
}

async function sendTest(c: Context, deps: Deps, to: string): Promise<void> {
  const { utility } = callerOf(c);
  const settings = await utility.store.mail.settings();
  if (!settings) throw new HttpError("mail.not-set-up");
  const password = await utility.store.mail.password();
  const { name } = await utility.store.settings.utility();
  const fault = await deps.sendMail(
    { ...settings, ...(password === undefined ? {} : { password }) },
    { to, subject: `Rounds – ${name}`, text: `Rounds – ${name}\n`, files: [] },
  );
  if (fault) throw new HttpError(fault.code, { reason: fault.reason });
}
