import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePoint, WirePointList } from "../../shared/model/wire.ts";
import { type App, eventually } from "../support/app-driver.ts";
import { isKeptInRoom } from "../support/browser-stores.ts";
import type { CutLine } from "../support/cut-line.ts";
import { Desks } from "../support/desks.ts";

/** Groups at two desks and for a reader who may only look. */
let desks: Desks;
let app: App;
let line: CutLine;
let points: readonly WirePoint[] = [];
let anna: Page;
let office: Page;
let reader: Page;

beforeAll(async () => {
  desks = await Desks.open({ points: 60, days: 2 });
  ({ app, line } = desks);
  points = (await app.get.json<WirePointList>("/api/v1/points")).points;
  ({ anna, office, reader } = await desks.three());
});
afterAll(() => desks?.close());

const urlOf = (page: Page): string => (page === anna ? line.url : app.server.url);
const open = (page: Page, path: string) => page.goto(urlOf(page) + path);
const lineOf = (page: Page, name: string): Locator =>
  page.locator(".group-line").filter({ has: page.getByRole("link", { name, exact: true }) });
const countIn = (page: Page, name: string): Promise<string> =>
  lineOf(page, name).locator(".group-line-count").innerText();
const counts = (page: Page, name: string, count: number) =>
  eventually(
    () => countIn(page, name),
    (seen) => seen === String(count),
  );
const listed = (page: Page): Promise<string> => page.locator(".toolbar-count").innerText();
const lists = (page: Page, text: string) =>
  eventually(
    () => listed(page),
    (seen) => seen === text,
  );

async function findings(page: Page): Promise<readonly string[]> {
  return (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);
}

/** An open menu hangs outside the page's regions, which axe calls moderate. */
async function serious(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
}

/** Picks the first rows of the list as it is shown. */
async function pickFirst(page: Page, count: number): Promise<void> {
  const boxes = page.locator("tbody").getByRole("checkbox");
  await boxes.first().waitFor();
  for (let n = 0; n < count; n++) await boxes.nth(n).click();
  await page
    .getByText(`${count} ${count === 1 ? "point" : "points"} picked`)
    .first()
    .waitFor();
}

async function makeOfPicked(page: Page, name: string): Promise<void> {
  await page.getByRole("region", { name: "Picked points" }).getByRole("button", { name: "Groups" }).click();
  const sheet = page.getByRole("dialog");
  const more = sheet.getByRole("button", { name: "New group" });
  await sheet.getByLabel("Name").or(more).first().waitFor();
  if (await more.isVisible()) await more.click();
  await sheet.getByLabel("Name").fill(name);
  await sheet.getByRole("button", { name: "Make the group" }).click();
  await sheet.getByText(`${name} was made`).waitFor();
}

describe("the built-in groups", () => {
  it("are there at once with what they count, and the last import says that there was none", async () => {
    await open(anna, "/groups");
    await counts(anna, "All", 60);
    await counts(anna, "Non-grouped", 60);
    const priority = points.filter(({ isPriority }) => isPriority === true);
    expect(priority.length).toBeGreaterThan(0);
    await counts(anna, "Priority", priority.length);
    await counts(anna, "Last imported", 0);
    await lineOf(anna, "Last imported").getByText("Nothing was imported yet").waitFor();
    await anna.getByText("Nobody has made a group yet").waitFor();
    expect(await findings(anna)).toEqual([]);
  });
});

