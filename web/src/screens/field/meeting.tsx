import type { JSX } from "solid-js";
import { HandoverSheet } from "../../parts/handover-sheet.part.tsx";
import { createHandover } from "../../state/create-handover.ts";
import type { Field } from "../../state/field.ts";

/** What two phones do when they meet without network. */
export function Meeting(props: { readonly field: Field; readonly onClose: () => void }): JSX.Element {
  const handover = createHandover(props.field);
  return (
    <HandoverSheet
      now={{
        code: handover.codes()[handover.shown()],
        shown: handover.shown(),
        codes: handover.codes().length,
        seen: handover.seen(),
        added: handover.added(),
        fault: handover.fault(),
      }}
      onShow={() => void handover.show()}
      onScan={(video) => void handover.scan(video)}
      onStop={handover.stopScanning}
      onSave={() => void handover.save()}
      onFile={(file) => void handover.open(file)}
      onClose={props.onClose}
    />
  );
}
