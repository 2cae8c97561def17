import type { Intake } from "./intake.ts";
import type { DoorCommand, IntakeAnswer } from "./intake-protocol.ts";
import { isByRadio, isOfOrders } from "./intake-protocol.ts";
import { loadOnce } from "./load-once.ts";
import type { LocalDatabase } from "./store/local-database.ts";
import type { VisitDeskParts } from "./visit-desk.ts";

/** What is done at a door and waits to be sent: visits and orders, each fetched with its first command. */
export function openDoorDesks(parts: {
  readonly database: () => LocalDatabase;
  readonly intake: () => VisitDeskParts["intake"] & Pick<Intake, "keyring">;
  readonly rooms: VisitDeskParts["rooms"];
  readonly onChange: VisitDeskParts["onChange"];
}) {
  const visits = loadOnce(async () => {
    const { VisitDesk } = await import("./visit-desk.ts");
    const { rooms, onChange } = parts;
    return new VisitDesk({ database: parts.database(), intake: parts.intake(), rooms, onChange });
  });
  const orders = loadOnce(async () => {
    const { OrderDesk } = await import("./order-desk.ts");
    return new OrderDesk(parts.database());
  });
  const radio = loadOnce(async () => {
    const { RadioDesk } = await import("./radio-desk.ts");
    return new RadioDesk(() => parts.intake().keyring);
  });
  return {
    visits,
    orders,
    async perform(command: DoorCommand): Promise<IntakeAnswer> {
      if (isOfOrders(command)) return (await orders()).perform(command);
      if (isByRadio(command)) return (await radio()).perform(command);
      return (await visits()).perform(command);
    },
  };
}
