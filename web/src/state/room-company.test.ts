import { createRoot } from "solid-js";
import { expect, it } from "vitest";
import { createCompany } from "./room-company.ts";

type State = Readonly<Record<string, unknown>>;
/** A room in which the others say this of themselves. */
function roomOf(...others: readonly State[]) {
  const said: (State | null)[] = [];
  return { said, presence: () => others, setPresence: (state: State | null) => void said.push(state) };
}
const ADA = { id: "ada", name: "Ada Admin" };
const OTTO = { id: "otto", name: "Otto Office" };
const companyOf = (personId: string) => createRoot(() => createCompany(() => personId));

it("are the others, each once for each thing, in the field of the window that is in one", () => {
  const company = companyOf("ada");
  company.take(
    roomOf(
      { user: ADA, about: "g-1", field: "name" },
      { user: OTTO, about: "g-1" },
      { user: OTTO, about: "g-1", field: "comment" },
      { user: OTTO, about: "g-1" },
      { user: OTTO, about: "g-2" },
      // Who does not say who it is is nobody, and what is no text says nothing.
      { about: "g-1" },
      { user: { id: "eva" }, field: 7 },
    ),
  );
  expect(company.companions()).toEqual([
    { ...OTTO, about: "g-1", field: "comment" },
    { ...OTTO, about: "g-2", field: undefined },
    { id: "eva", name: "", about: undefined, field: undefined },
  ]);
  company.take(undefined);
  expect(company.companions()).toEqual([]);
});

it("hear of somebody while they look, and no more once they left or went to another room", () => {
  const company = companyOf("ada");
  const [first, second] = [roomOf(), roomOf()];
  company.take(first);
  expect(first.said).toEqual([]);
  company.attend({ about: "g-1" });
  company.attend({ about: "g-1", field: "name" });
  company.take(second);
  company.attend(undefined);
  expect(first.said).toEqual([{ about: "g-1" }, { about: "g-1", field: "name" }, null]);
  expect(second.said).toEqual([{ about: "g-1", field: "name" }, null]);
});
