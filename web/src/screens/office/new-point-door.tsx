import Plus from "lucide-solid/icons/plus";
import { createSignal, type JSX, lazy, Show, Suspense } from "solid-js";
import { useWords } from "../../locales/words.ts";
import { Button, IconButton } from "../../parts/button.part.tsx";
import { loadOfficeWords } from "../../state/create-words.ts";
import { useOffice } from "../../state/office.ts";

const NewPointSheet = lazy(async () => {
  const [sheet] = await Promise.all([import("./new-point.tsx"), loadOfficeWords()]);
  return { default: sheet.NewPointSheet };
});

const MAKE_POINTS = { area: "device-and-customer-management", right: "write" } as const;

/** A metering point that is made by hand, from its button on; nothing for those who may not. */
export function NewPointDoor(props: { readonly isNarrow: boolean }): JSX.Element {
  const words = useWords();
  const { session, points, place } = useOffice();
  const [isOpen, setOpen] = createSignal(false);
  const open = (): void => void setOpen(true);
  const near = () => {
    const all = points.all();
    const row = all.rowOf(place.selectedId() ?? "") ?? 0;
    return all.at(row);
  };
  return (
    <Show when={session.may(MAKE_POINTS)}>
      <Show
        when={props.isNarrow}
        fallback={
          <Button icon={<Plus size={15} aria-hidden="true" />} label={words.t("points.new")} onPress={open} />
        }
      >
        <IconButton
          icon={<Plus size={16} aria-hidden="true" />}
          label={words.t("points.new")}
          onPress={open}
        />
      </Show>
      <Show when={isOpen()}>
        <Suspense>
          <NewPointSheet near={near()} onClose={() => setOpen(false)} />
        </Suspense>
      </Show>
    </Show>
  );
}
