import { createEffect, createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { FormFault, FormNote, PasswordField, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { Segmented } from "../../parts/segmented.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createMailSettings, type MailDesk } from "../../state/create-mail-settings.ts";
import "./mail.css";

const SECURITIES = ["tls", "starttls", "none"] as const;
type Security = (typeof SECURITIES)[number];
const PORTS: Readonly<Record<Security, string>> = { tls: "465", starttls: "587", none: "25" };

/** How mail to customers leaves the house. */
export function MailScreen(): JSX.Element {
  const words = useWords();
  const mail = createMailSettings();
  return (
    <div class="mail">
      <h1 class="mail-title">{words.t("report.mail.title")}</h1>
      <p class="muted">{words.t("report.mail.intro")}</p>
      <Switch fallback={<SkeletonRows count={6} label={words.t("report.mail.loading")} />}>
        <Match when={mail.settings() === undefined && mail.failure()}>
          {(code) => <LoadFailed title={words.t("report.mail.failed")} code={code()} onRetry={mail.reload} />}
        </Match>
        <Match when={mail.settings() !== undefined}>
          <MailForm mail={mail} />
        </Match>
      </Switch>
    </div>
  );
}

function MailForm(props: { readonly mail: MailDesk }): JSX.Element {
  const words = useWords();
  const [host, setHost] = createSignal("");
  const [port, setPort] = createSignal("587");
  const [security, setSecurity] = createSignal<Security>("starttls");
  const [user, setUser] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [from, setFrom] = createSignal("");
  const [to, setTo] = createSignal("");
  createEffect(() => {
    const known = props.mail.settings();
    if (!known) return;
    setHost(known.host);
    setPort(String(known.port));
    setSecurity(known.security);
    setUser(known.user);
    setFrom(known.from);
  });
  const choose = (next: Security): void => {
    if (port() === PORTS[security()]) setPort(PORTS[next]);
    setSecurity(next);
  };
  const save = (): void =>
    void props.mail.save({
      host: host(),
      port: Number(port()),
      security: security(),
      user: user(),
      from: from(),
      ...(password() === "" ? {} : { password: password() }),
    });
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField label={words.t("report.mail.host")} value={host()} onInput={setHost} />
      <div class="field">
        <span class="field-label" aria-hidden="true">
          {words.t("report.mail.security")}
        </span>
        <Segmented
          name="mail-security"
          label={words.t("report.mail.security")}
          segments={SECURITIES.map((value) => ({ value, label: words.t(`report.mail.${value}`) }))}
          value={security()}
          onChoose={choose}
        />
      </div>
      <TextField label={words.t("report.mail.port")} value={port()} onInput={setPort} />
      <TextField label={words.t("report.mail.from")} value={from()} onInput={setFrom} />
      <TextField
        label={words.t("report.mail.user")}
        value={user()}
        hint={words.t("report.mail.userHint")}
        isOptional={true}
        onInput={setUser}
      />
      <PasswordField
        label={words.t("report.mail.password")}
        value={password()}
        autocomplete="new-password"
        isOptional={true}
        onInput={setPassword}
      />
      <Show when={props.mail.settings()?.hasPassword}>
        <p class="field-hint">{words.t("report.mail.hasPassword")}</p>
      </Show>
      <Show when={security() === "none"}>
        <FormNote tone="warning" text={words.t("report.mail.openHint")} />
      </Show>
      <FormFault
        text={props.mail.fault() === undefined ? undefined : words.error(props.mail.fault() ?? "")}
      />
      <Show when={props.mail.done()}>{(done) => <FormNote text={words.t(`report.mail.${done()}`)} />}</Show>
      <div class="form-actions">
        <SubmitButton label={words.t("report.mail.save")} isDisabled={props.mail.isBusy()} />
      </div>
      <Show when={props.mail.settings()}>
        <TextField label={words.t("report.mail.to")} value={to()} isOptional={true} onInput={setTo} />
        <div class="form-actions">
          <Button
            label={words.t("report.mail.test")}
            isDisabled={props.mail.isBusy() || to() === ""}
            onPress={() => void props.mail.test(to())}
          />
        </div>
      </Show>
    </form>
  );
}
