import type { DoorCommand, IntakeAnswer } from "./intake-protocol.ts";
import { isOfOrders } from "./intake-protocol.ts";
import { loadOnce } from "./load-once.ts";
import type { LocalDatabase } from "./store/local-database.ts";
import type { VisitDeskParts } from "./visit-desk.ts";

/** What is done at a door and waits to be sent: visits and orders, each fetched with its first command. */
export function openDoorDesks(parts: {
  readonly database: () => LocalDatabase;
  readonly intake: () => VisitDeskParts["intake"];
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
  return {
    visits,
    orders,
    async perform(command: DoorCommand): Promise<IntakeAnswer> {
      if (isOfOrders(command)) return (await orders()).perform(command);
      return (await visits()).perform(command);
    },
  };
}
