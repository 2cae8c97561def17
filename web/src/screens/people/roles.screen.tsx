import { type JSX, Match, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { FormFault } from "../../parts/form.part.tsx";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { RoleTable } from "../../parts/role-table.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { createRoles } from "../../state/create-roles.ts";
import { useOffice } from "../../state/office.ts";
import { AdminFrame } from "./admin-frame.tsx";

/** What each role may do. */
export function RolesScreen(): JSX.Element {
  return (
    <AdminFrame>
      <RolesPage />
    </AdminFrame>
  );
}

function RolesPage(): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const roles = createRoles();
  const fault = (): string | undefined => {
    const code = roles.fault();
    return code && words.error(code);
  };
  return (
    <>
      <header class="people-head">
        <h1 class="people-title">{words.t("people.admin.roles")}</h1>
        <p class="people-intro">{words.t("people.roles.intro")}</p>
      </header>
      <div class="people-fault">
        <FormFault text={fault()} />
      </div>
      <Switch fallback={<SkeletonRows count={6} label={words.t("people.account.loading")} />}>
        <Match when={roles.roles()}>
          {(list) => (
            <RoleTable
              roles={list()}
              saved={roles.saved()}
              mayChange={session.may({ area: "access-control", right: "write" })}
              onChoose={(role, area, right) => void roles.choose(role, area, right)}
              onPreset={(role) => void roles.toPreset(role)}
            />
          )}
        </Match>
        <Match when={roles.failure()}>
          {(code) => (
            <LoadFailed title={words.t("people.account.failed")} code={code()} onRetry={roles.reload} />
          )}
        </Match>
      </Switch>
    </>
  );
}
