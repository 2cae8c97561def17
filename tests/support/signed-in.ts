import { startSession } from "../../server/auth/open-sessions.ts";
import { addPerson, PASSWORD, type PeopleServer } from "./people-server.ts";
import { TestBrowser } from "./test-browser.ts";

/** A browser in which somebody who is there already is signed in, without the price of a password. */
export async function signedInBrowser(
  server: PeopleServer,
  personId: string,
  utility = server.town,
): Promise<TestBrowser> {
  const person = await utility.store.people.find(personId);
  if (!person) throw new Error(`${personId} is not there`);
  const by = { name: person.name, address: "", computer: "" };
  const who = { utility: utility.id, person, by, how: "test" };
  const { token } = await startSession(utility.store.sessions, who, server.clock.nowMs);
  const browser = new TestBrowser((path, init, env) => server.app.request(path, init, env));
  browser.cookies.set("rounds-session-8080", token);
  return browser;
}

/** Somebody new in the town, signed in over HTTP. */
export async function signInNew(
  server: PeopleServer,
  who: Omit<Parameters<typeof addPerson>[2], "password">,
): Promise<TestBrowser> {
  await addPerson(server, server.town, { ...who, password: PASSWORD });
  return signIn(server, who.user);
}

/** A browser in which somebody with the tests' password signs in over HTTP. */
export async function signIn({ app }: PeopleServer, user: string): Promise<TestBrowser> {
  const browser = new TestBrowser(app.request);
  await browser.json("POST", "/api/v1/session", { user, password: PASSWORD });
  return browser;
}
