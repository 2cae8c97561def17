import { type Context, Hono } from "hono";
import { sayCustomerReport } from "../../shared/exports/customer-report.ts";
import { CUSTOMER_LANGUAGES, fill } from "../../shared/exports/customer-words-table.ts";
import { writeCustomerPage } from "../../shared/exports/write-customer-page.ts";
import { writeCustomerPdf } from "../../shared/exports/write-customer-pdf.ts";
import type { WireCustomerReport } from "../../shared/model/wire-reports.ts";
import { daySpan } from "../../shared/reports/report-span.ts";
import { callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { type BuiltReport, buildCustomerReport } from "../reports/build-customer-report.ts";
import { readTypeFiles } from "../reports/read-typeface.ts";
import { base64, fingerprintOf, signReport } from "../reports/sign-report.ts";
import type { Utility } from "../utilities.ts";
import { BodyFields } from "./body-fields.ts";

/** A customer's own report: to be looked at and saved, or sent to them as mail. */
export function customerReportsRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/signing-key", async (c) => {
      const publicKey = await callerOf(c).utility.store.signing.publicKey();
      return c.json({ publicKey: base64(publicKey), fingerprint: fingerprintOf(publicKey) });
    })
    .post("/api/v1/points/:id/customer-report", async (c) => {
      const { built } = await reportOf(c, deps);
      return c.json(await writeFiles(callerOf(c).utility, built));
    })
    .post("/api/v1/points/:id/customer-mail", async (c) => {
      const { built, body } = await reportOf(c, deps);
      await send(c, deps, { built, to: addressOf(body, built) });
      return c.body(null, 204);
    });
}

async function reportOf(c: Context, deps: Deps): Promise<{ built: BuiltReport; body: BodyFields }> {
  const { utility } = callerOf(c);
  const pointId = c.req.param("id") ?? "";
  const found = utility.points.find(pointId);
  if (!(found && isVisible(callerOf(c), found.point)))
    throw new HttpError("point.not-found", { id: pointId });
  const body = await BodyFields.read(c);
  const days = { from: body.text("from", { max: 10 }), to: body.text("to", { max: 10 }) };
  const language = body.choice("language", CUSTOMER_LANGUAGES);
  const { timeZone } = await utility.store.settings.utility();
  const nowMs = deps.nowMs();
  const span = daySpan(days, { timeZone, nowMs });
  if (!span.ok) throw new HttpError("report.invalid", span.error);
  const built = await buildCustomerReport(utility, { ...span.value, pointId, language, nowMs });
  if (!built.ok) throw new HttpError(built.error);
  return { built: built.value, body };
}

async function writeFiles({ store }: Utility, { report, email }: BuiltReport): Promise<WireCustomerReport> {
  const signed = await signReport(store.signing, report);
  return {
    customer: report.customer,
    customerNumber: report.customerNumber,
    email,
    fingerprint: fingerprintOf(Buffer.from(signed.publicKey, "base64")),
    page: writeCustomerPage(report, signed),
    pdf: base64(await writeCustomerPdf(report, await readTypeFiles())),
  };
}

function addressOf(body: BodyFields, { email }: BuiltReport): string {
  const to = body.has("address") ? body.text("address", { max: 254 }) : email;
  if (to === "") throw new HttpError("customer.no-email");
  if (!/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(to)) throw new HttpError("customer.bad-email");
  return to;
}

async function send(
  c: Context,
  deps: Deps,
  { built, to }: { readonly built: BuiltReport; readonly to: string },
): Promise<void> {
  const { utility, actor } = callerOf(c);
  const settings = await utility.store.mail.settings();
  if (!settings) throw new HttpError("mail.not-set-up");
  const { report } = built;
  const { words, interval } = sayCustomerReport(report);
  const files = await writeFiles(utility, built);
  const password = await utility.store.mail.password();
  const values = { name: report.customer, address: report.address, interval, utility: report.utility };
  const fault = await deps.sendMail(
    { ...settings, ...(password === undefined ? {} : { password }) },
    {
      to,
      subject: fill(words.subject, values),
      text: fill(words.letter, values),
      files: [
        { name: `${words.title}.pdf`, type: "application/pdf", bytes: Buffer.from(files.pdf, "base64") },
        {
          name: `${words.title}.html`,
          type: "text/html; charset=utf-8",
          bytes: Buffer.from(files.page, "utf8"),
        },
      ],
    },
  );
  const pointId = c.req.param("id") ?? "";
  await utility.store.audit.append({
    atMs: deps.nowMs(),
    event: fault ? "customer-report.not-sent" : "customer-report.sent",
    by: actor,
    target: { kind: "point", id: pointId, name: report.address },
    after: { customer: report.customerNumber, to, ...(fault ? { reason: fault.code } : {}) },
  });
  if (fault) throw new HttpError(fault.code, { reason: fault.reason });
}
