import ArrowLeftRight from "lucide-solid/icons/arrow-left-right";
import FileText from "lucide-solid/icons/file-text";
import Keyboard from "lucide-solid/icons/keyboard";
import { createSignal, type JSX, lazy, Show, Suspense } from "solid-js";
import type { WirePoint } from "../../../../shared/model/wire.ts";
import { useWords } from "../../locales/words.ts";
import { Button } from "../../parts/button.part.tsx";
import { createCustomerReport } from "../../state/create-customer-report.ts";
import type { PointPlace } from "../../state/create-point-room.ts";
import { useOffice } from "../../state/office.ts";

const CustomerReportPanel = lazy(() =>
  import("../../parts/customer-report.part.tsx").then((m) => ({ default: m.CustomerReportPanel })),
);
const PointExchange = lazy(() => import("./point-exchange.tsx").then((m) => ({ default: m.PointExchange })));

const TypeReading = lazy(() => import("./type-reading.tsx").then((m) => ({ default: m.TypeReading })));

/** A button, and the sheet behind it while it is open. */
function SheetDoor(props: {
  readonly icon: JSX.Element;
  readonly label: string;
  readonly sheet: (close: () => void) => JSX.Element;
}): JSX.Element {
  const [isOpen, setOpen] = createSignal(false);
  return (
    <>
      <Button icon={props.icon} label={props.label} onPress={() => setOpen(true)} />
      <Show when={isOpen()}>
        <Suspense>{props.sheet(() => setOpen(false))}</Suspense>
      </Show>
    </>
  );
}

/** A reading somebody told, typed at a desk, from its button on. */
export function TypeReadingDoor(props: {
  readonly point: WirePoint;
  readonly timeZone: string;
  readonly onDone: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <SheetDoor
      icon={<Keyboard size={14} aria-hidden="true" />}
      label={words.t("visit.open")}
      sheet={(close) => (
        <TypeReading
          point={props.point}
          timeZone={props.timeZone}
          onClose={() => {
            close();
            props.onDone();
          }}
        />
      )}
    />
  );
}

/** A report for whoever lives here, from its button on. */
export function CustomerReport(props: { readonly pointId: string; readonly timeZone: string }): JSX.Element {
  const words = useWords();
  const { session } = useOffice();
  const desk = createCustomerReport(() => props.pointId);
  return (
    <SheetDoor
      icon={<FileText size={14} aria-hidden="true" />}
      label={words.t("report.customer.open")}
      sheet={(close) => (
        <CustomerReportPanel
          timeZone={props.timeZone}
          language={words.locale()}
          maySend={session.may({ area: "data-access", right: "write" })}
          isBusy={desk.isBusy()}
          fault={desk.fault()}
          made={desk.made()}
          sentTo={desk.sentTo()}
          onMake={(wish) => void desk.make(wish)}
          onSave={desk.save}
          onSend={(wish, address) => void desk.send(wish, address)}
          onClose={close}
        />
      )}
    />
  );
}

/** The exchange of the meter that hangs here, or the mounting of one where none does, from its button on. */
export function ExchangeDoor(props: {
  readonly point: WirePoint;
  readonly place: PointPlace;
  readonly timeZone: string;
  readonly onDone: () => void;
}): JSX.Element {
  const words = useWords();
  return (
    <SheetDoor
      icon={<ArrowLeftRight size={14} aria-hidden="true" />}
      label={words.t(props.point.meter ? "swap.open" : "swap.mount.open")}
      sheet={(close) => (
        <PointExchange
          point={props.point}
          place={props.place}
          timeZone={props.timeZone}
          onClose={() => {
            close();
            props.onDone();
          }}
        />
      )}
    />
  );
}
