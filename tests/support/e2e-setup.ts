import { afterEach } from "vitest";
import { seenScreens } from "./seen-screens.ts";

afterEach(async ({ task }) => {
  if (task.result?.state === "fail")
    for (const screen of await seenScreens()) process.stderr.write(`${screen}\n`);
});
