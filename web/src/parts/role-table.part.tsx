import Check from "lucide-solid/icons/check";
import { For, Index, type JSX, Show } from "solid-js";
import {
  PERMISSION_AREAS,
  type PermissionArea,
  RIGHTS,
  type Right,
  type Role,
} from "../../../shared/model/permission.ts";
import type { WireRole } from "../../../shared/model/wire-people.ts";
import { useWords } from "../locales/words.ts";
import { Button } from "./button.part.tsx";
import "./role-table.css";

/** Three roles beside six areas of permission. Access control is the administrator's and stays so. */
export function RoleTable(props: {
  readonly roles: readonly WireRole[];
  /** The role that was just saved. */
  readonly saved: Role | undefined;
  readonly mayChange: boolean;
  readonly onChoose: (role: WireRole, area: PermissionArea, right: Right) => void;
  readonly onPreset: (role: WireRole) => void;
}): JSX.Element {
  const words = useWords();
  const isOffPreset = ({ permissions, preset }: WireRole): boolean =>
    PERMISSION_AREAS.some((area) => permissions[area] !== preset[area]);
  return (
    <div class="role-table-place">
      <table class="role-table">
        <thead>
          <tr>
            <th scope="col">{words.t("people.roles.permission")}</th>
            <For each={props.roles}>
              {({ role }) => (
                <th scope="col">
                  {words.t(`people.role.${role}`)}
                  <span class="role-table-hint">{words.t(`people.roleHint.${role}`)}</span>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={PERMISSION_AREAS}>
            {(area) => (
              <tr>
                <th scope="row">
                  {words.t(`people.area.${area}`)}
                  <span class="role-table-hint">{words.t(`people.areaHint.${area}`)}</span>
                </th>
                <Index each={props.roles}>
                  {(role) => (
                    <td>
                      <RightCell
                        role={role()}
                        area={area}
                        isFixed={!props.mayChange || role().isFixed || area === "access-control"}
                        onChoose={(right) => props.onChoose(role(), area, right)}
                      />
                    </td>
                  )}
                </Index>
              </tr>
            )}
          </For>
        </tbody>
        <tfoot>
          <tr>
            <td />
            <For each={props.roles}>
              {(role) => (
                <td>
                  <Show when={props.mayChange && isOffPreset(role)}>
                    <Button
                      label={words.t("people.roles.preset")}
                      tip={words.t("people.roles.presetHint", { role: words.t(`people.role.${role.role}`) })}
                      onPress={() => props.onPreset(role)}
                    />
                  </Show>
                  <span role="status">
                    <Show when={props.saved === role.role}>
                      <span class="role-saved">
                        <Check size={14} aria-hidden="true" />
                        {words.t("people.roles.saved")}
                      </span>
                    </Show>
                  </span>
                </td>
              )}
            </For>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function RightCell(props: {
  readonly role: WireRole;
  readonly area: PermissionArea;
  readonly isFixed: boolean;
  readonly onChoose: (right: Right) => void;
}): JSX.Element {
  const words = useWords();
  const right = (): Right => props.role.permissions[props.area];
  const choose = (wanted: string): void => {
    const known = RIGHTS.find((one) => one === wanted);
    if (known) props.onChoose(known);
  };
  return (
    <Show
      when={!props.isFixed}
      fallback={
        <span
          class="role-fixed"
          data-tip={props.area === "access-control" ? words.t("people.roles.fixedHint") : undefined}
        >
          {words.t(`people.right.${right()}`)}
        </span>
      }
    >
      <select
        class="role-select"
        aria-label={words.t("people.roles.cell", {
          role: words.t(`people.role.${props.role.role}`),
          area: words.t(`people.area.${props.area}`),
        })}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <For each={RIGHTS}>
          {(one) => (
            <option value={one} selected={one === right()}>
              {words.t(`people.right.${one}`)}
            </option>
          )}
        </For>
      </select>
    </Show>
  );
}
