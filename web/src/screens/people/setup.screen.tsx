import { useNavigate } from "@solidjs/router";
import { createSignal, type JSX } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { FormFault, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { NewPasswordField } from "../../parts/new-password.part.tsx";
import { createEntrance, createLink } from "../../state/create-entrance.ts";
import { useOffice } from "../../state/office.ts";
import { DoorFrame } from "./door-frame.tsx";
import { OpenedLink } from "./opened-link.tsx";

/** `/setup#token`: the first administrator of a utility. */
export function SetupScreen(): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const navigate = useNavigate();
  const link = createLink();
  const entrance = createEntrance(session);
  const [name, setName] = createSignal("");
  const [user, setUser] = createSignal("");
  const [password, setPassword] = createSignal("");
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const setup = { token: link.token, user: user(), name: name(), password: password() };
    if (await entrance.setUp(setup)) navigate("/admin/users", { replace: true });
  };
  return (
    <OpenedLink link={link} kind="setup">
      {(view) => (
        <DoorFrame
          title={words.t("people.setup.title")}
          intro={
            view().utility.name === ""
              ? words.t("people.setup.introUnnamed")
              : words.t("people.setup.intro", { utility: view().utility.name })
          }
          foot={words.t("people.invitation.until", { time: words.formats().dateTime(view().expiresAtMs) })}
        >
          <form class="form" onSubmit={(event) => void send(event)}>
            <TextField
              label={words.t("people.setup.name")}
              autocomplete="name"
              value={name()}
              onInput={setName}
              isFirst={true}
            />
            <TextField
              label={words.t("people.setup.user")}
              autocomplete="username"
              value={user()}
              onInput={setUser}
            />
            <NewPasswordField
              label={words.t("people.signIn.password")}
              value={password()}
              onInput={setPassword}
              related={[user(), name(), view().utility.name]}
            />
            <FormFault text={entrance.fault() && words.error(entrance.fault() ?? "")} />
            <SubmitButton label={words.t("people.setup.submit")} isDisabled={entrance.isBusy()} />
          </form>
        </DoorFrame>
      )}
    </OpenedLink>
  );
}
