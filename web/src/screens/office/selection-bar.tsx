import { useNavigate } from "@solidjs/router";
import Boxes from "lucide-solid/icons/boxes";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import Download from "lucide-solid/icons/download";
import X from "lucide-solid/icons/x";
import { createSignal, type JSX, lazy, Show, Suspense } from "solid-js";
import type { WirePoint } from "../../../../shared/model/wire.ts";
import { useWords } from "../../locales/words.ts";
import { Button, IconButton } from "../../parts/button.part.tsx";
import { USUAL_COLUMNS } from "../../parts/point-columns.ts";
import { tableOfPoints } from "../../points/list-table.ts";
import type { ListColumn } from "../../points/point-criteria.ts";
import { saveTable } from "../../state/keep-text.ts";
import { useOffice } from "../../state/office.ts";
import { useOwnFields } from "../../state/own-fields.ts";
import "./selection-bar.css";

const PickedGroups = lazy(() => import("./picked-groups.tsx").then((m) => ({ default: m.PickedGroups })));

const CHANGE_GROUPS = { area: "group-management", right: "write" } as const;
const MAKE_ROUND = { area: "reading-management", right: "write" } as const;

/** What can be done with the points that are picked. It lies over the list and moves nothing. */
export function SelectionBar(props: { readonly columns: readonly ListColumn[] | undefined }): JSX.Element {
  const words = useWords();
  const navigate = useNavigate();
  const { points, selection, session } = useOffice();
  const own = useOwnFields();
  const ownTexts = {
    nameOf: own.nameOf,
    textOf: (pointId: string, field: string): string => {
      const all = points.all();
      return own.say(field, all.own.text(all.rowOf(pointId) ?? -1, field));
    },
  };
  const [isGrouping, setGrouping] = createSignal(false);
  const picked = (): readonly WirePoint[] => {
    const all = points.all();
    return [...selection.ids()].flatMap((id) => all.at(all.rowOf(id) ?? -1) ?? []);
  };
  const save = (): void => {
    const table = tableOfPoints(picked(), props.columns ?? USUAL_COLUMNS, { words, own: ownTexts });
    saveTable(`${words.t("nav.points")}.csv`, table, words.formats().decimal("0.5").charAt(1));
  };
  return (
    <section class="selection-bar" aria-label={words.t("desk.pick.bar")}>
      <strong class="selection-bar-count" role="status">
        {words.t("desk.pick.count", selection.count())}
      </strong>
      <Show when={session.may(MAKE_ROUND)}>
        <Button
          tone="quiet"
          icon={<ClipboardList size={15} aria-hidden="true" />}
          label={words.t("desk.pick.round")}
          onPress={() => navigate("/rounds/new")}
        />
      </Show>
      <Show when={session.may(CHANGE_GROUPS) && session.who()}>
        <Button
          tone="quiet"
          icon={<Boxes size={15} aria-hidden="true" />}
          label={words.t("groups.picked.button")}
          onPress={() => setGrouping(true)}
        />
      </Show>
      <Show when={isGrouping()}>
        <Suspense>
          <PickedGroups ids={[...selection.ids()]} onClose={() => setGrouping(false)} />
        </Suspense>
      </Show>
      <Button
        tone="quiet"
        icon={<Download size={15} aria-hidden="true" />}
        label={words.t("desk.pick.csv")}
        tip={words.t("table.csvHint")}
        onPress={save}
      />
      <IconButton
        label={words.t("desk.pick.clear")}
        icon={<X size={16} aria-hidden="true" />}
        onPress={selection.clear}
      />
    </section>
  );
}
