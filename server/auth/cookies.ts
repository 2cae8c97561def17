import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

export type CookieName = "session" | "browser";

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(?::(\d+))?$/;

/**
 * On this machine's own addresses HTTP is safe, and the name carries the port because cookies do
 * not. Under any other name the cookie is bound to TLS and to this host: without TLS the browser
 * drops it.
 */
function nameAt(c: Context, name: CookieName): { readonly name: string; readonly isSecure: boolean } {
  const own = LOOPBACK.exec(c.req.header("host") ?? "");
  if (!own) return { name: `__Host-rounds-${name}`, isSecure: true };
  return { name: `rounds-${name}-${own[2] ?? "80"}`, isSecure: false };
}

export const readCookie = (c: Context, name: CookieName): string => getCookie(c, nameAt(c, name).name) ?? "";

export function writeCookie(
  c: Context,
  name: CookieName,
  { value, lifeMs }: { readonly value: string; readonly lifeMs: number },
): void {
  const at = nameAt(c, name);
  setCookie(c, at.name, value, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: at.isSecure,
    maxAge: Math.floor(lifeMs / 1000),
  });
}

export const dropCookie = (c: Context, name: CookieName): void =>
  writeCookie(c, name, { value: "", lifeMs: 0 });
