import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, eventually } from "../support/app-driver.ts";
import type { CutLine } from "../support/cut-line.ts";
import { Desks } from "../support/desks.ts";

/** Two desks and a reader at one point: together, apart, and against each other. */
let desks: Desks;
let app: App;
let line: CutLine;
let pointId = "";
let anna: Page;
let office: Page;
let reader: Page;

beforeAll(async () => {
  desks = await Desks.open({ points: 30, days: 3 });
  ({ app, line } = desks);
  const { points } = await app.get.json<{ points: readonly { id: string; medium: string }[] }>(
    "/api/v1/points",
  );
  pointId = points.find(({ medium }) => medium === "heat")?.id ?? "";
  ({ anna, office, reader } = await desks.three());
  await anna.goto(`${line.url}/points/${pointId}`);
  for (const page of [office, reader]) await page.goto(`${app.server.url}/points/${pointId}`);
});
afterAll(() => desks?.close());

async function openEditor(page: Page) {
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Address").waitFor();
  return sheet;
}

const shown = (page: Page, label: string) =>
  page.getByRole("dialog").getByLabel(label, { exact: true }).inputValue();

describe("two desks at one point", () => {
  it("see each other, the field the other is in, and what the other said", async () => {
    const [mine, theirs] = [await openEditor(anna), await openEditor(office)];
    await mine.getByText(/is here too/).waitFor();
    await theirs.getByText(/Ada Admin is here too/).waitFor();
    await theirs.getByLabel("City", { exact: true }).focus();
    await mine.getByText(/is editing this/).waitFor();
    await theirs.getByLabel("City", { exact: true }).fill("Havneby");
    await theirs.getByLabel("City", { exact: true }).press("Enter");
    await eventually(
      () => shown(anna, "City"),
      (city) => city === "Havneby",
    );
  });

  it("undo what they did themselves and nothing of the other's", async () => {
    const mine = anna.getByRole("dialog");
    const address = await shown(anna, "Address");
    await mine.getByLabel("Address", { exact: true }).fill("Strandvej 99");
    await mine.getByLabel("Address", { exact: true }).press("Enter");
    await eventually(
      () => shown(office, "Address"),
      (seen) => seen === "Strandvej 99",
    );
    await mine.getByRole("button", { name: "Undo: Address" }).click();
    await eventually(
      () => shown(office, "Address"),
      (seen) => seen === address,
    );
    expect(await shown(anna, "City")).toBe("Havneby");
    await mine.getByRole("button", { name: "Do again: Address" }).click();
    await eventually(
      () => shown(office, "Address"),
      (seen) => seen === "Strandvej 99",
    );
  });

  it("without a network go on, and meet again: what each did in other fields stands", async () => {
    line.cut();
    const mine = anna.getByRole("dialog");
    await mine.getByText(/Offline since/).waitFor();
    await mine.getByLabel(/Key, code, dog/).fill("Code 4711");
    await mine.getByLabel(/Key, code, dog/).blur();
    await mine.getByText(/1 change waiting/).waitFor();
    await office.getByRole("dialog").getByLabel("Telephone").fill("12 34 56 78");
    await office.getByRole("dialog").getByLabel("Telephone").blur();
    line.mend();
    await eventually(
      () => shown(office, "Key, code, dog, where the meter sits"),
      (note) => note === "Code 4711",
    );
    await eventually(
      () => shown(anna, "Telephone"),
      (phone) => phone === "12 34 56 78",
    );
  });

  it("refuse what cannot be, at the field", async () => {
    const mine = anna.getByRole("dialog");
    await mine.getByLabel("Position, degrees").fill("somewhere");
    await mine.getByLabel("Position, degrees").press("Enter");
    await mine.getByText("This is no position and was not saved. Write two numbers").waitFor();
    await mine.getByLabel("Position, degrees").press("Escape");
    await mine.getByLabel("Readings kept every, minutes").fill("0");
    await mine.getByLabel("Readings kept every, minutes").press("Enter");
    await mine.getByText("This was not saved: write whole minutes, from 1 to 1440 (a day).").waitFor();
    await mine.getByLabel("Readings kept every, minutes").press("Escape");
    await mine.getByLabel("E-mail", { exact: true }).fill("not a mail");
    await mine.getByLabel("E-mail", { exact: true }).press("Enter");
    const refusal = mine.getByText("it has one @ with something on both sides and no spaces");
    await refusal.waitFor();
    // However far down the field stands, why not is seen.
    await eventually(
      () => refusal.evaluate((said) => said.getBoundingClientRect().bottom <= innerHeight),
      (isInSight) => isInSight,
    );
    await mine.getByLabel("E-mail", { exact: true }).press("Escape");
    expect(await mine.isVisible()).toBe(true);
  });

  it("write a move down with an interim reading, and the next customer is no heir to the last one's telephone", async () => {
    const mine = anna.getByRole("dialog");
    const before = await shown(anna, "Name");
    await mine
      .getByText(`No move is written down: everything that was read counts for ${before}.`, { exact: true })
      .waitFor();
    await mine.getByRole("button", { name: /Move out or in/ }).click();
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await mine.getByLabel("On", { exact: true }).fill(yesterday);
    await mine.getByText("measured").first().waitFor();
    const form = mine.locator("form");
    await form.getByLabel("Name", { exact: true }).fill("B. Olsen");
    await form.getByRole("button", { name: "Write down the move" }).click();
    await form.waitFor({ state: "detached" });
    await eventually(
      () => shown(office, "Name"),
      (name) => name === "B. Olsen",
    );
    await eventually(
      () => shown(office, "Telephone"),
      (phone) => phone === "",
    );
    await mine.getByText(before, { exact: true }).waitFor();
    await mine.getByText(/End: E1 /).waitFor();
  });

  it("look, and change nothing, where the role does not allow it", async () => {
    const sheet = await openEditor(reader);
    await sheet.getByText(/You may look and not change/).waitFor();
    await expect.poll(() => sheet.getByLabel("Address", { exact: true }).isDisabled()).toBe(true);
    expect(await sheet.getByRole("button", { name: /Move out/ }).count()).toBe(0);
  });

  it("have nothing that axe finds", async () => {
    const found = await new AxeBuilder({ page: anna }).analyze();
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });

  it("close the editor, and nothing breaks while it goes", async () => {
    const faults: string[] = [];
    anna.on("pageerror", ({ message }) => faults.push(message));
    const mine = anna.getByRole("dialog");
    await mine.getByRole("button", { name: "Close", exact: true }).focus();
    await anna.keyboard.press("Escape");
    await mine.waitFor({ state: "detached" });
    await anna.evaluate(() => document.title);
    expect(faults).toEqual([]);
  });
});

