import { afterEach, beforeEach } from "vitest";
import { invite } from "../../server/auth/invite.ts";
import type { WireAudit, WireSignIn } from "../../shared/model/wire-people.ts";
import { addPerson, openPeopleServer, PASSWORD, type PeopleServer } from "./people-server.ts";
import { TestBrowser, type TestBrowserOptions } from "./test-browser.ts";

/** One utility in its first minutes, made anew for each test of a file, with what people do at its door. */
export function useTownOffice() {
  let server: PeopleServer;
  beforeEach(async () => {
    server = await openPeopleServer({ utilities: 1 });
    await server.town.store.settings.saveUtility({ name: "Engby Varme", timeZone: "Europe/Copenhagen" });
  });
  afterEach(() => server.close());

  const open = (options: TestBrowserOptions = {}): TestBrowser =>
    new TestBrowser(server.app.request, options);

  const signIn = async (user: string, password = PASSWORD): Promise<TestBrowser> => {
    const browser = open();
    await browser.json("POST", "/api/v1/session", { user, password } satisfies WireSignIn);
    return browser;
  };

  return {
    server: () => server,
    open,
    signIn,
    async administrator(): Promise<TestBrowser> {
      await addPerson(server, server.town, { user: "ada", role: "administrator", password: PASSWORD });
      return signIn("ada");
    },
    async setupToken(): Promise<string> {
      const note = {
        atMs: server.clock.nowMs,
        event: "setup.link-printed",
        by: { name: "start", address: "", computer: "" },
      };
      return (await invite(server.town.store.invitations, { utility: "town", kind: "setup" }, note)).token;
    },
    auditOf: (browser: TestBrowser) => browser.json<WireAudit>("GET", "/api/v1/audit"),
  };
}