describe("a group of picked points", () => {
  it("is made from the list's selection, counted, and seen at the other desk at once", async () => {
    await open(office, "/groups");
    await counts(office, "All", 60);
    await open(anna, "/points");
    await lists(anna, "60");
    await pickFirst(anna, 3);
    await makeOfPicked(anna, "Attention");
    expect(await findings(anna)).toEqual([]);
    await counts(office, "Attention", 3);
    await counts(office, "Non-grouped", 57);
  });

  it("filters list and map, in the address too, and still after loading anew", async () => {
    await anna.keyboard.press("Escape");
    await anna.getByRole("button", { name: "Pick none" }).click();
    await anna.getByRole("button", { name: "Group", exact: true }).click();
    const choice = anna.getByRole("menuitemcheckbox", { name: /^Attention/ });
    await eventually(
      () => choice.innerText(),
      (text) => /\b3$/.test(text.trim()),
    );
    expect(await serious(anna)).toEqual([]);
    await choice.click();
    await lists(anna, "3 of 60");
    await eventually(
      () => anna.url(),
      (url) => /[?&]group=[\w-]{36}/.test(url),
    );
    await anna.reload();
    await lists(anna, "3 of 60");
    await anna.getByRole("button", { name: /Group Attention/ }).waitFor();
  });

  it("follows what the other desk puts in and takes out, and undo takes one's own step back", async () => {
    await open(office, "/points");
    await lists(office, "60");
    await office.getByRole("checkbox", { name: "Pick all that are shown" }).click();
    await office
      .getByRole("region", { name: "Picked points" })
      .getByRole("button", { name: "Groups" })
      .click();
    const sheet = office.getByRole("dialog");
    await sheet.getByText("3 of 60 are in it").waitFor();
    await sheet.getByRole("button", { name: "Put into Attention" }).click();
    await sheet.getByText("57 points put into Attention").waitFor();
    await lists(anna, "60 of 60");
    await sheet.getByRole("button", { name: "Undo" }).click();
    await sheet.getByText("3 of 60 are in it").waitFor();
    await lists(anna, "3 of 60");
    await sheet.getByRole("button", { name: "Take out of Attention" }).click();
    await sheet.getByText("3 points taken out of Attention").waitFor();
    await anna
      .getByText("No point matches")
      .or(anna.getByText(/^0 of 60$/))
      .first()
      .waitFor();
    await sheet.getByRole("button", { name: "Undo" }).click();
    await lists(anna, "3 of 60");
  });
});

describe("a saved filter", () => {
  it("is made from the list's filter and says in words what it finds", async () => {
    await open(office, "/points?q=Zanzibar");
    await office.getByText("0 of 60", { exact: true }).waitFor();
    await office.getByRole("button", { name: "Save filter" }).click();
    const sheet = office.getByRole("dialog");
    await sheet.getByText("Whatever this filter finds, now and later: “Zanzibar”").waitFor();
    await sheet.getByLabel("Name").fill("Far away");
    await sheet.getByLabel("Name").press("Enter");
    await sheet.waitFor({ state: "detached" });
    await open(anna, "/groups");
    await counts(anna, "Far away", 0);
    await lineOf(anna, "Far away").getByText("Saved filter: “Zanzibar”").waitFor();
  });

  it("follows a point that changes, by itself", async () => {
    await open(office, `/points/${points[0]?.id}`);
    await office.getByRole("button", { name: "Edit", exact: true }).click();
    const city = office.getByRole("dialog").getByLabel("City", { exact: true });
    await city.fill("Zanzibar");
    await city.press("Enter");
    await counts(anna, "Far away", 1);
    await counts(anna, "Attention", 3);
  });

  it("looks within a group, and says so before that group is deleted", async () => {
    await open(office, "/groups");
    await lineOf(office, "Attention").getByRole("link", { name: "Attention in the list" }).click();
    await lists(office, "3 of 60");
    await office.getByRole("button", { name: "Save filter" }).click();
    await office.getByRole("dialog").getByLabel("Name").fill("Inside");
    await office.getByRole("button", { name: "Make the group" }).click();
    // The other desk has it: it is said before this page goes.
    await counts(anna, "Inside", 3);
    await open(office, "/groups");
    await counts(office, "Inside", 3);
    await office.getByRole("button", { name: "Delete Attention" }).click();
    await office
      .getByRole("dialog")
      .getByText(/look within it and will find nothing: Inside/)
      .waitFor();
    expect(await findings(office)).toEqual([]);
    await office.getByRole("button", { name: "Keep it" }).click();
  });
});

