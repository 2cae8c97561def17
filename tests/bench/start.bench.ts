import { findBrowser } from "../support/find-browser.ts";
import type { Bench } from "./figure.ts";
import { prepareTown } from "./phone-town.ts";

/**
 * A phone that is switched on without network, with a round of 10,000 points on it: a fresh browser on
 * the profile of the morning, from the navigation to the first round on the start page, and to the first
 * point of the open round. The goal is 2 s for each.
 */
const POINTS = 10_000;
const TIMES = 3;

/** Milliseconds from the navigation until `selector` stands, told by the page's own clock. */
async function coldStart(
  town: Awaited<ReturnType<typeof prepareTown>>,
  path: string,
  selector: string,
): Promise<number> {
  const phone = await town.start();
  try {
    await phone.page.goto(`${town.url}${path}`, { waitUntil: "commit" });
    return await phone.page.evaluate<number>(`new Promise((resolve) => {
      const look = () => document.querySelector(${JSON.stringify(selector)})
        ? resolve(performance.now())
        : requestAnimationFrame(look);
      look();
    })`);
  } finally {
    await phone.kill();
  }
}

async function best(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < TIMES; n++) times.push(await measure());
  return Math.round(Math.min(...times));
}

export const bench: Bench = {
  async measure(print) {
    const town = await prepareTown(POINTS, () => Promise.resolve(findBrowser()));
    try {
      town.cut();
      const start = await best(() => coldStart(town, "/read", ".round-card"));
      print({ name: "start.field", value: start, unit: "ms" });
      const round = await best(() => coldStart(town, `/read/${town.roundId}`, ".field-row"));
      print({ name: "start.round", value: round, unit: "ms" });
    } finally {
      await town.close();
    }
  },
};
