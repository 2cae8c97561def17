import type { Person } from "../../shared/model/person.ts";
import type { WireDemoPerson } from "../../shared/model/wire-people.ts";
import type { PeopleStore } from "../people-ports.ts";

/** Who tries the demonstration: one for each role. They have no password: a click signs them in. */
const DEMO_PEOPLE: readonly Person[] = [
  { id: "demo-reader", user: "reader", name: "Rikke Reader", role: "user", areas: "all", isActive: true },
  { id: "demo-office", user: "office", name: "Otto Office", role: "superuser", areas: "all", isActive: true },
  { id: "demo-admin", user: "admin", name: "Ada Admin", role: "administrator", areas: "all", isActive: true },
];

/** Makes the people of the demonstration, once. */
export async function createDemoPeople(
  store: { readonly people: PeopleStore },
  nowMs: number,
): Promise<void> {
  const by = { name: "demo", address: "", computer: "" };
  for (const person of DEMO_PEOPLE) {
    if (await store.people.findUser(person.user)) continue;
    await store.people.create(person, { atMs: nowMs, event: "person.created", by });
  }
}

/** The one of this user name who is signed in by a click. */
export async function findDemoPerson(people: PeopleStore, user: string): Promise<Person | undefined> {
  const made = DEMO_PEOPLE.find((person) => person.user === user);
  const person = made && (await people.find(made.id));
  return person?.isActive ? person : undefined;
}

export async function listDemoPeople(people: PeopleStore): Promise<readonly WireDemoPerson[]> {
  const found = await Promise.all(DEMO_PEOPLE.map(({ user }) => findDemoPerson(people, user)));
  return found.flatMap((person) =>
    person ? [{ person: person.user, name: person.name, role: person.role }] : [],
  );
}
