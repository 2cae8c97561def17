import { type JSX, Match, Show, Switch } from "solid-js";
import type { WireEdit } from "../../../../shared/model/wire-review.ts";
import { useWords } from "../../locales/words.ts";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { ValueEditList } from "../../parts/value-edits.part.tsx";
import { createValueEdits } from "../../state/create-value-edits.ts";
import { useOffice } from "../../state/office.ts";

/** Decisions about a point's values, all or those that `isMeant`, asked for when somebody looks. */
export function PointValueEdits(props: {
  readonly pointId: string;
  readonly onChanged: () => void;
  readonly isMeant?: ((edit: WireEdit) => boolean) | undefined;
}): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const desk = createValueEdits(
    () => props.pointId,
    () => props.onChanged(),
  );
  const mayTakeBack = (edit: WireEdit): boolean =>
    session.may({ area: "data-access", right: "write" }) && desk.isNewest(edit);
  const meant = (): readonly WireEdit[] | undefined => {
    const edits = desk.edits();
    return props.isMeant ? edits?.filter(props.isMeant) : edits;
  };
  const fault = (): string | undefined => {
    const code = desk.fault();
    return code && words.error(code);
  };
  return (
    <Switch fallback={<SkeletonRows count={3} label={words.t("upkeep.edits.loading")} />}>
      <Match when={meant()}>
        {(edits) => (
          <Show
            when={edits().length > 0}
            fallback={<p class="table-empty muted">{words.t("upkeep.edits.none")}</p>}
          >
            <ValueEditList
              edits={edits()}
              mayTakeBack={mayTakeBack}
              isBusy={desk.isBusy()}
              fault={fault()}
              onOpen={desk.clearFault}
              onTakeBack={(edit, reason) => desk.takeBack(edit.id, reason)}
            />
          </Show>
        )}
      </Match>
      <Match when={desk.failure()}>
        {(code) => <LoadFailed title={words.t("upkeep.edits.failed")} code={code()} onRetry={desk.reload} />}
      </Match>
    </Switch>
  );
}
