import { expect, it } from "vitest";
import { isMailAddress } from "./mail-address.ts";

it("takes whatever the mail world delivers to, and nothing that is no address", () => {
  // A plus, an apostrophe and slashes (RFC 5322, 3.2.3), letters beyond ASCII (RFC 6531), a host without a dot, a domain literal.
  for (const address of [
    "ida@example.org",
    "ida+meter@example.org",
    "o'neill/home=1@example.org",
    "søren@blåbærgrød.example",
    "office@localhost",
    "a@[192.0.2.1]",
  ])
    expect([address, isMailAddress(address)]).toEqual([address, true]);
  for (const address of ["", "not a mail", "ida", "ida@", "@example.org", "a@b@c", "a b@c", "a@b c", "a@b\n"])
    expect([address, isMailAddress(address)]).toEqual([address, false]);
});
