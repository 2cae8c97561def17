import { type JSX, Match, Switch } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { LoadFailed } from "../../parts/points-notice.part.tsx";
import { SkeletonRows } from "../../parts/skeleton.part.tsx";
import { VisitList } from "../../parts/visit-list.part.tsx";
import { createPointVisits } from "../../state/create-point-visits.ts";

/** The point's visits, asked for when somebody looks. */
export function PointVisits(props: { readonly pointId: string }): JSX.Element {
  const words = useWords();
  const visits = createPointVisits(() => props.pointId);
  return (
    <Switch fallback={<SkeletonRows count={3} label={words.t("visit.loading")} />}>
      <Match when={visits.answered()}>
        {(answered) => <VisitList visits={answered().value.visits} photoOf={visits.photoOf} />}
      </Match>
      <Match when={visits.error()}>
        {(error) => (
          <LoadFailed title={words.t("visit.failed")} code={error().code} onRetry={visits.reload} />
        )}
      </Match>
    </Switch>
  );
}
