import { createHash, createPublicKey, verify } from "node:crypto";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_SCRIPT, PAGE_SCRIPT_SHA256 } from "../../shared/exports/customer-page-script.ts";
import type { WireCustomerReport } from "../../shared/model/wire-reports.ts";
import { attachmentsOf, type MailServer, openMailServer } from "../support/mail-server.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

const ACCOUNT = { user: "rounds@engby.example", password: "kun til prøver: æøå" };
const DAY = { from: "2026-11-01", to: "2026-11-01", language: "da" };

let server: PeopleServer;
let office: TestBrowser;
let post: MailServer;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPoint(server.town, { id: "p1", area: "North", address: "Ærøvej 3 <th>", serial: "61000004" });
  post = await openMailServer(ACCOUNT);
  const id = await addPerson(server, server.town, { user: "bo", role: "superuser" });
  office = await signedInBrowser(server, id);
});
afterAll(async () => {
  await post.close();
  await server.close();
});

const reportOf = (more: object = {}): Promise<WireCustomerReport> =>
  office.json("POST", "/api/v1/points/p1/customer-report", { ...DAY, ...more });
const partOf = (page: string, id: string): Buffer =>
  Buffer.from(new RegExp(`id="${id}">([^<]*)<`).exec(page)?.[1] ?? "", "base64");

/** By Node's own Ed25519, from what the page carries. */
function isGenuine(page: string): boolean {
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), partOf(page, "key")]);
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  return verify(null, partOf(page, "signed"), key, partOf(page, "signature"));
}

describe("a customer's report", () => {
  it("tells what the register counted, exactly, in the customer's language", async () => {
    const { page, customer } = await reportOf();
    expect(customer).toBe("Customer of p1");
    const { report } = JSON.parse(partOf(page, "signed").toString("utf8")) as {
      report: { series: { register: string; total: string | null; unit: string; intervals: unknown[] }[] };
    };
    // The Danish day begins at 23:00 UTC, an hour before the first reading: nothing to count from.
    expect(report.series).toMatchObject([
      { register: "E1", unit: "kWh", total: null, marks: ["missing"], intervals: [{ value: null }] },
    ]);
    for (const [language, words] of [
      ["en", "no reading"],
      ["da", "ingen aflæsning"],
      ["de", "keine Ablesung"],
    ] as const) {
      const silent = await reportOf({ language });
      const shown = partOf(silent.page, "signed").toString("utf8");
      expect(shown).toContain(`<span>– (${words})</span>`);
      expect(shown).toMatch(new RegExp(`<tfoot>.*>–</td><td>${words}<`));
      const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(silent.pdf, "base64")));
      expect((await extractText(pdf, { mergePages: true })).text).toContain(`– (${words})`);
    }
    const next = await reportOf({ from: "2026-11-02", to: "2026-11-02", language: "en" });
    expect(partOf(next.page, "signed").toString("utf8")).toContain("Your consumption");
    // The second day's first hour is there: the register went from 5023 to 5024. The day is over: it is not all of it.
    const said = JSON.parse(partOf(next.page, "signed").toString("utf8"));
    expect(said).toMatchObject({
      report: {
        series: [{ total: "1", marks: ["silent"], intervals: [{ value: "1", mark: "silent" }] }],
      },
    });
    expect(said.page).toContain("(no reading since 2 November 2026 at 01:00)");
  });

  it("is signed by the utility's key, and any change to it is found", async () => {
    const { page, fingerprint } = await reportOf();
    expect(isGenuine(page)).toBe(true);
    const signed = partOf(page, "signed");
    const forged = Buffer.from(signed.toString("utf8").replace("Customer of p1", "Customer of p2"), "utf8");
    expect(isGenuine(page.replace(signed.toString("base64"), forged.toString("base64")))).toBe(false);
    const digest = createHash("sha256").update(partOf(page, "key")).digest("hex").slice(0, 16);
    expect(fingerprint.replaceAll(" ", "")).toBe(digest);
    expect(await office.json("GET", "/api/v1/signing-key")).toMatchObject({ fingerprint });
  });

  it("runs its own script and no other, escapes names, and fetches nothing", async () => {
    const { page } = await reportOf();
    expect(createHash("sha256").update(PAGE_SCRIPT).digest("base64")).toBe(PAGE_SCRIPT_SHA256);
    expect(page).toContain(`script-src 'sha256-${PAGE_SCRIPT_SHA256}'`);
    expect(page).toContain("default-src 'none'");
    expect(page.match(/(?:src|href)=/g)).toBeNull();
    expect(partOf(page, "signed").toString("utf8")).toContain("Ærøvej 3 &lt;th&gt;");
  });

  it("is a PDF with the same facts", async () => {
    const { pdf } = await reportOf();
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(Buffer.from(pdf, "base64"))), {
      mergePages: true,
    });
    for (const words of [
      "Dit forbrug",
      "Ærøvej 3 <th>",
      "Customer of p1",
      "61000004",
      "Varme",
      "kWh",
      "Side 1 af 1",
    ]) {
      expect(text).toContain(words);
    }
  });

  it("answers days that are none, and an interval nobody lived there", async () => {
    const code = (body: object) =>
      office.code("POST", "/api/v1/points/p1/customer-report", { ...DAY, ...body });
    expect(await code({ from: "2026-02-29" })).toBe("report.invalid");
    expect(await code({ language: "la" })).toBe("request.invalid");
    expect(await office.code("POST", "/api/v1/points/gone/customer-report", DAY)).toBe("point.not-found");
  });
});

