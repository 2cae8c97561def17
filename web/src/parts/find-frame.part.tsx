import { Dialog } from "@kobalte/core/dialog";
import type { JSX } from "solid-js";
import { focusFirstAsItOpens } from "./open-focus.ts";
import { returnFocus } from "./return-focus.ts";
import "./find-frame.css";

/** A sheet over the middle of the page for a search; Escape and a tap beside it close it. */
export function FindFrame(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: JSX.Element;
}): JSX.Element {
  returnFocus();
  return (
    <Dialog open={true} onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="find-scrim" />
        <Dialog.Content class="find-sheet" onOpenAutoFocus={focusFirstAsItOpens}>
          <Dialog.Title class="hearable">{props.title}</Dialog.Title>
          {props.children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog>
  );
}
