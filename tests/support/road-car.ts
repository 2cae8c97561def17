import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { openJournal } from "../../server/journal/open-journal.ts";
import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import type { StickFrame } from "./heard-town.ts";
import { makeProfile, type Phone } from "./phone-browser.ts";
import type { PhoneLine } from "./phone-lines.ts";
import { logFile, storeFiles } from "./store-log.ts";

/** A car on its round: its receiver, its phone, and what its receiver said. */
export interface Car {
  readonly line: PhoneLine;
  readonly person: "reader" | "office";
  readonly profile: string;
  /** Everything the receiver put on its line, heard or not. */
  readonly log: StickFrame[];
  phone: Phone;
  /** The log of the browser's store when it was killed last. */
  killedAt?: string | undefined;
  cookies: Awaited<ReturnType<Phone["context"]["cookies"]>>;
}

/** Where the car reads: what the phone knows the server as, and the round's name. */
export interface Work {
  readonly url: string;
  readonly round: string;
}

const PASSPHRASE = "four words on a dashboard";

export async function openCar(line: PhoneLine, person: Car["person"]): Promise<Car> {
  const profile = makeProfile();
  return { line, person, profile, log: [], phone: await line.start({ profile }), cookies: [] };
}

/** Signs in, pairs the phone, fetches rounds and keys, opens the round and connects the receiver. */
export async function prepareCar(car: Car, { url, round }: Work): Promise<void> {
  const { page, context } = car.phone;
  await context.request.post(`${url}/api/v1/demo-session`, { data: { person: car.person } });
  car.cookies = await context.cookies();
  await page.goto(`${url}/read`);
  await page.getByLabel("Passphrase, at least 8 characters").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Pair this phone" }).click();
  await page.getByText(round).waitFor();
  await page.getByText("Starts without network").waitFor();
  await page.getByText(round).click();
  await car.line.connect(car.phone);
  await page.getByText("Connected, nothing heard yet").waitFor();
  // The app set the stick to hear C1 and T1 with RSSI (IMST host protocol: A5 01 03 06 00 02 0A 30 01 00).
  await expect.poll(() => formatHex(Uint8Array.from(car.line.written))).toContain("A501030600020A300100");
}

/** Points the phone says are left. */
export const leftOn = async ({ phone }: Car): Promise<number> =>
  Number((await phone.page.locator(".ring-left").textContent())?.replaceAll(",", ""));

export async function drive(car: Car, frames: readonly StickFrame[]): Promise<void> {
  for (const frame of frames) {
    car.log.push(frame);
    await car.line.send(frame);
  }
}

/**
 * The browser has begun another log since it was started, and has put its store in order behind it. A kill before that
 * could be the second one within a file: what the first may have torn, the browser throws away then with all the rest,
 * and the app needs a second or two to see to it.
 */
async function untilRenewed(car: Car): Promise<void> {
  const { killedAt, profile } = car;
  if (killedAt === undefined) return;
  await expect.poll(() => existsSync(killedAt), { timeout: 60_000 }).toBe(false);
  let [last, looks] = ["", 0];
  const restFor = (): number => {
    const now = storeFiles(profile);
    looks = now === last ? looks + 1 : 0;
    last = now;
    return looks;
  };
  await expect.poll(restFor, { timeout: 60_000, interval: 50 }).toBeGreaterThan(20);
  car.killedAt = undefined;
}

/** As when the battery is pulled. */
export async function killPhone(car: Car): Promise<void> {
  await untilRenewed(car);
  await car.phone.kill();
  car.killedAt = logFile(car.profile);
}

/** As when the battery is pulled and put back, in the middle of what is sent. */
export async function killCar(car: Car, { url, round }: Work, flags: readonly string[] = []): Promise<void> {
  await killPhone(car);
  car.phone = await car.line.start({ profile: car.profile, flags });
  await car.phone.page.goto(`${url}/read`);
  await car.phone.page.getByText(round).click();
  await car.line.resume(car.phone);
}

/** What the receiver says from now on is heard, and whoever is killed now keeps what it has. */
export async function untilReady(car: Car): Promise<void> {
  const connected = ".heartbeat:is([data-pulse=waiting], [data-pulse=alive], [data-pulse=silent])";
  await car.phone.page.locator(connected).waitFor();
  await untilRenewed(car);
}

export const untilHearing = ({ phone }: Car): Promise<void> => phone.page.getByText("Hearing").waitFor();

/** A browser killed within half a minute of signing in has not written its cookies yet: they are put back. */
export async function sendReceive({ phone, cookies }: Car): Promise<void> {
  await phone.context.addCookies(cookies);
  await phone.page.getByRole("button", { name: "Send/Receive" }).click();
  await phone.page.getByText("Last complete exchange").waitFor({ timeout: 60_000 });
}

/** The number is four bytes BCD behind the maker, lowest first (EN 13757-4, A field). */
export const serialOf = (meter: string): string => (meter.slice(4).match(/../g) ?? []).reverse().join("");

/** What lies in the journal of a server that has ended, from phones: each entry, in its order. */
export async function journalFromPhones(
  dataFolder: string,
): Promise<readonly { readonly seq: number; readonly hex: string; readonly rxAtMs: number }[]> {
  const journal = await openJournal(join(dataFolder, "demo", "journal"));
  if (!journal.ok) throw new Error(journal.error.kind);
  const found: { seq: number; hex: string; rxAtMs: number }[] = [];
  for (let at = 0; ; ) {
    const entries = await journal.value.after(at, 500);
    const last = entries.at(-1);
    if (!last) break;
    at = last.seq;
    for (const { seq, receiver, bytes, rxAtMs } of entries)
      if (receiver.startsWith("Phone (")) found.push({ seq, rxAtMs, hex: formatHex(bytes) });
  }
  await journal.value.close();
  return found;
}
