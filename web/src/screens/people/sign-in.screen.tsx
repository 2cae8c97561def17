import CloudOff from "lucide-solid/icons/cloud-off";
import { createSignal, type JSX, Match, onMount, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { DemoPeople } from "../../parts/demo-people.part.tsx";
import { FormFault, FormNote, PasswordField, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { createEntrance } from "../../state/create-entrance.ts";
import { createNow } from "../../state/create-now.ts";
import type { Door } from "../../state/create-session.ts";
import { useOffice } from "../../state/office.ts";
import { noteAtDoor } from "../../state/session-door.ts";
import { DoorFrame } from "./door-frame.tsx";

/** Stands in the place of whatever was asked for; the address stays, and so does the place behind it. */
export function SignInScreen(): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  onMount(() => void noteAtDoor());
  const out = () => {
    const state = session.state();
    return state.kind === "out" ? state : undefined;
  };
  return (
    <Switch>
      <Match when={session.state().kind === "unreachable"}>
        <DoorFrame title={words.t("people.signIn.title")}>
          <Notice
            tone="failed"
            icon={<CloudOff size={20} />}
            title={words.t("people.signIn.offline")}
            hint={words.t("people.signIn.offlineHint")}
          >
            <Button label={words.t("people.signIn.retry")} onPress={() => void session.check()} />
          </Notice>
        </DoorFrame>
      </Match>
      <Match when={out()}>
        {(state) => (
          <Show
            when={state().door.demoPeople.length > 0}
            fallback={<PasswordDoor door={state().door} isExpired={state().isExpired} />}
          >
            <DemoDoor door={state().door} isExpired={state().isExpired} />
          </Show>
        )}
      </Match>
    </Switch>
  );
}

function DemoDoor(props: { readonly door: Door; readonly isExpired: boolean }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const entrance = createEntrance(session);
  return (
    <DoorFrame title={words.t("people.signIn.demo")} intro={words.t("people.signIn.demoHint")} isWide={true}>
      <Show when={props.isExpired}>
        <FormNote text={words.t("people.signIn.expired")} />
      </Show>
      <DemoPeople
        people={props.door.demoPeople}
        isBusy={entrance.isBusy()}
        onChoose={(person) => void entrance.signInDemo(person)}
      />
      <FormFault text={entrance.fault() && words.error(entrance.fault() ?? "")} />
    </DoorFrame>
  );
}

function PasswordDoor(props: { readonly door: Door; readonly isExpired: boolean }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const entrance = createEntrance(session);
  const now = createNow();
  const [user, setUser] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [utility, setUtility] = createSignal("");
  const waits = (): number | undefined => {
    const until = entrance.waitUntilMs();
    return until === undefined ? undefined : Math.max(0, Math.ceil((until - now()) / 1000));
  };
  const fault = (): string | undefined => {
    const seconds = waits();
    if (seconds !== undefined) return words.t("people.signIn.wait", { time: clockOf(seconds) });
    const code = entrance.fault();
    return code && words.error(code);
  };
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const named = props.door.asksUtility ? { utility: utility().trim() } : {};
    const isIn = await entrance.signIn({ user: user(), password: password(), ...named });
    if (!isIn) setPassword("");
  };
  return (
    <DoorFrame title={words.t("people.signIn.title")} foot={words.t("people.signIn.forgotten")}>
      <Show when={props.isExpired}>
        <FormNote text={words.t("people.signIn.expired")} />
      </Show>
      <Show when={props.door.needsSetup}>
        <FormNote
          tone="warning"
          text={`${words.t("people.signIn.needsSetup")}. ${words.t("people.signIn.needsSetupHint")}`}
        />
      </Show>
      <form class="form" onSubmit={(event) => void send(event)}>
        <Show when={props.door.asksUtility}>
          <TextField
            label={words.t("people.signIn.utility")}
            name="organization"
            value={utility()}
            onInput={setUtility}
            isFirst={true}
          />
        </Show>
        <TextField
          label={words.t("people.signIn.user")}
          name="username"
          autocomplete="username"
          value={user()}
          onInput={setUser}
          isFirst={!props.door.asksUtility}
        />
        <PasswordField
          label={words.t("people.signIn.password")}
          value={password()}
          onInput={setPassword}
          autocomplete="current-password"
        />
        <FormFault text={fault()} />
        <SubmitButton
          label={words.t("people.signIn.submit")}
          isDisabled={entrance.isBusy() || waits() !== undefined}
        />
      </form>
    </DoorFrame>
  );
}

/** 0:27 */
const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
