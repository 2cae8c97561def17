import type { JSX } from "solid-js";
import { MAX_PDF_ROWS, type Sheet } from "../../../../shared/exports/sheet.ts";
import { useWords } from "../../locales/words.ts";
import { ExportPanel } from "../../parts/export-panel.part.tsx";
import { saveSheet } from "../../state/save-report.ts";

/** Saves one sheet in the format and with the columns that are chosen. */
export function SheetExport(props: { readonly sheet: Sheet; readonly onClose: () => void }): JSX.Element {
  const words = useWords();
  return (
    <ExportPanel
      columns={props.sheet.columns}
      rows={props.sheet.rows.length}
      maxPdfRows={MAX_PDF_ROWS}
      decimalSign={words.formats().decimal("1.5") === "1,5" ? "," : "."}
      onSave={(wish) =>
        saveSheet(props.sheet, {
          ...wish,
          pageOf: (page, pages) =>
            words.t("report.export.page", { page: String(page), pages: String(pages) }),
        }).then(
          () => true,
          () => false,
        )
      }
      onClose={props.onClose}
    />
  );
}
