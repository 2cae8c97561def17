import type { WireLink } from "../../shared/model/wire-people.ts";
import type { AuditNote, Invitation, InvitationStore } from "../people-ports.ts";
import { makeSecretToken } from "./secret-token.ts";

const DAY_MS = 86_400_000;
/** The first administrator sits at the server; somebody invited may be on holiday. */
const LIFE_MS: Readonly<Record<Invitation["kind"], number>> = { setup: DAY_MS, password: 7 * DAY_MS };

/** Makes a one-time link; the one that waited for the same purpose is worth nothing from now on. */
export async function invite(
  invitations: InvitationStore,
  link: { readonly utility: string; readonly kind: Invitation["kind"]; readonly personId?: string },
  note: AuditNote,
): Promise<WireLink> {
  const token = makeSecretToken(link.utility);
  const expiresAtMs = note.atMs + LIFE_MS[link.kind];
  await invitations.create(
    {
      id: token.id,
      kind: link.kind,
      ...(link.personId === undefined ? {} : { personId: link.personId }),
      createdAtMs: note.atMs,
      expiresAtMs,
    },
    note,
  );
  return { token: token.text, expiresAtMs };
}
