import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addPerson, addPoint, hear, openPeopleServer, type PeopleServer, T0 } from "./people-server.ts";

export const PEOPLE = { U: "user", S: "superuser", A: "administrator" } as const;

export interface AccessServer {
  readonly server: PeopleServer;
  /** Number of a telegram of the first utility's meter. */
  readonly frame: number;
  readonly gatewayToken: string;
}

/** Two utilities: one with a person of each role, a point and telegrams, and one whose administrator is a stranger there. */
export async function openAccessServer(): Promise<AccessServer> {
  const server = await openPeopleServer({ isDemo: true });
  for (const role of Object.values(PEOPLE)) await addPerson(server, server.town, { user: role, role });
  await addPerson(server, server.elsewhere, { user: "stranger", role: "administrator" });
  await addPoint(server.town, { id: "p1", area: "North", address: "Secret Street 1", serial: "80000001" });
  const frame = await hear(server.town, "80000001", T0 + 1000);
  await hear(server.town, "80000099", T0 + 2000);
  for (const { id } of server.deps.utilities.all()) {
    mkdirSync(join(server.dataFolder, id, "maps"));
    writeFileSync(join(server.dataFolder, id, "maps/world.txt"), `the map of ${id}`);
  }
  const gatewayToken = await server.town.store.gateways.create("mast");
  return { server, frame, gatewayToken };
}

/** An address of this pattern that leads to something where there is something. */
export const fillPath = (path: string, frame: number): string =>
  path
    .replace("/maps/*", "/maps/world.txt")
    .replace("/users/:id", "/users/id-nobody")
    .replace(":id", "p1")
    .replace(":room", encodeURIComponent("town/North/points/1"))
    .replace(":meter", "KAM-80000001-34-04")
    .replace(":month", "2026-11")
    .replace(":seq", `${frame}`)
    .replace(":role", "nobody");
