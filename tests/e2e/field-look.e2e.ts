import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { type App, eventually, given } from "../support/app-driver.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { countGoneHeadings, goneHeadings } from "../support/gone-headings.ts";

/** The field's screens in every theme and language, with gloves, in the sun, with large letters. */
const THEMES = ["light", "dark", "sunlight"] as const;
const SMALLEST_PX = 48;
const TRAINING = ["/training", "/training/replay", "/training/round", "/training/done"] as const;

describe("the field's screens", () => {
  let app: App;
  let round = "";
  let point = "";

  beforeAll(async () => {
    app = await given.aRunningOffice({
      town: { points: 30, days: 1 },
      person: "reader",
      screen: { width: 412, height: 915 },
    });
    const cookie = await signInToDemo(app.server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    const list = await fetch(`${app.server.url}/api/v1/points`, { headers });
    const { points } = (await list.json()) as WirePointList;
    point = points[0]?.id ?? "";
    const body = JSON.stringify({ name: "On foot", pointIds: points.map(({ id }) => id) });
    const made = await fetch(`${app.server.url}/api/v1/rounds`, { method: "POST", headers, body });
    round = ((await made.json()) as { readonly id: string }).id;
    await app.when.opens("/read");
    await app.page.getByLabel("Passphrase, at least 8 characters").fill("four words on a dashboard");
    await app.page.getByRole("button", { name: "Pair this phone" }).click();
    await app.page.getByText("On foot").waitFor();
  }, 180_000);
  afterAll(() => app.close());

  const screens = () => [
    "/read",
    "/read/heard",
    `/read/${round}`,
    `/read/${round}/ride`,
    `/read/${round}/door/${point}`,
    `/read/${round}/type/${point}`,
    `/read/${round}/exchange/${point}`,
    ...TRAINING,
  ];

  async function open(path: string): Promise<void> {
    await app.when.opens(path);
    await app.page.locator("h1").first().waitFor();
    if (path === `/read/${round}`) await app.page.locator(".field-row").first().waitFor();
    if (path === "/training/round") await app.page.locator(".field-row").first().waitFor();
    if (path === "/training/done") await app.page.locator(".training-fault").first().waitFor();
    if (path === "/read") await app.page.locator(".round-card").first().waitFor();
  }

  /** Whatever can be pressed in the screen itself and is smaller than a glove. */
  const tooSmall = (): Promise<readonly string[]> =>
    app.page.evaluate((smallest) => {
      const small: string[] = [];
      const pressed = "main :is(button, a, select, input:not(.hearable), [role=button], label.field-button)";
      for (const element of document.querySelectorAll<HTMLElement>(pressed)) {
        // A choice that is hidden in its face is pressed by the face.
        const face = element instanceof HTMLInputElement ? (element.closest("label") ?? element) : element;
        const { width, height } = face.getBoundingClientRect();
        const isShown = face.checkVisibility() && width > 1;
        if (isShown && (width < smallest - 0.5 || height < smallest - 0.5))
          small.push(`${face.tagName} ${face.className} ${Math.round(width)}x${Math.round(height)}`);
      }
      return small;
    }, SMALLEST_PX);

  /** Words of these buttons that stand on two lines, with letters of this size. */
  const brokenWords = (buttons: string, letters: string): Promise<readonly string[]> =>
    app.page.evaluate(
      ([faces, size]) => {
        document.documentElement.style.fontSize = size;
        const range = document.createRange();
        const isBroken = (text: Node, { index, 0: word }: RegExpMatchArray): boolean => {
          range.setStart(text, index ?? 0);
          range.setEnd(text, (index ?? 0) + word.length);
          return range.getClientRects().length > 1;
        };
        const brokenIn = (text: Node): readonly string[] =>
          [...(text.textContent ?? "").matchAll(/\S+/g)]
            .filter((word) => isBroken(text, word))
            .map(([word]) => word);
        return [...document.querySelectorAll(faces)]
          .flatMap((button) => [button, ...button.querySelectorAll("span")])
          .flatMap(({ childNodes }) => [...childNodes])
          .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
          .flatMap(brokenIn);
      },
      [buttons, letters] as const,
    );

  it.each(THEMES)("pass axe, in the %s theme", async (theme) => {
    await app.page.evaluate((name) => localStorage.setItem("rounds.theme", name), theme);
    for (const path of screens()) {
      await open(path);
      expect(await app.page.evaluate(() => document.documentElement.dataset["theme"])).toBe(theme);
      const { violations } = await new AxeBuilder({ page: app.page }).analyze();
      const found = violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ""}`);
      expect(found).toEqual([]);
    }
  });

  it("stay once they stand: none goes and comes while a part of it is fetched or looked for", async () => {
    await countGoneHeadings(app.page);
    for (const path of screens()) {
      await open(path);
      expect([path, await goneHeadings(app.page)]).toEqual([path, 0]);
    }
  });

  it("have nothing to press that is smaller than 48 px", async () => {
    for (const path of screens()) {
      await open(path);
      expect([path, await tooSmall()]).toEqual([path, []]);
    }
  });

  it("have no second page behind what scrolls", async () => {
    for (const path of screens()) {
      await open(path);
      const behind = await app.page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      expect([path, Math.max(0, behind)]).toEqual([path, 0]);
    }
  });

  it.each(["en", "da", "de"])(
    "hold with letters twice as large: nothing runs out of the screen sideways (%s)",
    async (language) => {
      await app.page.evaluate((name) => localStorage.setItem("rounds.locale", name), language);
      for (const path of screens()) {
        await open(path);
        await app.page.evaluate(() => {
          document.documentElement.style.fontSize = "200%";
        });
        const outside = await app.page.evaluate(() =>
          [...document.querySelectorAll("main *")]
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
            .map((element) => `${element.tagName} ${element.getAttribute("class") ?? ""}`),
        );
        expect.soft([path, outside]).toEqual([path, []]);
        if (path !== "/training/round") continue;
        // The mark that nothing counts leaves the screen to the round.
        const bar = await app.page.locator(".training-bar").boundingBox();
        expect.soft(bar?.height ?? 915).toBeLessThan(915 / 5);
      }
      await app.page.evaluate(() => localStorage.removeItem("rounds.locale"));
    },
  );

  it("leave an address whole beside what was found there, with letters twice as large", async () => {
    const { page } = app;
    await open(`/read/${round}/type/${point}`);
    await page.getByText("No reading", { exact: true }).click();
    await page.getByText("Nobody at home", { exact: true }).click();
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await page.getByText(/^Typed /).waitFor();
    await open(`/read/${round}`);
    await page.getByText("Read", { exact: true }).click();
    await page.locator(".field-row-note").waitFor();
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    const cut = page.locator(".field-row:has(.field-row-note)");
    const isCutIn = (rows: readonly Element[]): readonly (string | null)[] =>
      rows.flatMap((row) =>
        [...row.querySelectorAll(".field-row-address, .field-row-note")]
          .filter((one) => {
            const [box, face] = [one.getBoundingClientRect(), row.getBoundingClientRect()];
            const isCut = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
            return isCut || box.bottom > face.bottom || box.top < face.top;
          })
          .map(({ textContent }) => textContent),
      );
    // The list measures its rows anew a moment after the letters have grown.
    await expect.poll(() => cut.evaluateAll(isCutIn)).toEqual([]);
  });

  it.each(["en", "da", "de"])(
    "keep their head in one row while there is no network (%s)",
    async (language) => {
      const { page } = app;
      const head = page.locator(".rail");
      await page.evaluate((name) => localStorage.setItem("rounds.locale", name), language);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await open("/read");
      await page.locator('.connection[data-kind="live"]').waitFor();
      const before = await head.evaluate((one) => one.getBoundingClientRect().height);
      await page.context().setOffline(true);
      await open("/read");
      await page.locator('.connection[data-kind="reconnecting"]').waitFor();
      expect(await head.evaluate((one) => one.getBoundingClientRect().height)).toBe(before);
      await page.context().setOffline(false);
      await page.evaluate(() => localStorage.removeItem("rounds.locale"));
    },
  );

  it("leave the points of a round in reach with letters twice as large", async () => {
    const { page } = app;
    await open(`/read/${round}`);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    await page.locator(".field-row-face").first().click();
    await page.getByRole("dialog").getByRole("link", { name: "Read at the door" }).waitFor();
  });

  it.each([
    ["da", "Læs målere"],
    ["de", "Zähler lesen"],
  ])("speak %s", async (language, title) => {
    await app.page.evaluate((name) => localStorage.setItem("rounds.locale", name), language);
    await app.when.opens("/read");
    await app.page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await app.page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(await app.page.locator("main").innerText()).not.toMatch(/undefined|\{\{/);
    await app.page.evaluate(() => localStorage.removeItem("rounds.locale"));
  });

  it.each(["100%", "200%"])(
    "break no word of a button while a round is read, with letters of %s",
    async (letters) => {
      const { page } = app;
      await open("/training/round");
      const setOut = page.getByRole("button", { name: "Set out" });
      const rides = () => page.getByRole("link", { name: "Ride along" }).isVisible();
      // A drive that was under way before goes on by itself, once the page has found it.
      await eventually(
        async () => {
          if (!(await rides()) && (await setOut.isVisible()))
            await setOut.click({ timeout: 2000 }).catch(() => undefined);
          return rides();
        },
        (isRiding) => isRiding,
      );
      const faces = ".field-hero .field-button, .training-drive .field-button";
      expect(await brokenWords(faces, letters)).toEqual([]);
    },
  );

  it.each(["en", "da", "de"])(
    "break no word of an exchange's buttons, with letters twice as large (%s)",
    async (language) => {
      await app.page.evaluate((name) => localStorage.setItem("rounds.locale", name), language);
      await open(`/read/${round}/exchange/${point}`);
      await app.page.locator(".exchange-go .field-button").first().waitFor();
      expect(await brokenWords(".exchange-go .field-button", "200%")).toEqual([]);
      await app.page.evaluate(() => localStorage.removeItem("rounds.locale"));
    },
  );

  it.each(["100%", "200%"])(
    "hold a round of five digits: the number stands inside its ring, with letters of %s",
    async (letters) => {
      for (const [path, number] of [
        ["/read", ".ring-small"],
        [`/read/${round}`, ".ring-left"],
      ] as const) {
        await open(path);
        const shown = await app.page.evaluate(
          ([selector, size]) => {
            document.documentElement.style.fontSize = size;
            const text = document.querySelector<HTMLElement>(selector);
            const ring = text?.closest<HTMLElement>(".ring");
            if (!text || !ring) return undefined;
            const digits = ring.style.getPropertyValue("--digits");
            // As a round of 12,345 points, before any is read.
            ring.style.setProperty("--digits", "5");
            text.textContent = "12,345";
            return { digits, share: text.getBoundingClientRect().width / ring.getBoundingClientRect().width };
          },
          [number, letters] as const,
        );
        // Thirty points. The stroke is 9 of 100 wide, its middle 44 from the centre: 79 are left inside it.
        expect([path, shown?.digits, (shown?.share ?? 1) < 0.79]).toEqual([path, "2", true]);
      }
    },
  );
});
