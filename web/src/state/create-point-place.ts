import type { Accessor } from "solid-js";
import type { PointPlace } from "./create-point-room.ts";
import { useOffice } from "./office.ts";

/** Who edits a point in which room; `undefined` until that is known. Where nobody signs in, everybody is one. */
export function createPointPlace(
  pointId: Accessor<string>,
  room: Accessor<string | undefined>,
): Accessor<PointPlace | undefined> {
  const { session } = useOffice();
  return () => {
    const name = room();
    const personId = session.state().kind === "open" ? "anybody" : session.who()?.person.id;
    return name === undefined || personId === undefined
      ? undefined
      : { room: name, pointId: pointId(), personId };
  };
}
