import { Dialog } from "@kobalte/core/dialog";
import { A } from "@solidjs/router";
import ScanSearch from "lucide-solid/icons/scan-search";
import X from "lucide-solid/icons/x";
import { type JSX, Match, Show, Switch } from "solid-js";
import type { WireTelegramView } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { focusAsItOpens } from "./open-focus.ts";
import { LoadFailed } from "./points-notice.part.tsx";
import { returnFocus } from "./return-focus.ts";
import { SkeletonBlock } from "./skeleton.part.tsx";
import { CopyButton } from "./table-tools.part.tsx";
import { TelegramView } from "./telegram-view.part.tsx";
import "./telegram-sheet.css";

/** The raw telegram behind a reading, laid open: its bytes, and what each of them means. */
export function TelegramSheet(props: {
  readonly seq: number;
  readonly telegram: WireTelegramView | undefined;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
  readonly onClose: () => void;
  readonly onCopy: (text: string) => Promise<boolean>;
}): JSX.Element {
  const words = useWords();
  returnFocus();
  return (
    <Dialog open={true} onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="sheet-scrim" />
        <Dialog.Content class="sheet" tabIndex={-1} onOpenAutoFocus={focusAsItOpens}>
          <header class="sheet-head">
            <Dialog.Title class="sheet-title">
              {words.t("telegram.title")}{" "}
              <span class="faint">{words.t("telegram.subtitle", { seq: props.seq })}</span>
            </Dialog.Title>
            <Show when={props.telegram}>
              {(telegram) => (
                <>
                  <CopyButton
                    label={words.t("telegram.copyJson")}
                    onCopy={() => props.onCopy(JSON.stringify(telegram(), null, 2))}
                  />
                  <CopyButton
                    label={words.t("telegram.copyHex")}
                    onCopy={() => props.onCopy(telegram().raw)}
                  />
                  <A class="button" data-tone="quiet" href={`/inspector#${telegram().raw}`}>
                    <ScanSearch size={14} aria-hidden="true" />
                    <span>{words.t("inspector.open")}</span>
                  </A>
                </>
              )}
            </Show>
            <Dialog.CloseButton class="icon-button" aria-label={words.t("telegram.close")}>
              <X size={16} aria-hidden="true" />
            </Dialog.CloseButton>
          </header>
          <Switch fallback={<SkeletonBlock label={words.t("telegram.loading")} />}>
            <Match when={props.failure}>
              {(code) => (
                <LoadFailed
                  title={words.t("telegram.failed")}
                  code={code()}
                  onRetry={() => props.onRetry()}
                />
              )}
            </Match>
            <Match when={props.telegram}>{(telegram) => <TelegramView telegram={telegram()} />}</Match>
          </Switch>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog>
  );
}
