import { Dialog } from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { type JSX, onCleanup } from "solid-js";
import { useWords } from "../locales/words.ts";
import { focusAsItOpens } from "./open-focus.ts";
import { returnFocus } from "./return-focus.ts";
import "./side-sheet.css";

/** A narrow sheet from the side: one thing to do, with the page behind it. */
export function SideSheet(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: JSX.Element;
}): JSX.Element {
  const words = useWords();
  returnFocus();
  return (
    <Dialog open={true} onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="side-scrim" />
        <Dialog.Content class="side-sheet" tabIndex={-1} ref={keepFocusIn} onOpenAutoFocus={focusAsItOpens}>
          <header class="side-head">
            <Dialog.Title class="side-title">{props.title}</Dialog.Title>
            <Dialog.CloseButton class="icon-button" aria-label={words.t("people.admin.close")}>
              <X size={16} aria-hidden="true" />
            </Dialog.CloseButton>
          </header>
          <div class="side-body">{props.children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog>
  );
}

/** What had the focus may go, or be of no use any more: keys go on working in the sheet. */
function keepFocusIn(sheet: HTMLElement): void {
  const watch = new MutationObserver(() => {
    if (document.activeElement === document.body) sheet.focus();
  });
  watch.observe(sheet, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  onCleanup(() => watch.disconnect());
}
