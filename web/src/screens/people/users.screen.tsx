import UserPlus from "lucide-solid/icons/user-plus";
import { createSignal, type JSX, Match, onMount, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FreshLinkCard } from "../../parts/fresh-link.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { UserList } from "../../parts/user-list.part.tsx";
import { createNow } from "../../state/create-now.ts";
import { createUsers, type FreshLink } from "../../state/create-users.ts";
import { copyText } from "../../state/keep-text.ts";
import { useOffice } from "../../state/office.ts";
import { AdminFrame } from "./admin-frame.tsx";
import { InviteForm } from "./invite-form.tsx";
import { UserForm } from "./user-form.tsx";

/** The people of the utility: who, as what, where, and since when not any more. */
export function UsersScreen(): JSX.Element {
  return (
    <AdminFrame>
      <UsersPage />
    </AdminFrame>
  );
}

type Open = { readonly kind: "invite" } | { readonly kind: "user"; readonly id: string };

function UsersPage(): JSX.Element {
  const words = useWords();
  const { session, points } = useOffice();
  const users = createUsers();
  const now = createNow();
  const [open, setOpen] = createSignal<Open>();
  const [link, setLink] = createSignal<FreshLink>();
  onMount(() => {
    if (points.loading().kind === "idle") void points.load();
  });
  const openUser = () => {
    const now = open();
    return now?.kind === "user" ? users.users()?.find(({ id }) => id === now.id) : undefined;
  };
  const close = (): void => {
    setOpen(undefined);
    setLink(undefined);
    users.forgetFault();
  };
  const mayWrite = (): boolean => session.may({ area: "access-control", right: "write" });
  return (
    <>
      <header class="people-head">
        <h1 class="people-title">
          {words.t("people.admin.users")}{" "}
          <Show when={users.users()}>
            {(list) => <span class="faint">{words.t("people.users.total", list().length)}</span>}
          </Show>
        </h1>
        <Show when={mayWrite()}>
          <Button
            label={words.t("people.users.invite")}
            tone="accent"
            icon={<UserPlus size={15} aria-hidden="true" />}
            onPress={() => setOpen({ kind: "invite" })}
          />
        </Show>
        <p class="people-intro">{words.t("people.users.intro")}</p>
      </header>
      <Switch fallback={<SkeletonRows count={6} label={words.t("people.account.loading")} />}>
        <Match when={users.users()}>
          {(list) => (
            <UserList
              users={list()}
              ownId={session.who()?.person.id}
              nowMs={now()}
              onOpen={(id) => {
                // Sign-ins change what can be done with somebody.
                users.reload();
                setOpen({ kind: "user", id });
              }}
            />
          )}
        </Match>
        <Match when={users.failure()}>
          {(code) => (
            <LoadFailed title={words.t("people.account.failed")} code={code()} onRetry={users.reload} />
          )}
        </Match>
      </Switch>
      <Switch>
        <Match when={link()}>
          {(fresh) => (
            <SideSheet title={words.t("people.users.link", { name: fresh().name })} onClose={close}>
              <FreshLinkCard
                url={fresh().url}
                expiresAtMs={fresh().expiresAtMs}
                onCopy={copyText}
                onDone={close}
              />
            </SideSheet>
          )}
        </Match>
        <Match when={open()?.kind === "invite"}>
          <SideSheet title={words.t("people.users.inviteTitle")} onClose={close}>
            <InviteForm users={users} onLink={setLink} />
          </SideSheet>
        </Match>
        <Match when={openUser()}>
          {(user) => (
            <SideSheet title={user().name} onClose={close}>
              <UserForm users={users} user={user()} onLink={setLink} onDone={close} />
            </SideSheet>
          )}
        </Match>
      </Switch>
    </>
  );
}
