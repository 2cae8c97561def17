import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { WirePointList } from "../../shared/model/wire.ts";
import type { App } from "./app-driver.ts";

/** The app's own table of routes: a screen that is added is walked too. */
const ROUTES = join(import.meta.dirname, "../../web/src/routes.tsx");
const PASSPHRASE = "four words on a dashboard";

/** Makes a round of all points, pairs the page as a phone, and gives a path to every screen there is. */
export async function openEveryPath(app: App): Promise<readonly string[]> {
  const { points } = await app.get.json<WirePointList>("/api/v1/points");
  const made = await app.page.request.post(`${app.server.url}/api/v1/rounds`, {
    data: { name: "On foot", pointIds: points.map(({ id }) => id) },
    failOnStatusCode: true,
  });
  const { id: round } = (await made.json()) as { readonly id: string };
  await app.when.opens("/read");
  await app.page.getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
  await app.page.getByRole("button", { name: "Pair this phone" }).click();
  await app.page.getByText("On foot").waitFor();
  await app.when.opens("/training/round");
  await app.page.locator(".field-row").first().click();
  const typing = await app.page.locator('a[href*="/type/"]').first().getAttribute("href");
  const learnt = typing?.split("/").at(-1) ?? "";
  return readPaths({ learnt, point: points.find(({ medium }) => medium === "heat")?.id ?? "", round });
}

function readPaths(names: {
  readonly point: string;
  readonly round: string;
  /** A point of the training's round. */
  readonly learnt: string;
}): readonly string[] {
  const paths: string[] = [];
  let frame = "";
  for (const line of readFileSync(ROUTES, "utf8").split("\n")) {
    const path = /<Route path="([^"]+)"/.exec(line)?.[1];
    if (line.includes("</Route>")) frame = "";
    if (path === undefined) continue;
    // A route with others inside is their frame; the first of them stands at its own address.
    if (!line.trimEnd().endsWith("/>")) frame = path;
    else paths.push(frame + path);
  }
  return paths.map((path) =>
    path
      .replace(/^\*/, "/a-page-that-is-none")
      .replace(/^\/training\/:id/, "/training/round")
      .replace(":pointId", path.startsWith("/training") ? names.learnt : names.point)
      .replace(/^\/points\/:id/, `/points/${names.point}`)
      .replace(/^\/reports\/:id/, "/reports/balance")
      .replace(/^\/pressure\/:id\?/, "/pressure")
      .replace(/:id\??/, names.round)
      .replace(/(.)\/$/, "$1"),
  );
}
