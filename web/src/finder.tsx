import Search from "lucide-solid/icons/search";
import { createSignal, type JSX, lazy, onCleanup, onMount, Show, Suspense } from "solid-js";
import { useWords } from "./locales/words.ts";
import { loadNavIcons } from "./nav-groups.tsx";
import type { NavGroup } from "./parts/shell.part.tsx";
import { loadOfficeWords } from "./state/create-words.ts";

const FindSheet = lazy(async () => {
  const [sheet] = await Promise.all([
    import("./screens/office/find-sheet.tsx"),
    loadOfficeWords("list"),
    loadNavIcons(),
  ]);
  return { default: sheet.FindSheet };
});

/** Opens the search over everything: by its button, or Ctrl+K from anywhere. */
export function Finder(props: { readonly groups: readonly NavGroup[] }): JSX.Element {
  const words = useWords();
  const [isOpen, setOpen] = createSignal(false);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    setOpen(true);
  };
  onMount(() => {
    document.addEventListener("keydown", onKey);
    onCleanup(() => document.removeEventListener("keydown", onKey));
  });
  return (
    <>
      <button
        type="button"
        class="rail-link rail-find"
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen(true)}
      >
        <Search size={16} aria-hidden="true" />
        <span>{words.t("nav.find")}</span>
        <kbd class="rail-key">Ctrl K</kbd>
      </button>
      <Suspense>
        <Show when={isOpen()}>
          <FindSheet groups={props.groups} onClose={() => setOpen(false)} />
        </Show>
      </Suspense>
    </>
  );
}