describe("two desks", () => {
  it("apart from each other go on, and what both did adds up when they meet", async () => {
    await open(anna, "/groups");
    await counts(anna, "Attention", 3);
    line.cut();
    await anna
      .getByText(/Offline since/)
      .first()
      .waitFor();
    await anna.getByRole("button", { name: "Change Attention" }).click();
    const sheet = anna.getByRole("dialog");
    await sheet.getByLabel("Name").fill("Look at these");
    await sheet.getByLabel("Comment").fill("before Christmas");
    await sheet.getByRole("button", { name: "Save" }).click();
    await anna.getByText("Look at these was changed").waitFor();
    await anna.getByText(/1 change waiting/).waitFor();
    expect(await countIn(office, "Attention")).toBe("3");

    await open(office, "/points");
    await lists(office, "60");
    await office.getByRole("checkbox", { name: "Pick all that are shown" }).click();
    await office
      .getByRole("region", { name: "Picked points" })
      .getByRole("button", { name: "Groups" })
      .click();
    await office.getByRole("button", { name: "Put into Attention" }).click();
    await office.getByText("57 points put into Attention").waitFor();

    line.mend();
    await counts(anna, "Look at these", 60);
    await lineOf(anna, "Look at these").getByText("before Christmas").waitFor();
    await office.getByRole("dialog").getByText("Look at these").first().waitFor();
    await office.getByRole("button", { name: "Undo" }).click();
    await counts(anna, "Look at these", 3);
  });

  it("have a deleted group back whole by undo, also one that was deleted without a network", async () => {
    line.cut();
    await anna
      .getByText(/Offline since/)
      .first()
      .waitFor();
    await anna.getByRole("button", { name: "Delete Look at these" }).click();
    await anna.getByRole("dialog").getByText("Its 3 points and the rounds made from it stay").waitFor();
    await anna.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await anna.getByText("Look at these was deleted").waitFor();
    await lineOf(anna, "Look at these").waitFor({ state: "detached" });
    await counts(anna, "Non-grouped", 60);
    await counts(anna, "Inside", 0);
    line.mend();
    await open(office, "/groups");
    await counts(office, "Non-grouped", 60);
    await anna.keyboard.press("Control+z");
    await counts(anna, "Look at these", 3);
    await counts(office, "Look at these", 3);
    await counts(office, "Inside", 3);
  });

  it("open them without a server too, with what this browser kept", async () => {
    await open(anna, "/groups");
    await counts(anna, "Look at these", 3);
    await anna.locator(".connection[data-kind=live]").waitFor();
    await anna.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await eventually(
      () => isKeptInRoom(anna, "Look at these"),
      (isKept) => isKept,
    );
    line.cut();
    await open(anna, "/groups").catch(() => undefined);
    await anna.reload().catch(() => undefined);
    await counts(anna, "Look at these", 3);
    await anna
      .getByText(/Offline since/)
      .first()
      .waitFor();
    line.mend();
  });
});

describe("a round", () => {
  it("is made from a group and has its points", async () => {
    await open(office, "/groups");
    await lineOf(office, "Look at these")
      .getByRole("link", { name: "Make a round of Look at these" })
      .click();
    await office.getByText("3 points in this group").waitFor();
    expect(await office.getByLabel("Group", { exact: true }).last().inputValue()).toMatch(/^[\w-]{36}$/);
    expect(await findings(office)).toEqual([]);
    await office.getByLabel("Name", { exact: true }).fill("Attention in December");
    await office.getByRole("button", { name: "Make the round" }).click();
    await office.getByRole("heading", { name: "Attention in December" }).waitFor();
    await office.getByText("0 of 3").first().waitFor();
  });
});

describe("who may only look", () => {
  it("sees and opens groups, and is offered nothing that would be refused", async () => {
    await open(reader, "/groups");
    await counts(reader, "Look at these", 3);
    await reader.getByText("You may look at groups and not change them.").waitFor();
    expect(await reader.getByRole("button", { name: /New group|Change|Delete/ }).count()).toBe(0);
    expect(await reader.getByRole("link", { name: /Make a round/ }).count()).toBe(0);
    await reader.getByRole("link", { name: "Look at these on the map" }).click();
    await lists(reader, "3 of 60");
    await reader.getByRole("region", { name: "Map" }).waitFor();
    expect(await reader.getByRole("button", { name: "Save filter" }).count()).toBe(0);
  });

  it("is told so where the role shows no groups at all", async () => {
    const { roles } = await app.get.json<{ roles: { role: string; permissions: object }[] }>("/api/v1/roles");
    const own = roles.find(({ role }) => role === "user")?.permissions;
    await app.page.request.put(`${app.server.url}/api/v1/roles/user`, {
      data: { permissions: { ...own, "group-management": "none" } },
    });
    await open(reader, "/groups");
    await reader.getByText("Groups are not open to you").waitFor();
    expect(await reader.getByRole("link", { name: "Groups" }).count()).toBe(0);
  });
});
