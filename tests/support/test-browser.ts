/** What `app.request` and `fetch` have in common. */
export type Send = (path: string, init: RequestInit, env?: object) => Response | Promise<Response>;

export interface TestBrowserOptions {
  readonly host?: string;
  readonly address?: string;
  readonly userAgent?: string;
}

/** A browser as far as a server can tell: it keeps cookies, and says where a request comes from. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #send: Send;
  readonly #options: TestBrowserOptions;

  constructor(send: Send, options: TestBrowserOptions = {}) {
    this.#send = send;
    this.#options = options;
  }

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const { host = "localhost:8080", address = "127.0.0.1", userAgent = FIREFOX } = this.#options;
    const answer = await this.#send(
      path,
      {
        method,
        headers: {
          host,
          "user-agent": userAgent,
          "sec-fetch-site": "same-origin",
          ...(this.cookies.size > 0 ? { cookie: this.#cookieHeader() } : {}),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      { incoming: { socket: { remoteAddress: address } } },
    );
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.request(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text === "" ? "null" : text) as T;
  }

  /** The dotted code of a refusal, or the status of an answer. */
  async code(method: string, path: string, body?: unknown): Promise<string | number> {
    const answer = await this.request(method, path, body);
    if (answer.ok) return answer.status;
    const { error } = (await answer.json()) as { error: { code: string } };
    return error.code;
  }

  #cookieHeader(): string {
    return Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split("; ");
    const [name = "", value = ""] = pair.split("=", 2);
    if (attributes.includes("Max-Age=0")) this.cookies.delete(name);
    else this.cookies.set(name, decodeURIComponent(value));
  }
}

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
