import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import {
  MACHINE_SCOPES,
  type MachineScope,
  type WireMachineToken,
} from "../../../../shared/model/machine-token.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { ChoiceField, FormFault, FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createMachines, type Machines, type MadeToken } from "../../state/create-machines.ts";
import { useOffice } from "../../state/office.ts";
import { AdminFrame } from "./admin-frame.tsx";
import "./machines.css";

const MAKE = { area: "access-control", right: "write" } as const;

/** Tokens by which machines of the utility bring or ask something by themselves. */
export function MachinesScreen(): JSX.Element {
  return (
    <AdminFrame>
      <MachinesPage />
    </AdminFrame>
  );
}

function MachinesPage(): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const machines = createMachines();
  return (
    <>
      <header class="people-head">
        <h1 class="people-title">{words.t("machines.title")}</h1>
        <p class="people-intro">{words.t("machines.intro")}</p>
      </header>
      <Switch fallback={<SkeletonRows count={4} label={words.t("machines.loading")} />}>
        <Match when={machines.tokens()}>
          {(tokens) => (
            <div class="account">
              <Show when={session.may(MAKE)}>
                <MakeForm machines={machines} />
              </Show>
              <Show when={machines.made()} keyed={true}>
                {(made) => <Made {...made} />}
              </Show>
              <section class="account-section">
                <For each={tokens()} fallback={<p class="faint">{words.t("machines.none")}</p>}>
                  {(token) => <MachineLine token={token} machines={machines} mayRevoke={session.may(MAKE)} />}
                </For>
              </section>
            </div>
          )}
        </Match>
        <Match when={machines.failure()}>
          {(code) => (
            <LoadFailed title={words.t("machines.failed")} code={code()} onRetry={machines.reload} />
          )}
        </Match>
      </Switch>
    </>
  );
}

function MakeForm(props: { readonly machines: Machines }): JSX.Element {
  const words = useWords();
  const [name, setName] = createSignal("");
  const [scope, setScope] = createSignal<MachineScope>(MACHINE_SCOPES[0]);
  const fault = (): string | undefined => {
    const code = props.machines.fault();
    return code && words.error(code);
  };
  const make = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await props.machines.make(name().trim(), scope())) setName("");
  };
  return (
    <form class="form account-form" onSubmit={(event) => void make(event)}>
      <TextField
        label={words.t("machines.name")}
        value={name()}
        onInput={setName}
        hint={words.t("machines.nameHint")}
      />
      <ChoiceField
        label={words.t("machines.scope")}
        value={scope()}
        choices={MACHINE_SCOPES.map((value) => ({ value, label: words.t(`machines.scopes.${value}`) }))}
        onChoose={setScope}
      />
      <FormFault text={fault()} />
      <SubmitButton
        label={words.t("machines.make")}
        isDisabled={props.machines.isBusy() || name().trim() === ""}
      />
    </form>
  );
}

const EXAMPLES: Readonly<
  Record<MachineScope, { readonly call: (origin: string) => string; readonly body: string }>
> = {
  weather: {
    call: (origin) => `PUT ${origin}/ingest/v1/weather`,
    body: '{"days":[["2026-11-29","3.5"]]}',
  },
  billing: {
    call: (origin) => `POST ${origin}/export/v1/consumption`,
    body: '{"from":"2026-11-01","to":"2026-11-30","registers":["E1"]}',
  },
};

/** The token, this once, and how it is used. */
function Made(props: MadeToken): JSX.Element {
  const words = useWords();
  const [isCopied, setCopied] = createSignal(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(props.token).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const example = (): string =>
    [
      `curl -X ${EXAMPLES[props.scope].call(location.origin)}`,
      `-H "Authorization: Bearer ${props.token}"`,
      '-H "Content-Type: application/json"',
      `-d '${EXAMPLES[props.scope].body}'`,
    ].join(" \\\n  ");
  return (
    <section class="account-section machine-made">
      <FormNote text={words.t("machines.made", { name: props.name })} tone="warning" />
      <div class="machine-token">
        <code>{props.token}</code>
        <Button
          label={words.t(isCopied() ? "machines.copied" : "machines.copy")}
          onPress={() => void copy()}
        />
      </div>
      <p class="muted">{words.t(`machines.how.${props.scope}`)}</p>
      <pre class="machine-example">{example()}</pre>
    </section>
  );
}

function MachineLine(props: {
  readonly token: WireMachineToken;
  readonly machines: Machines;
  readonly mayRevoke: boolean;
}): JSX.Element {
  const words = useWords();
  const [isAsked, ask] = createSignal(false);
  const { dateTime } = words.formats();
  const used = (): string => {
    const { lastUsedAtMs } = props.token;
    return lastUsedAtMs === undefined
      ? words.t("machines.unused")
      : words.t("machines.used", { time: dateTime(lastUsedAtMs) });
  };
  return (
    <div class="account-session" data-revoked={props.token.revokedAtMs !== undefined}>
      <strong>{props.token.name}</strong>
      <span>{words.t(`machines.scopes.${props.token.scope}`)}</span>
      <span class="faint">
        {words.t("machines.by", { name: props.token.by, time: dateTime(props.token.madeAtMs) })} · {used()}
      </span>
      <Show
        when={props.token.revokedAtMs === undefined}
        fallback={
          <span class="faint">
            {words.t("machines.revoked", { time: dateTime(props.token.revokedAtMs ?? 0) })}
          </span>
        }
      >
        <Show when={props.mayRevoke}>
          <Show
            when={isAsked()}
            fallback={<Button label={words.t("machines.revoke")} tone="quiet" onPress={() => ask(true)} />}
          >
            <Button
              label={words.t("machines.revokeSure")}
              tone="accent"
              isDisabled={props.machines.isBusy()}
              onPress={() => void props.machines.revoke(props.token.id)}
            />
            <Button label={words.t("machines.keep")} tone="quiet" onPress={() => ask(false)} />
          </Show>
        </Show>
      </Show>
    </div>
  );
}
