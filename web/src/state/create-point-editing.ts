import { createSignal } from "solid-js";
import type { Need } from "../../../shared/model/permission.ts";
import { createPeopleNames } from "./create-people-names.ts";
import type { PointPage } from "./create-point-page.ts";
import { createPointPlace } from "./create-point-place.ts";
import { useOffice } from "./office.ts";

const EDIT_POINTS: Need = { area: "device-and-customer-management", right: "write" };

export type PointEditing = ReturnType<typeof createPointEditing>;

/** Whether this person edits this point, and where. */
export function createPointEditing(page: PointPage, pointId: () => string) {
  const { session } = useOffice();
  const [isOpen, open] = createSignal(false);
  return {
    isOpen,
    open,
    place: createPointPlace(pointId, () => page.detail.answered()?.value.room),
    mayEdit: (): boolean => session.may(EDIT_POINTS),
    people: createPeopleNames(),
  };
}
