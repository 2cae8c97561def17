import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** From source this file lies in server/commands, from a bundle in dist/server: both two below the root. */
const root = new URL("../../", import.meta.url);

/** Folder of the built web app. */
export const webRoot = (): string => fileURLToPath(new URL("dist/web", root));

export function appVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  return typeof version === "string" ? version : "unknown";
}
