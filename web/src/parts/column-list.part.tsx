import { Popover } from "@kobalte/core/popover";
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import Columns3 from "lucide-solid/icons/columns-3";
import { For, type JSX, Show } from "solid-js";
import { useWords } from "../locales/words.ts";
import { moveItem } from "../points/move-column.ts";
import { fieldOfColumn, isOwnColumn, ownColumnOf } from "../points/own-criteria.ts";
import type { OwnNames } from "../points/own-names.ts";
import type { ListColumn } from "../points/point-criteria.ts";
import { Button, IconButton } from "./button.part.tsx";
import { focusFirstAsItOpens } from "./open-focus.ts";
import { COLUMN_ORDER, USUAL_COLUMNS } from "./point-columns.ts";
import "./column-list.css";
import "./menu.css";

export interface ColumnListProps {
  readonly own: OwnNames;
  readonly columns: readonly ListColumn[] | undefined;
  readonly onChoose: (columns: readonly ListColumn[] | undefined) => void;
}

/** The open list of columns: those shown in their order, then the others. */
export function ColumnList(props: ColumnListProps): JSX.Element {
  const words = useWords();
  const shown = (): readonly ListColumn[] => props.columns ?? USUAL_COLUMNS;
  const all = (): readonly ListColumn[] => [
    ...shown(),
    ...[...COLUMN_ORDER, ...props.own.list().map(({ id }) => ownColumnOf(id))].filter(
      (column) => !shown().includes(column),
    ),
  ];
  const name = (column: ListColumn): string =>
    isOwnColumn(column) ? props.own.nameOf(fieldOfColumn(column) ?? "") : words.t(`column.${column}`);
  const show = (column: ListColumn, isShown: boolean): void => {
    const others = shown().filter((one) => one !== column);
    const next = isShown ? [...others, column] : others;
    if (next.length > 0) props.onChoose(next);
  };
  return (
    <Popover modal={false} gutter={6} placement="bottom-end" defaultOpen={true}>
      <Popover.Trigger
        class="icon-button"
        aria-label={words.t("desk.columns.label")}
        data-tip={words.t("desk.columns.label")}
      >
        <Columns3 size={16} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          class="menu column-list"
          aria-label={words.t("desk.columns.label")}
          onOpenAutoFocus={focusFirstAsItOpens}
        >
          <ul class="column-list-rows">
            <For each={all()}>
              {(column) => (
                <li class="column-list-row">
                  <label class="column-list-name">
                    <input
                      type="checkbox"
                      checked={shown().includes(column)}
                      disabled={shown().length === 1 && shown().includes(column)}
                      onChange={(event) => show(column, event.currentTarget.checked)}
                    />
                    <span>{name(column)}</span>
                  </label>
                  <Show when={shown().includes(column)}>
                    <IconButton
                      label={words.t("desk.columns.earlier", { name: name(column) })}
                      icon={<ArrowUp size={14} aria-hidden="true" />}
                      isDisabled={shown()[0] === column}
                      onPress={() => props.onChoose(moveItem(shown(), column, -1))}
                    />
                    <IconButton
                      label={words.t("desk.columns.later", { name: name(column) })}
                      icon={<ArrowDown size={14} aria-hidden="true" />}
                      isDisabled={shown().at(-1) === column}
                      onPress={() => props.onChoose(moveItem(shown(), column, 1))}
                    />
                  </Show>
                </li>
              )}
            </For>
          </ul>
          <div class="menu-line" />
          <Button
            tone="quiet"
            label={words.t("desk.columns.usual")}
            isDisabled={props.columns === undefined}
            onPress={() => props.onChoose(undefined)}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover>
  );
}
