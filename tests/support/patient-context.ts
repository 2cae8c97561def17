import type { BrowserContext } from "playwright";

/** A machine that is busy with other things is slow, not wrong. */
const PATIENCE_MS = 60_000;

/** Its pages wait as long as the tests do, and a line that the server closed for its silence is opened again. */
export function makePatient(context: BrowserContext): void {
  context.setDefaultTimeout(PATIENCE_MS);
  const { request } = context;
  const fetch = request.fetch.bind(request);
  request.fetch = (what, options) => fetch(what, { maxRetries: 2, ...options });
}
