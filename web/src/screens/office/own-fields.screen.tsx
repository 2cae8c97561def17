import ArrowUp from "lucide-solid/icons/arrow-up";
import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { createEffect, createSignal, createUniqueId, For, type JSX, Match, Show, Switch } from "solid-js";
import { CUSTOM_KINDS, type CustomField, readCustomFields } from "../../../../shared/model/custom-field.ts";
import { useWords } from "../../locales/words.ts";
import { Button, IconButton } from "../../parts/button.part.tsx";
import { ChoiceField, FormFault, FormNote, SubmitButton, TextField } from "../../parts/form.part.tsx";
import { Notice } from "../../parts/notice.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { type CustomFieldDesk, createCustomFieldDesk } from "../../state/create-custom-fields.ts";
import { useOffice } from "../../state/office.ts";
import "./own-fields.css";

const CONFIGURE = { area: "system-configuration", right: "write" } as const;

/** One field while it is being made: choices as they are typed, one a line. */
interface Draft extends Omit<CustomField, "choices"> {
  readonly lines: string;
  readonly uses: number;
}

/** The fields a utility gives its points beside those everybody has. */
export function OwnFieldsScreen(): JSX.Element {
  const words = useWords();
  const desk = createCustomFieldDesk();
  return (
    <div class="own">
      <h1 class="own-title">{words.t("own.title")}</h1>
      <p class="muted">{words.t("own.intro")}</p>
      <Switch fallback={<SkeletonRows count={4} label={words.t("own.loading")} />}>
        <Match when={desk.fields() === undefined && desk.failure()}>
          {(code) => <LoadFailed title={words.t("own.failed")} code={code()} onRetry={desk.reload} />}
        </Match>
        <Match when={desk.fields() !== undefined}>
          <FieldForm desk={desk} />
        </Match>
      </Switch>
    </div>
  );
}

const fieldsOf = (drafts: readonly Draft[]): readonly CustomField[] =>
  drafts.map(({ lines, uses: _, ...field }) => ({
    ...field,
    choices:
      field.kind === "choice"
        ? lines
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line !== "")
        : [],
  }));

function FieldForm(props: { readonly desk: CustomFieldDesk }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const [drafts, setDrafts] = createSignal<readonly Draft[]>([]);
  const [before, setBefore] = createSignal<readonly Draft[]>();
  const [wrong, setWrong] = createSignal<string>();
  createEffect(() => {
    const known = props.desk.fields() ?? [];
    setDrafts(known.map(({ choices, ...field }) => ({ ...field, lines: choices.join("\n") })));
  });
  const isFixed = (): boolean => !session.may(CONFIGURE);
  const change = (at: number, wanted: Partial<Draft>): void =>
    void setDrafts((all) => all.map((one, n) => (n === at ? { ...one, ...wanted } : one)));
  const add = (): void => {
    const id = crypto.randomUUID();
    setDrafts((all) => [...all, { id, name: "", kind: "text", unit: "", lines: "", uses: 0 }]);
  };
  const remove = (at: number): void => {
    setBefore(drafts());
    setDrafts((all) => all.filter((_, n) => n !== at));
  };
  const raise = (at: number): void =>
    void setDrafts((all) => {
      const one = all[at];
      return one ? [...all.slice(0, at - 1), one, ...all.filter((_, n) => n >= at - 1 && n !== at)] : all;
    });
  const undo = (): void => {
    setDrafts(before() ?? []);
    setBefore(undefined);
  };
  const save = async (): Promise<void> => {
    setBefore(undefined);
    const fields = readCustomFields(fieldsOf(drafts()));
    if (!fields.ok) {
      const name = drafts()[fields.error.at]?.name || words.t("own.unnamed");
      return void setWrong(words.t("own.wrong", { name }));
    }
    setWrong(undefined);
    await props.desk.save(fields.value);
  };
  const fault = (): string | undefined => {
    const code = props.desk.fault();
    return wrong() ?? (code === undefined ? undefined : words.error(code));
  };
  return (
    <form
      class="own-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Show when={drafts().length === 0}>
        <Notice title={words.t("own.noneYet")} hint={words.t("own.noneHint")} />
      </Show>
      <ul class="own-list">
        <For each={drafts().map(({ id }) => id)}>
          {(id, n) => (
            <Show when={drafts().find((one) => one.id === id)}>
              {(draft) => (
                <FieldLine
                  draft={draft()}
                  isFixed={isFixed()}
                  isFirst={n() === 0}
                  onChange={(wanted) => change(n(), wanted)}
                  onRaise={() => raise(n())}
                  onRemove={() => remove(n())}
                />
              )}
            </Show>
          )}
        </For>
      </ul>
      <Show when={before()}>
        <div class="own-undo">
          <FormNote text={words.t("own.goneHint")} />
          <Button label={words.t("own.undo")} onPress={undo} />
        </div>
      </Show>
      <FormFault text={fault()} />
      <Show when={props.desk.isSaved() && fault() === undefined}>
        <FormNote text={words.t("own.saved")} />
      </Show>
      <Show when={!isFixed()}>
        <div class="own-actions">
          <Button label={words.t("own.add")} icon={<Plus size={15} aria-hidden="true" />} onPress={add} />
          <SubmitButton label={words.t("own.save")} isDisabled={props.desk.isBusy()} />
        </div>
      </Show>
    </form>
  );
}

function FieldLine(props: {
  readonly draft: Draft;
  readonly isFixed: boolean;
  readonly isFirst: boolean;
  readonly onChange: (wanted: Partial<Draft>) => void;
  readonly onRaise: () => void;
  readonly onRemove: () => void;
}): JSX.Element {
  const words = useWords();
  const id = createUniqueId();
  const name = (): string => props.draft.name || words.t("own.unnamed");
  return (
    <li>
      <fieldset class="own-line" disabled={props.isFixed}>
        <legend class="hearable">{name()}</legend>
        <TextField
          label={words.t("own.name")}
          value={props.draft.name}
          onInput={(text) => props.onChange({ name: text })}
        />
        <ChoiceField
          label={words.t("own.kind")}
          value={props.draft.kind}
          choices={CUSTOM_KINDS.map((value) => ({ value, label: words.t(`own.kinds.${value}`) }))}
          onChoose={(kind) => props.onChange({ kind })}
        />
        <Show when={!props.isFixed}>
          <div class="own-moves">
            <IconButton
              label={words.t("own.up", { name: name() })}
              icon={<ArrowUp size={16} aria-hidden="true" />}
              isDisabled={props.isFirst}
              onPress={props.onRaise}
            />
            <IconButton
              label={words.t("own.remove", { name: name() })}
              icon={<X size={16} aria-hidden="true" />}
              onPress={props.onRemove}
            />
          </div>
        </Show>
        <Show when={props.draft.kind === "number"}>
          <TextField
            label={words.t("own.unit")}
            value={props.draft.unit}
            isOptional={true}
            onInput={(text) => props.onChange({ unit: text })}
          />
        </Show>
        <Show when={props.draft.kind === "choice"}>
          <div class="field own-choices">
            <label class="field-label" for={`${id}-choices`}>
              {words.t("own.choices")}
            </label>
            <textarea
              id={`${id}-choices`}
              class="field-input own-lines"
              rows={4}
              value={props.draft.lines}
              onInput={(event) => props.onChange({ lines: event.currentTarget.value })}
            />
          </div>
        </Show>
        <Show when={props.draft.uses > 0}>
          <p class="own-uses faint">{words.t("own.uses", props.draft.uses)}</p>
        </Show>
      </fieldset>
    </li>
  );
}
