import type { CDPSession } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePointList } from "../../shared/model/wire.ts";
import { type App, given } from "../support/app-driver.ts";
import { signInToDemo } from "../support/demo-sign-in.ts";
import { storedPhone } from "../support/stored-phone.ts";

/** Keys behind the phone's screen lock: a virtual authenticator with PRF stands for finger and chip. */
describe("the keys on a phone behind its screen lock", () => {
  let app: App;
  let lock: CDPSession;
  let authenticatorId = "";

  const press = (name: string) => app.page.getByRole("button", { name, exact: true }).click();
  const sees = (text: string | RegExp) => app.page.getByText(text).first().waitFor();

  async function makeRound(): Promise<void> {
    const cookie = await signInToDemo(app.server.url, "office");
    const headers = { cookie, "content-type": "application/json" };
    const list = await fetch(`${app.server.url}/api/v1/points`, { headers });
    const { points } = (await list.json()) as WirePointList;
    const body = JSON.stringify({ name: "Behind the church", pointIds: points.map(({ id }) => id) });
    await fetch(`${app.server.url}/api/v1/rounds`, { method: "POST", headers, body });
  }

  async function takePhoneOf(who: "the reader" | "somebody else"): Promise<void> {
    if (authenticatorId) await lock.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
    ({ authenticatorId } = await lock.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        ctap2Version: "ctap2_1",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        hasPrf: true,
        isUserVerified: who === "the reader",
      },
    }));
  }

  const stored = async () => {
    const phone = await storedPhone(app.page);
    return { hasPasskey: "passkey" in phone.wrapped, isUnlocked: "unlocked" in phone };
  };

  async function lockPhone(): Promise<void> {
    await app.page.getByRole("link", { name: "Behind the church" }).click();
    await app.page.getByRole("button", { name: "Lock", exact: true }).click();
    await sees("Telegrams are kept while it is locked.");
    await app.page.getByRole("link", { name: "All rounds" }).click();
  }

  beforeAll(async () => {
    app = await given.aRunningOffice({
      town: { points: 20, days: 1 },
      person: "reader",
      screen: { width: 412, height: 915 },
    });
    await makeRound();
    lock = await app.page.context().newCDPSession(app.page);
    await lock.send("WebAuthn.enable");
  }, 180_000);
  afterAll(() => app.close());

  it("pairs by it, and says so when somebody else's finger is there", async () => {
    await takePhoneOf("somebody else");
    await app.when.opens("/read");
    await sees("with its screen lock: finger, face or PIN.");
    await press("Pair with the screen lock");
    await sees("The phone did not confirm it was you.");
    await takePhoneOf("the reader");
    await press("Pair with the screen lock");
    await sees(/Keys of \d+ meters, valid until/);
    await sees("The screen lock protects the keys");
    await expect.poll(stored).toEqual({ hasPasskey: true, isUnlocked: true });
  });

  it("unlocks by it without network, and by nothing else", async () => {
    await app.page.getByText("Starts without network").waitFor();
    await app.page.context().setOffline(true);
    await lockPhone();
    await expect.poll(stored).toEqual({ hasPasskey: true, isUnlocked: false });
    await app.page.reload();
    expect(await app.page.getByLabel("Passphrase, at least 8 characters").count()).toBe(0);
    await press("Unlock with the screen lock");
    await sees(/Keys of \d+ meters, valid until/);
  });

  it("moves to a passphrase and back, and opens with the new one only", async () => {
    await press("Change");
    await app.page.getByLabel("New passphrase, at least 8 characters").fill("kartofler i kælderen");
    await press("Take this passphrase");
    await sees("A passphrase protects the keys");
    await lockPhone();
    const typed = app.page.getByLabel("Passphrase, at least 8 characters");
    await typed.fill("rødbeder i kælderen");
    // The keys are here and locked: nothing is missing that Send/Receive would fetch.
    await sees("Starts without network");
    expect(await app.page.getByText("No keys yet").count()).toBe(0);
    await press("Unlock");
    await sees("That is not the passphrase.");
    await typed.fill("kartofler i kælderen");
    await press("Unlock");
    await sees("A passphrase protects the keys");
    await press("Change");
    await app.page.getByLabel("Passphrase of now").fill("kartofler i kælderen");
    await press("Take the screen lock");
    await sees("The screen lock protects the keys");
    await app.page.context().setOffline(false);
  });

  it("is paired anew when the passkey is gone, and keeps what it heard", async () => {
    await lock.send("WebAuthn.clearCredentials", { authenticatorId });
    await lockPhone();
    await press("Unlock with the screen lock");
    await sees("The phone did not confirm it was you.");
    await press("The screen lock does not open it: pair again");
    await press("Take a passphrase instead");
    await app.page.getByLabel("Passphrase, at least 8 characters").fill("kartofler i kælderen");
    await press("Pair this phone");
    await sees("A passphrase protects the keys");
    await expect.poll(stored).toEqual({ hasPasskey: false, isUnlocked: true });
  });
});
