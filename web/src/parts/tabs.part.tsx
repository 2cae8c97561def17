import { Tabs as KobalteTabs } from "@kobalte/core/tabs";
import { For, type JSX } from "solid-js";
import "./tabs.css";

/** Several views of one place, one at a time. */
export function Tabs(props: {
  readonly label: string;
  readonly tabs: readonly {
    readonly value: string;
    readonly label: string;
    readonly content: () => JSX.Element;
  }[];
}): JSX.Element {
  return (
    <KobalteTabs class="tabs">
      <KobalteTabs.List class="tabs-list" aria-label={props.label}>
        <For each={props.tabs}>
          {(tab) => (
            <KobalteTabs.Trigger class="tab" value={tab.value}>
              {tab.label}
            </KobalteTabs.Trigger>
          )}
        </For>
        <KobalteTabs.Indicator class="tabs-mark" />
      </KobalteTabs.List>
      <For each={props.tabs}>
        {(tab) => (
          <KobalteTabs.Content class="tabs-content" value={tab.value}>
            {tab.content()}
          </KobalteTabs.Content>
        )}
      </For>
    </KobalteTabs>
  );
}
