import { createSignal, type JSX, Show } from "solid-js";
import type { AreaScope, Role } from "../../../../shared/model/permission.ts";
import { useWords } from "../../locales/words.ts";
import { FormFault, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { AreaChoice, RoleChoice } from "../../parts/person-fields.part.tsx";
import type { FreshLink, Users } from "../../state/create-users.ts";

/** Somebody new: who, as what, and where. The password is theirs to choose. */
export function InviteForm(props: {
  readonly users: Users;
  readonly onLink: (link: FreshLink) => void;
}): JSX.Element {
  const words = useWords();
  const [name, setName] = createSignal("");
  const [user, setUser] = createSignal("");
  const [role, setRole] = createSignal<Role>("superuser");
  const [areas, setAreas] = createSignal<AreaScope>("all");
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const scope = role() === "administrator" ? "all" : areas();
    const link = await props.users.invite({ name: name(), user: user(), role: role(), areas: scope });
    if (link) props.onLink(link);
  };
  const fault = (): string | undefined => {
    const code = props.users.fault();
    return code && words.error(code);
  };
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      <TextField label={words.t("people.users.name")} value={name()} onInput={setName} isFirst={true} />
      <TextField label={words.t("people.users.user")} value={user()} onInput={setUser} />
      <RoleChoice value={role()} onChoose={setRole} />
      <Show when={role() !== "administrator"}>
        <AreaChoice value={areas()} areas={props.users.areas()} onChoose={setAreas} />
      </Show>
      <p class="muted">{words.t("people.users.inviteHint")}</p>
      <FormFault text={fault()} />
      <SubmitButton label={words.t("people.users.makeLink")} isDisabled={props.users.isBusy()} />
    </form>
  );
}
