import { createUniqueId, For, type JSX, Show } from "solid-js";
import { type AreaScope, ROLES, type Role } from "../../../shared/model/permission.ts";
import { useWords } from "../locales/words.ts";
import "./person-fields.css";

/** One of the three roles, each with what it means. */
export function RoleChoice(props: {
  readonly value: Role;
  readonly onChoose: (role: Role) => void;
}): JSX.Element {
  const words = useWords();
  const name = createUniqueId();
  return (
    <fieldset class="role-choices">
      <legend>{words.t("people.users.role")}</legend>
      <For each={ROLES}>
        {(role) => (
          <label class="role-choice">
            <input
              type="radio"
              name={name}
              checked={props.value === role}
              onChange={() => props.onChoose(role)}
            />
            <span>{words.t(`people.role.${role}`)}</span>
            <span class="role-choice-hint">{words.t(`people.roleHint.${role}`)}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}

/** Every area of the utility, or some of them. */
export function AreaChoice(props: {
  readonly value: AreaScope;
  /** Names of areas there are. */
  readonly areas: readonly string[];
  readonly onChoose: (scope: AreaScope) => void;
}): JSX.Element {
  const words = useWords();
  const name = createUniqueId();
  const chosen = (): readonly string[] => (props.value === "all" ? [] : props.value);
  const offered = (): readonly string[] => [...new Set([...props.areas, ...chosen()])].sort();
  const toggle = (area: string, isOn: boolean): void => {
    const others = chosen().filter((other) => other !== area);
    props.onChoose(isOn ? [...others, area] : others);
  };
  return (
    <fieldset class="area-choices">
      <legend>{words.t("people.users.areas")}</legend>
      <label class="role-choice">
        <input
          type="radio"
          name={name}
          checked={props.value === "all"}
          onChange={() => props.onChoose("all")}
        />
        <span>{words.t("people.scope.all")}</span>
      </label>
      <label class="role-choice">
        <input type="radio" name={name} checked={props.value !== "all"} onChange={() => props.onChoose([])} />
        <span>{words.t("people.scope.some")}</span>
        <span class="role-choice-hint">{words.t("people.scope.hint")}</span>
      </label>
      <Show when={props.value !== "all"}>
        <div class="area-list">
          <For each={offered()} fallback={<p class="muted">{words.t("people.scope.noAreas")}</p>}>
            {(area) => (
              <label class="role-choice">
                <input
                  type="checkbox"
                  checked={chosen().includes(area)}
                  onChange={(event) => toggle(area, event.currentTarget.checked)}
                />
                <span>{area}</span>
              </label>
            )}
          </For>
        </div>
      </Show>
    </fieldset>
  );
}

/** The areas in words: all, their names, or none. */
export function ScopeText(props: { readonly scope: AreaScope }): JSX.Element {
  const words = useWords();
  const text = (): string => {
    if (props.scope === "all") return words.t("people.scope.all");
    return props.scope.length > 0 ? props.scope.join(", ") : words.t("people.scope.none");
  };
  return <>{text()}</>;
}