describe("two values for one field", () => {
  it("stand in the work list until somebody has chosen", async () => {
    for (const page of [anna, office]) await page.reload();
    const [mine, theirs] = [await openEditor(anna), await openEditor(office)];
    line.cut();
    await mine.getByText(/Offline since/).waitFor();
    await mine.getByLabel("Number", { exact: true }).fill("A-1");
    await mine.getByLabel("Number", { exact: true }).press("Enter");
    await mine.getByText(/1 change waiting/).waitFor();
    await theirs.getByLabel("Number", { exact: true }).fill("B-2");
    await theirs.getByLabel("Number", { exact: true }).press("Enter");
    await eventually(
      () => office.request.get(`${app.server.url}/api/v1/points/${pointId}`).then((answer) => answer.text()),
      (text) => text.includes("B-2"),
    );
    line.mend();
    await eventually(
      () => office.request.get(`${app.server.url}/api/v1/conflicts`).then((answer) => answer.text()),
      (text) => text.includes("A-1") && text.includes("B-2"),
    );

    await office.goto(`${app.server.url}/work`);
    const item = office.locator(".work-item");
    await item.getByText("Two people changed this at the same time").waitFor();
    const stands = await item.locator("dd").first().innerText();
    const other = stands === "A-1" ? "B-2" : "A-1";
    expect(await item.locator("dd").nth(1).innerText()).toContain(other);
    const found = await new AxeBuilder({ page: office }).analyze();
    expect(found.violations.map(({ id }) => id)).toEqual([]);
    await item.getByRole("button", { name: "Take the other" }).click();
    await office.getByText("Nothing to decide").waitFor();
    await eventually(
      () => shown(anna, "Number"),
      (number) => number === other,
    );
  });

  it("of which one is not allowed leave a draft with its author, said again once it is", async () => {
    const permissions = async (right: "read" | "write") => {
      const { roles } = (await (await app.page.request.get(`${app.server.url}/api/v1/roles`)).json()) as {
        roles: { role: string; permissions: object }[];
      };
      const own = roles.find(({ role }) => role === "superuser")?.permissions;
      await app.page.request.put(`${app.server.url}/api/v1/roles/superuser`, {
        data: { permissions: { ...own, "device-and-customer-management": right } },
      });
    };
    // Without a line, or the page hears that its right is gone before anything is said.
    const otto = await desks.openAs("office", line.url);
    await otto.goto(`${line.url}/points/${pointId}`);
    const theirs = await openEditor(otto);
    line.cut();
    await theirs.getByText(/Offline since/).waitFor();
    await theirs.getByLabel("Postal code").fill("1234");
    await theirs.getByLabel("Postal code").press("Enter");
    await theirs.getByText(/1 change waiting/).waitFor();
    await permissions("read");
    line.mend();
    const why = theirs.getByRole("link", { name: "1 change was not accepted" });
    await why.waitFor();
    expect(await why.getAttribute("href")).toBe("/work");
    await eventually(
      () => shown(otto, "Postal code"),
      (code) => code !== "1234",
    );
    await permissions("write");
    await otto.goto(`${line.url}/work`);
    const draft = otto.locator(".work-item").filter({ hasText: "Your role may not change this." });
    await draft.getByRole("button", { name: "Say it again" }).click();
    await otto.getByText("Nothing to decide").waitFor();
    await eventually(
      () => shown(anna, "Postal code"),
      (code) => code === "1234",
    );
  });
});

