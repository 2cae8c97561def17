import { type Accessor, createMemo, createSignal } from "solid-js";
import type { WireLink, WireUser } from "../../../shared/model/wire-people.ts";
import {
  addUser,
  changeUser,
  fetchUsers,
  makeUserLink,
  signUserOut,
  type UserChange,
} from "../api/people-calls.ts";
import { createCall } from "./create-call.ts";
import { useOffice } from "./office.ts";

export type { UserChange };

/** A one-time link that was just made: it can be shown now and never again. */
export interface FreshLink {
  readonly name: string;
  readonly url: string;
  readonly expiresAtMs: number;
}

/** The people of the utility, and what an administrator does with them. */
export interface Users {
  readonly users: Accessor<readonly WireUser[] | undefined>;
  readonly failure: Accessor<string | undefined>;
  /** Names of areas that metering points have. */
  readonly areas: Accessor<readonly string[]>;
  readonly isBusy: Accessor<boolean>;
  /** Why the last change was refused. */
  readonly fault: Accessor<string | undefined>;
  forgetFault(): void;
  reload(): void;
  invite(person: Parameters<typeof addUser>[0]): Promise<FreshLink | undefined>;
  change(id: string, change: UserChange): Promise<boolean>;
  newLink(user: WireUser): Promise<FreshLink | undefined>;
  signOut(id: string): Promise<boolean>;
}

export function createUsers(): Users {
  const { points } = useOffice();
  const call = createCall(() => "users", fetchUsers);
  const [isBusy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const areas = createMemo(() => points.all().areas());

  const doing = async <T>(
    answering: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>,
  ): Promise<T | undefined> => {
    setBusy(true);
    setFault(undefined);
    const answer = await answering;
    setBusy(false);
    call.reload();
    if (answer.ok) return answer.value;
    setFault(answer.error.code);
    return undefined;
  };
  const linkOf = (name: string, { token, expiresAtMs }: WireLink): FreshLink => ({
    name,
    url: `${location.origin}/invitation#${token}`,
    expiresAtMs,
  });

  return {
    users: () => call.answered()?.value.users,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    areas,
    isBusy,
    fault,
    forgetFault: () => setFault(undefined),
    reload: call.reload,
    async invite(person) {
      const made = await doing(addUser(person));
      return made && linkOf(made.user.name, made.invitation);
    },
    change: async (id, change) => (await doing(changeUser(id, change))) !== undefined,
    async newLink(user) {
      const link = await doing(makeUserLink(user.id));
      return link && linkOf(user.name, link);
    },
    async signOut(id) {
      await doing(signUserOut(id));
      return fault() === undefined;
    },
  };
}
