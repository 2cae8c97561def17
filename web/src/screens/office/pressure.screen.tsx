import { useLocation, useNavigate, useParams } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import { createMemo, createSignal, type JSX, Match, Show, Switch } from "solid-js";
import type { PressurePath } from "../../../../shared/model/pressure-path.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { ChoiceField, FormFault, FormNote } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SideSheet } from "../../parts/side-sheet.part.tsx";
import { SkeletonBlock, SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createPaths, createPressurePoints, createProfile, type Paths } from "../../state/create-pressure.ts";
import { useOffice } from "../../state/office.ts";
import { PathForm } from "./path-form.tsx";
import { createMoment } from "./profile-moment.tsx";
import { ProfileView } from "./profile-view.tsx";
import "./pressure.css";

const MAKE = { area: "reading-management", right: "write" } as const;

/** Pressure along a chosen path: where it is lost, now and at any moment of a day. */
export function PressureScreen(): JSX.Element {
  const words = useWords();
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const location = useLocation();
  /** Another path on the same day. */
  const goTo = (id: string): void => navigate(`/pressure/${encodeURIComponent(id)}${location.search}`);
  const paths = createPaths();
  const offered = createPressurePoints();
  const [form, setForm] = createSignal<{ readonly path: PressurePath | undefined }>();
  const chosen = createMemo(() => {
    const list = paths.list();
    return list?.find(({ id }) => id === params.id) ?? list?.[0];
  });
  const close = (): void => {
    paths.forgetFault();
    setForm(undefined);
  };
  return (
    <div class="pressure">
      <header class="pressure-head">
        <h1 class="pressure-title">{words.t("path.title")}</h1>
        <PathChoice paths={paths} chosen={chosen()} onChoose={goTo} onForm={(path) => setForm({ path })} />
      </header>
      <StepNote paths={paths} isFormOpen={form() !== undefined} />
      <Switch fallback={<SkeletonRows count={6} label={words.t("path.loading")} />}>
        <Match when={paths.failure()}>
          {(code) => <LoadFailed title={words.t("path.failed")} code={code()} onRetry={paths.reload} />}
        </Match>
        <Match when={paths.list()?.length === 0}>
          <Notice title={words.t("path.none")} hint={words.t("path.noneHint")} />
        </Match>
        <Match when={chosen()}>{(path) => <Measured path={path()} />}</Match>
      </Switch>
      <Show when={form()}>
        {(wanted) => (
          <SideSheet title={words.t(wanted().path ? "path.edit" : "path.make")} onClose={close}>
            <PathForm
              path={wanted().path}
              paths={paths}
              offered={offered()}
              onSaved={(id) => {
                close();
                goTo(id);
              }}
            />
          </SideSheet>
        )}
      </Show>
    </div>
  );
}

function PathChoice(props: {
  readonly paths: Paths;
  readonly chosen: PressurePath | undefined;
  readonly onChoose: (id: string) => void;
  readonly onForm: (path: PressurePath | undefined) => void;
}): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  return (
    <>
      <Show when={props.chosen}>
        {(path) => (
          <ChoiceField
            label={words.t("path.path")}
            value={path().id}
            choices={(props.paths.list() ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={props.onChoose}
          />
        )}
      </Show>
      <Show when={session.may(MAKE)}>
        <div class="pressure-tools">
          <Button
            label={words.t("path.make")}
            icon={<Plus size={15} aria-hidden="true" />}
            onPress={() => props.onForm(undefined)}
          />
          <Show when={props.chosen}>
            {(path) => (
              <>
                <Button label={words.t("path.edit")} onPress={() => props.onForm(path())} />
                <Button
                  tone="quiet"
                  label={words.t("path.remove")}
                  isDisabled={props.paths.isBusy()}
                  onPress={() => void props.paths.remove(path())}
                />
              </>
            )}
          </Show>
        </div>
      </Show>
    </>
  );
}

/** What was done last, with the way back. */
function StepNote(props: { readonly paths: Paths; readonly isFormOpen: boolean }): JSX.Element {
  const words = useWords();
  return (
    <>
      <FormFault
        text={props.isFormOpen ? undefined : props.paths.fault() && words.error(props.paths.fault() ?? "")}
      />
      <Show when={props.paths.lastStep()}>
        {(step) => (
          <div class="pressure-step">
            <FormNote text={words.t(`path.did.${step().what}`, { name: step().path.name })} />
            <Button
              label={words.t("path.undo")}
              isDisabled={props.paths.isBusy()}
              onPress={() => void props.paths.undo()}
            />
          </div>
        )}
      </Show>
    </>
  );
}

function Measured(props: { readonly path: PressurePath }): JSX.Element {
  const words = useWords();
  const timeZone = (): string => words.formats().timeZone;
  const moment = createMoment(timeZone);
  const measured = createProfile(() => ({ path: props.path, fromMs: moment.dayMs(), toMs: moment.endMs() }));
  return (
    <Switch fallback={<SkeletonBlock label={words.t("path.loading")} />}>
      <Match when={measured.failure()}>
        {(code) => <LoadFailed title={words.t("path.failed")} code={code()} onRetry={measured.reload} />}
      </Match>
      <Match when={measured.profile()}>
        {(profile) => <ProfileView profile={profile()} moment={moment} />}
      </Match>
    </Switch>
  );
}
