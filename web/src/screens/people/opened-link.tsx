import { useNavigate } from "@solidjs/router";
import Link2Off from "lucide-solid/icons/link-2-off";
import { type Accessor, type JSX, Match, Switch } from "solid-js";
import type { WireInvitationView } from "../../../../shared/model/wire-people.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import type { createLink } from "../../state/create-entrance.ts";
import { DoorFrame } from "./door-frame.tsx";

/** A one-time link while it is looked at, what it opens, or why it opens nothing. */
export function OpenedLink(props: {
  readonly link: ReturnType<typeof createLink>;
  readonly kind: WireInvitationView["kind"];
  readonly children: (view: Accessor<WireInvitationView>) => JSX.Element;
}): JSX.Element {
  const words = useWords();
  const navigate = useNavigate();
  const opened = (): WireInvitationView | undefined => {
    const view = props.link.view();
    return view?.kind === props.kind ? view : undefined;
  };
  const hint = (): string => {
    if (props.link.token === "") return words.t("people.setup.missingHint");
    return words.error(props.link.failure() ?? "invitation.invalid");
  };
  return (
    <Switch fallback={<DoorFrame title={words.t("people.setup.looking")}>{undefined}</DoorFrame>}>
      <Match when={opened()}>{(view) => props.children(view)}</Match>
      <Match when={props.link.token === "" || props.link.failure() || props.link.view()}>
        <DoorFrame title={words.t(props.link.token === "" ? "people.setup.missing" : "people.setup.invalid")}>
          <Notice icon={<Link2Off size={20} />} title={hint()}>
            <Button
              label={words.t("people.setup.toSignIn")}
              onPress={() => navigate("/points", { replace: true })}
            />
          </Notice>
        </DoorFrame>
      </Match>
    </Switch>
  );
}
