import { Hono } from "hono";
import {
  MACHINE_SCOPES,
  type WireMachineTokens,
  type WireNewMachineToken,
} from "../../shared/model/machine-token.ts";
import { callerOf } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { BodyFields } from "./body-fields.ts";

/** Tokens by which machines of the utility bring something by themselves: made, shown once, revoked. */
export function machineTokensRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/machine-tokens", async (c) => {
      const { machineTokens } = callerOf(c).utility.store;
      return c.json({ tokens: await machineTokens.list() } satisfies WireMachineTokens);
    })
    .post("/api/v1/machine-tokens", async (c) => {
      const { utility, actor } = callerOf(c);
      const { machineTokens } = utility.store;
      const fields = await BodyFields.read(c);
      const wish = { name: fields.text("name", { max: 100 }), scope: fields.choice("scope", MACHINE_SCOPES) };
      const note = { atMs: deps.nowMs(), event: "machine-token.made", by: actor };
      const token = await machineTokens.create(wish, note);
      return c.json({ token, tokens: await machineTokens.list() } satisfies WireNewMachineToken);
    })
    .delete("/api/v1/machine-tokens/:id", async (c) => {
      const { utility, actor } = callerOf(c);
      const { machineTokens } = utility.store;
      const note = { atMs: deps.nowMs(), event: "machine-token.revoked", by: actor };
      if (!(await machineTokens.revoke(c.req.param("id"), note)))
        throw new HttpError("machine-token.not-found");
      return c.json({ tokens: await machineTokens.list() } satisfies WireMachineTokens);
    });
}