describe("mail to a customer", () => {
  const mail = (body: object = {}) =>
    office.code("POST", "/api/v1/points/p1/customer-mail", { ...DAY, ...body });

  it("says what is missing: the mail server, then the customer's address", async () => {
    expect(await mail({ address: "ida@example.org" })).toBe("mail.not-set-up");
    expect(await mail()).toBe("customer.no-email");
    expect(await mail({ address: "ida at home" })).toBe("customer.bad-email");
  });

  it("keeps the password sealed, and gives it back to nobody", async () => {
    const settings = {
      host: "127.0.0.1",
      port: post.port,
      security: "starttls",
      user: ACCOUNT.user,
      from: ACCOUNT.user,
    } as const;
    const put = (body: object) => office.code("PUT", "/api/v1/mail-settings", { ...settings, ...body });
    expect(await put({ port: 70_000 })).toBe("request.invalid");
    expect(await put({ password: ACCOUNT.password })).toBe(204);
    const answer = await office.request("GET", "/api/v1/mail-settings");
    expect(await answer.json()).toEqual({ settings: { ...settings, hasPassword: true } });
    const log = JSON.stringify(
      await server.town.store.audit.list({ fromMs: 0, toMs: 9e15, beforeSeq: 9e15, limit: 99 }),
    );
    expect(log).toContain("mail-settings.changed");
    expect(log).not.toContain(ACCOUNT.password);
    const elsewhere = { host: "mail.engby.example", security: "none", password: ACCOUNT.password };
    expect(await put(elsewhere)).toBe("request.invalid");
    const kept = () => server.town.store.mail.password();
    expect(await put({ from: "other@engby.example" })).toBe(204);
    expect(await kept()).toBe(ACCOUNT.password);
    for (const other of [{ host: "localhost" }, { port: 25 }, { user: "eve" }, { security: "tls" }]) {
      expect(await put({ password: ACCOUNT.password })).toBe(204);
      expect(await put(other)).toBe(204);
      expect(await kept()).toBeUndefined();
    }
    // The mail server of these tests has no certificate; what was set up so before goes on working.
    await server.town.store.mail.save({ ...settings, security: "none" }, ACCOUNT.password, {
      atMs: server.clock.nowMs,
      event: "mail-settings.changed",
      by: { name: "test", address: "", computer: "" },
    });
  });

  it("arrives with the PDF and the signed page, and leaves an audit entry", async () => {
    expect(await mail({ address: "ida@example.org" })).toBe(204);
    const [message] = post.received;
    if (!message) throw new Error("no mail came");
    expect(message.to).toEqual(["ida@example.org"]);
    expect(message.from).toBe(ACCOUNT.user);
    const files = attachmentsOf(message);
    expect([...files.keys()].sort()).toEqual(["Dit forbrug.html", "Dit forbrug.pdf"]);
    expect(isGenuine(files.get("Dit forbrug.html")?.toString("utf8") ?? "")).toBe(true);
    const pdf = new Uint8Array(files.get("Dit forbrug.pdf") ?? []);
    const { text } = await extractText(await getDocumentProxy(pdf), { mergePages: true });
    expect(text).toContain("Customer of p1");
    const [entry] = await server.town.store.audit.list({ fromMs: 0, toMs: 9e15, beforeSeq: 9e15, limit: 1 });
    expect(entry).toMatchObject({
      event: "customer-report.sent",
      by: { name: "Name of bo" },
      after: { to: "ida@example.org" },
    });
  });

  it("says when the mail server refuses, and when it is not there", async () => {
    expect(await mail({ address: "nobody@example.org" })).toBe("mail.refused");
    const settings = { host: "127.0.0.1", port: 1, security: "none", user: "", from: ACCOUNT.user };
    await office.request("PUT", "/api/v1/mail-settings", settings);
    expect(await mail({ address: "ida@example.org" })).toBe("mail.unreachable");
    expect(await office.code("POST", "/api/v1/mail-settings/test", { to: "ida@example.org" })).toBe(
      "mail.unreachable",
    );
  });
});
