import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { formatHex } from "../../shared/codecs/bytes/hex.ts";
import { parseMeterKey } from "../../shared/model/meter-id.ts";
import type { LeaseContent, WirePhone } from "../../shared/model/wire-rounds.ts";
import { type Caller, callerOf, isVisible } from "../caller.ts";
import type { Deps } from "../deps.ts";
import { HttpError } from "../http-error.ts";
import { isPhoneKey, sealLease } from "../leases/seal-lease.ts";
import type { PhoneRow } from "../round-ports.ts";
import { BodyFields, invalid } from "./body-fields.ts";

/** A working day and the night before it. */
const LEASE_LIFE_MS = 36 * 3_600_000;

/** Phones of readers, and the leases that let them decode on the road (DESIGN D7). */
export function phonesRoutes(deps: Deps): Hono {
  return new Hono()
    .get("/api/v1/phones", async (c) => {
      const phones = await callerOf(c).utility.store.phones.list();
      return c.json({ phones: phones.map(wirePhoneOf) });
    })
    .post("/api/v1/phones", async (c) => c.json({ phone: wirePhoneOf(await pair(c, deps)) }, 201))
    .delete("/api/v1/phones/:id", async (c) => {
      const { utility, actor } = callerOf(c);
      const phone = await utility.store.phones.find(c.req.param("id"));
      if (!phone) throw new HttpError("phone.not-found");
      await utility.store.phones.revoke(phone.id, {
        atMs: deps.nowMs(),
        event: "phone.revoked",
        by: actor,
        target: targetOf(phone),
      });
      return c.body(null, 204);
    })
    .post("/api/v1/phones/:id/lease", async (c) => {
      const caller = callerOf(c);
      const phone = await ownPhone(caller, c.req.param("id"));
      const content = await contentFor(caller);
      const lease = sealLease(phone, content, deps.nowMs() + LEASE_LIFE_MS);
      if (!lease.ok) throw new HttpError("phone.bad-key");
      await caller.utility.store.audit.append({
        atMs: deps.nowMs(),
        event: "lease.given",
        by: caller.actor,
        target: targetOf(phone),
        after: { keys: content.keys.length, expiresAtMs: lease.value.expiresAtMs },
      });
      return c.json(lease.value);
    });
}

async function pair(c: Context, deps: Deps): Promise<PhoneRow> {
  const { utility, actor } = callerOf(c);
  const body = await BodyFields.read(c);
  const publicKey = new Uint8Array(Buffer.from(body.text("publicKey", { max: 200 }), "base64"));
  if (!isPhoneKey(publicKey)) throw invalid("publicKey", "an uncompressed point of P-256 in base64");
  const phone: PhoneRow = {
    id: randomUUID(),
    personId: actor.personId ?? "",
    personName: actor.name,
    name: body.text("name", { max: 60 }),
    publicKey,
    pairedAtMs: deps.nowMs(),
  };
  await utility.store.phones.pair(phone, {
    atMs: phone.pairedAtMs,
    event: "phone.paired",
    by: actor,
    target: targetOf(phone),
  });
  return phone;
}

/** The caller's own phone; somebody else's and a missing one are the same answer. */
async function ownPhone(caller: Caller, id: string): Promise<PhoneRow> {
  const phone = await caller.utility.store.phones.find(id);
  if (!phone || phone.personId !== (caller.actor.personId ?? "")) throw new HttpError("phone.not-found");
  if (phone.revokedAtMs !== undefined) throw new HttpError("phone.revoked");
  return phone;
}

/**
 * Keys of the meters of every open round that is the caller's, within the caller's areas: all of the
 * round, since cars hear each other's meters and take over from each other on the road.
 */
async function contentFor(caller: Caller): Promise<LeaseContent> {
  const { rounds } = caller.utility.store;
  const me = caller.actor.personId;
  const readers = await rounds.readers();
  const keys = new Map<string, string>();
  for (const round of await rounds.list()) {
    const own = readers.filter(({ roundId }) => roundId === round.id);
    const isMine = me === undefined || own.length === 0 || own.some(({ personId }) => personId === me);
    if (round.state !== "open" || !isMine) continue;
    for (const { pointId } of await rounds.points(round.id)) addKey(caller, pointId, keys);
  }
  return { keys: [...keys] };
}

function addKey(caller: Caller, pointId: string, keys: Map<string, string>): void {
  const { points } = caller.utility;
  const found = points.find(pointId);
  if (!(found?.row.meter && isVisible(caller, found.point))) return;
  const meter = parseMeterKey(found.row.meter.key);
  const key = meter && points.keyOf(meter);
  if (key) keys.set(found.row.meter.key, formatHex(key));
}

const targetOf = ({ id, name }: PhoneRow) => ({ kind: "phone", id, name });

const wirePhoneOf = (phone: PhoneRow): WirePhone => ({
  id: phone.id,
  name: phone.name,
  personName: phone.personName,
  pairedAtMs: phone.pairedAtMs,
  ...(phone.revokedAtMs === undefined ? {} : { revokedAtMs: phone.revokedAtMs }),
});
