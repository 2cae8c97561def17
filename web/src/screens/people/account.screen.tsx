import { useLocation } from "@solidjs/router";
import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { PERMISSION_AREAS } from "../../../../shared/model/permission.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormFault, FormNote, PasswordField, SubmitButton } from "../../parts/form.part.tsx";
import { NewPasswordField } from "../../parts/new-password.part.tsx";
import { PersonFace } from "../../parts/person-face.part.tsx";
import { ScopeText } from "../../parts/person-fields.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { type Account, createAccount } from "../../state/create-account.ts";
import type { SignedIn } from "../../state/create-session.ts";
import { useOffice } from "../../state/office.ts";
import "./people.css";

/** One's own account. */
export function AccountScreen(): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  return (
    <div class="people-page">
      <header class="people-head">
        <h1 class="people-title">{words.t("people.account.title")}</h1>
      </header>
      <Show when={session.who()}>{(who) => <AccountOf who={who()} />}</Show>
    </div>
  );
}

function AccountOf(props: { readonly who: SignedIn }): JSX.Element {
  const words = useWords();
  const account = createAccount();
  return (
    <div class="account">
      <section class="account-section">
        <div class="account-who">
          <PersonFace name={props.who.person.name} isLarge={true} />
          <div>
            <p class="account-name">{props.who.person.name}</p>
            <p class="muted">
              {words.t(`people.role.${props.who.role}`)} · {props.who.person.user} ·{" "}
              <ScopeText scope={props.who.areas} />
            </p>
          </div>
        </div>
      </section>
      <section class="account-section">
        <h2>{words.t("people.account.mayDo")}</h2>
        <dl class="account-rights">
          <For each={PERMISSION_AREAS}>
            {(area) => (
              <div>
                <dt>{words.t(`people.area.${area}`)}</dt>
                <dd>{words.t(`people.right.${props.who.permissions[area]}`)}</dd>
              </div>
            )}
          </For>
        </dl>
      </section>
      <section class="account-section">
        <h2>{words.t("people.account.form")}</h2>
        <Show
          when={!props.who.isDemo}
          fallback={<p class="muted">{words.t("people.account.demoPassword")}</p>}
        >
          <PasswordForm account={account} who={props.who} />
        </Show>
      </section>
      <OwnSessions account={account} />
    </div>
  );
}

function PasswordForm(props: { readonly account: Account; readonly who: SignedIn }): JSX.Element {
  const words = useWords();
  const [current, setCurrent] = createSignal("");
  const [next, setNext] = createSignal("");
  const fault = (): string | undefined => {
    const change = props.account.change();
    return change.kind === "refused" ? words.error(change.code) : undefined;
  };
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!(await props.account.changePassword(current(), next()))) return;
    setCurrent("");
    setNext("");
  };
  return (
    <form class="form account-form" onSubmit={(event) => void send(event)}>
      <PasswordField
        label={words.t("people.password.current")}
        value={current()}
        onInput={setCurrent}
        autocomplete="current-password"
      />
      <NewPasswordField
        label={words.t("people.password.new")}
        value={next()}
        onInput={setNext}
        related={[props.who.person.user, props.who.person.name, props.who.utility.name]}
      />
      <FormFault text={fault()} />
      <Show when={props.account.change().kind === "done"}>
        <FormNote text={words.t("people.account.changed")} />
      </Show>
      <div class="form-actions">
        <SubmitButton
          label={words.t("people.account.changePassword")}
          isDisabled={props.account.change().kind === "busy"}
        />
      </div>
    </form>
  );
}

function OwnSessions(props: { readonly account: Account }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  // Signing out from the menu may have failed before this page was gone to.
  const { state } = useLocation<{ readonly fault?: string }>();
  const [fault, setFault] = createSignal(state?.fault);
  const leave = async (where: "here" | "everywhere"): Promise<void> => {
    const code = await session.leave(where);
    setFault(code);
  };
  return (
    <section class="account-section">
      <h2>{words.t("people.account.sessions")}</h2>
      <Switch fallback={<SkeletonRows count={2} label={words.t("people.account.loading")} />}>
        <Match when={props.account.sessions()}>
          {(sessions) => (
            <ul>
              <For each={sessions()}>
                {(one) => (
                  <li class="account-session">
                    <strong>{one.computer || one.address}</strong>
                    <Show when={one.isThis}>
                      <span class="person-badge">{words.t("people.account.thisOne")}</span>
                    </Show>
                    <span class="faint">
                      {one.address} ·{" "}
                      {words.t("people.account.since", { time: words.formats().dateTime(one.createdAtMs) })} ·{" "}
                      {words.t("people.account.seen", { time: words.formats().dateTime(one.seenAtMs) })}
                    </span>
                  </li>
                )}
              </For>
            </ul>
          )}
        </Match>
        <Match when={props.account.failure()}>
          {(code) => (
            <LoadFailed
              title={words.t("people.account.failed")}
              code={code()}
              onRetry={props.account.reload}
            />
          )}
        </Match>
      </Switch>
      <div class="form-actions">
        <Button label={words.t("people.account.signOut")} onPress={() => void leave("here")} />
        <Button
          label={words.t("people.account.signOutEverywhere")}
          tip={words.t("people.account.signOutEverywhereHint")}
          onPress={() => void leave("everywhere")}
        />
      </div>
      <FormFault text={fault() && words.error(fault() ?? "")} />
    </section>
  );
}
