import { useNavigate } from "@solidjs/router";
import { createSignal, type JSX } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { FormFault, SubmitButton } from "../../parts/form.part.tsx";
import { NewPasswordField } from "../../parts/new-password.part.tsx";
import { createEntrance, createLink } from "../../state/create-entrance.ts";
import { useOffice } from "../../state/office.ts";
import { DoorFrame } from "./door-frame.tsx";
import { OpenedLink } from "./opened-link.tsx";

/** `/invitation#token`: somebody who was invited, or forgot their password, chooses one. */
export function InvitationScreen(): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const navigate = useNavigate();
  const link = createLink();
  const entrance = createEntrance(session);
  const [password, setPassword] = createSignal("");
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const isIn = await entrance.accept({ token: link.token, password: password() });
    if (isIn) navigate("/points", { replace: true });
  };
  return (
    <OpenedLink link={link} kind="password">
      {(view) => (
        <DoorFrame
          title={words.t("people.invitation.title", { name: view().person?.name ?? "" })}
          intro={words.t("people.invitation.intro", {
            utility: view().utility.name || words.t("app.name"),
            role: words.t(`people.role.${view().person?.role ?? "user"}`),
          })}
          foot={words.t("people.invitation.until", { time: words.formats().dateTime(view().expiresAtMs) })}
        >
          <form class="form" onSubmit={(event) => void send(event)}>
            <p>{words.t("people.invitation.user", { user: view().person?.user ?? "" })}</p>
            <input
              class="hearable"
              type="text"
              autocomplete="username"
              tabIndex={-1}
              aria-hidden="true"
              readOnly={true}
              value={view().person?.user ?? ""}
            />
            <NewPasswordField
              label={words.t("people.password.new")}
              value={password()}
              onInput={setPassword}
              related={[view().person?.user ?? "", view().person?.name ?? "", view().utility.name]}
              isFirst={true}
            />
            <FormFault text={entrance.fault() && words.error(entrance.fault() ?? "")} />
            <SubmitButton label={words.t("people.invitation.submit")} isDisabled={entrance.isBusy()} />
          </form>
        </DoorFrame>
      )}
    </OpenedLink>
  );
}
