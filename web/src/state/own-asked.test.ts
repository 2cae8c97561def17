import { afterEach, expect, it, vi } from "vitest";
import { OwnDesk } from "../own-desk.ts";
import { PointTable } from "../points/point-table.ts";
import type { PointsKeeper } from "../points-keeper.ts";
import type { PointsCommand } from "../points-protocol.ts";
import { createOwnAsked } from "./own-asked.ts";

afterEach(() => vi.unstubAllGlobals());

it("asks for own fields again in the language that is chosen, and not before any was looked at", async () => {
  const root = { lang: "en" };
  const observers: (() => void)[] = [];
  vi.stubGlobal("document", { documentElement: root });
  vi.stubGlobal(
    "MutationObserver",
    class {
      readonly #onChange: () => void;
      constructor(onChange: () => void) {
        this.#onChange = onChange;
      }
      observe(of: object, { attributeFilter }: { readonly attributeFilter: readonly string[] }): void {
        expect([of, attributeFilter]).toEqual([root, ["lang"]]);
        observers.push(this.#onChange);
      }
    },
  );
  const asked: PointsCommand[] = [];
  const { columns } = createOwnAsked((command) => void asked.push(command));
  expect(observers).toHaveLength(0);
  columns.column("street");
  await Promise.resolve();
  root.lang = "da";
  for (const change of observers) change();
  expect(asked).toEqual([
    { kind: "own", fields: ["street"], languageTag: "en" },
    { kind: "own", fields: ["street"], languageTag: "da" },
  ]);
  expect(observers).toHaveLength(1);
});

it("puts what was known in the other language's order, which the server is not needed for", async () => {
  const values = { points: [], places: [], texts: ["Åvej", "Zvej", "Ævej"] };
  const keeper = { value: async () => ({ etag: "1", values }) } as unknown as PointsKeeper;
  const desk = new OwnDesk(keeper);
  const textsIn = async (languageTag: string): Promise<readonly string[] | undefined> => {
    await desk.want({ fields: ["street"], languageTag });
    return desk.columns(new PointTable([]))[0]?.texts;
  };
  expect(await textsIn("en")).toEqual(["Ævej", "Åvej", "Zvej"]);
  // Danish ends with æ, ø and å.
  expect(await textsIn("da")).toEqual(["Zvej", "Ævej", "Åvej"]);
});
