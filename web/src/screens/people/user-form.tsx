import { createSignal, type JSX, Show } from "solid-js";
import type { AreaScope, Role } from "../../../../shared/model/permission.ts";
import type { WireUser } from "../../../../shared/model/wire-people.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormFault, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { AreaChoice, RoleChoice } from "../../parts/person-fields.part.tsx";
import type { FreshLink, Users } from "../../state/create-users.ts";

/** Somebody who is there: what an administrator may change of them. */
export function UserForm(props: {
  readonly users: Users;
  readonly user: WireUser;
  readonly onLink: (link: FreshLink) => void;
  readonly onDone: () => void;
}): JSX.Element {
  const words = useWords();
  const [name, setName] = createSignal(props.user.name);
  const [role, setRole] = createSignal<Role>(props.user.role);
  const [areas, setAreas] = createSignal<AreaScope>(props.user.areas);
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const scope = role() === "administrator" ? "all" : areas();
    if (await props.users.change(props.user.id, { name: name(), role: role(), areas: scope })) props.onDone();
  };
  const fault = (): string | undefined => {
    const code = props.users.fault();
    return code && words.error(code);
  };
  return (
    <>
      <form class="form" onSubmit={(event) => void save(event)}>
        <TextField label={words.t("people.users.name")} value={name()} onInput={setName} />
        <RoleChoice value={role()} onChoose={setRole} />
        <Show when={role() !== "administrator"}>
          <AreaChoice value={areas()} areas={props.users.areas()} onChoose={setAreas} />
        </Show>
        <FormFault text={fault()} />
        <SubmitButton label={words.t("people.admin.save")} isDisabled={props.users.isBusy()} />
      </form>
      <UserActions users={props.users} user={props.user} onLink={props.onLink} />
    </>
  );
}

function UserActions(props: {
  readonly users: Users;
  readonly user: WireUser;
  readonly onLink: (link: FreshLink) => void;
}): JSX.Element {
  const words = useWords();
  const makeLink = async (): Promise<void> => {
    const link = await props.users.newLink(props.user);
    if (link) props.onLink(link);
  };
  return (
    <div class="user-actions">
      <Show when={props.user.isActive}>
        <div class="user-action">
          <p class="muted">{words.t("people.users.newLinkHint")}</p>
          <Button
            label={words.t("people.users.newLink")}
            isDisabled={props.users.isBusy()}
            onPress={() => void makeLink()}
          />
        </div>
        <div class="user-action">
          <p class="muted">{words.t("people.users.sessions", props.user.sessions)}</p>
          <Button
            label={words.t("people.users.signOut")}
            isDisabled={props.users.isBusy() || props.user.sessions === 0}
            onPress={() => void props.users.signOut(props.user.id)}
          />
        </div>
      </Show>
      <div class="user-action">
        <Show when={props.user.isActive}>
          <p class="muted">{words.t("people.users.deactivateHint", { name: props.user.name })}</p>
        </Show>
        <Button
          label={words.t(props.user.isActive ? "people.users.deactivate" : "people.users.activate")}
          isDisabled={props.users.isBusy()}
          onPress={() => void props.users.change(props.user.id, { isActive: !props.user.isActive })}
        />
      </div>
    </div>
  );
}