describe("notes on a point", () => {
  it("stand for both, are their author's, and come back after they were removed", async () => {
    for (const [page, url] of [
      [anna, line.url],
      [office, app.server.url],
    ] as const) {
      await page.goto(`${url}/points/${pointId}`);
      await page.getByRole("tab", { name: "Notes" }).click();
    }
    await anna.getByLabel("Write a note").fill("The dog is friendly.");
    await anna.getByRole("button", { name: "Add" }).click();
    const note = office.locator(".note").filter({ hasText: "The dog is friendly." });
    await note.waitFor();
    // Whose it is, is asked for by itself.
    await note.getByText("Ada Admin").waitFor();
    expect(await note.getByRole("button", { name: "Change" }).count()).toBe(0);
    await anna.locator(".note").getByRole("button", { name: "Remove" }).click();
    await note.waitFor({ state: "detached" });
    await anna.getByRole("button", { name: "Undo" }).click();
    await note.waitFor();
  });
});

describe("a point that is removed", () => {
  it("says what will happen, goes from the list, and comes back by undo", async () => {
    const sheet = await openEditor(anna);
    await sheet.getByRole("button", { name: "Remove point …" }).click();
    await sheet.getByText(/A meter is mounted here/).waitFor();
    await sheet.getByRole("button", { name: "Remove", exact: true }).click();
    await sheet.getByText("Removed.").waitFor();
    const gone = () =>
      app.page.request.get(`${app.server.url}/api/v1/points/${pointId}`).then((answer) => answer.status());
    await eventually(gone, (status) => status === 404);
    await sheet.getByRole("button", { name: "Undo" }).click();
    await sheet.getByLabel("Address", { exact: true }).waitFor();
    await eventually(gone, (status) => status === 200);
  });
});

describe("a round at two desks", () => {
  it("is renamed at one and closed at the other without a network, and both stand", async () => {
    const { points } = await app.get.json<{ points: readonly { id: string }[] }>("/api/v1/points");
    const made = await app.page.request.post(`${app.server.url}/api/v1/rounds`, {
      data: { name: "Tuesday", pointIds: points.map(({ id }) => id) },
    });
    const { id } = (await made.json()) as { readonly id: string };
    await anna.goto(`${line.url}/rounds/${id}`);
    await office.goto(`${app.server.url}/rounds/${id}`);
    await office.getByRole("heading", { level: 1, name: /Tuesday/ }).waitFor();
    await anna.getByRole("heading", { level: 1, name: /Tuesday/ }).waitFor();
    await anna.getByText("Otto Office is here too").waitFor();
    await office.getByText("Ada Admin is here too").waitFor();
    await office.getByRole("button", { name: "Rename" }).click();
    await anna.getByText("Otto Office is editing this").waitFor();
    await office.keyboard.press("Escape");
    await anna.getByText("Otto Office is editing this").waitFor({ state: "detached" });
    line.cut();
    await anna.getByText(/Offline since/).waitFor();
    await anna.getByRole("button", { name: "Rename" }).click();
    await anna.getByLabel("Name", { exact: true }).fill("Wednesday");
    await anna.keyboard.press("Enter");
    await anna.getByRole("heading", { level: 1, name: /Wednesday/ }).waitFor();
    await office.getByRole("button", { name: "Close the round" }).click();
    await office.getByRole("button", { name: "Open again" }).waitFor();
    line.mend();
    await office.getByRole("heading", { level: 1, name: /Wednesday/ }).waitFor();
    await anna.getByRole("button", { name: "Open again" }).waitFor();
  });
});

describe("the groups at two desks", () => {
  it("say who else looks at them, and who is changing which", async () => {
    await anna.goto(`${line.url}/groups`);
    await anna.getByRole("button", { name: "New group" }).click();
    await anna.getByLabel("Name", { exact: true }).fill("Harbour");
    await anna.getByRole("button", { name: "Make the group" }).click();
    expect(await anna.getByText(/is here too/).count()).toBe(0);
    await office.goto(`${app.server.url}/groups`);
    await anna.getByText("Otto Office is here too").waitFor();
    await office.getByRole("button", { name: "Change Harbour" }).click();
    const harbour = anna.locator(".group-line").filter({ hasText: "Harbour" });
    await harbour.getByText("Otto Office is editing this").waitFor();
    await office.keyboard.press("Escape");
    await harbour.getByText("Otto Office is editing this").waitFor({ state: "detached" });
    // Somebody at another page is there no more.
    await office.goto(`${app.server.url}/stock`);
    await anna.getByText("Otto Office is here too").waitFor({ state: "detached" });
  });
});
