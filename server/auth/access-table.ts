import type { MachineScope } from "../../shared/model/machine-token.ts";
import type { Need, PermissionArea } from "../../shared/model/permission.ts";

/**
 * Who may do what, in one place; for rooms, whose phones ask too, that place is `ROOM_RULES`. What is not listed here is open to nobody: the guard refuses it,
 * and a test walks every route of the server and fails on one that is missing.
 *
 * | access | who |
 * |---|---|
 * | `public` | anybody, signed in or not |
 * | `gateway` | whoever shows a gateway's token |
 * | `machine:…` | whoever shows a machine's token of that scope |
 * | `own-session` | anybody signed in, about themself only |
 * | a need | people whose role has this right in this permission area, within their areas |
 */
export type Access = "public" | "gateway" | `machine:${MachineScope}` | "own-session" | Need;

const read = (area: PermissionArea): Need => ({ area, right: "read" });
const write = (area: PermissionArea): Need => ({ area, right: "write" });

/** By method and path, spelled as the route is registered. */
export const ROUTE_ACCESS: Readonly<Record<string, Access>> = {
  // The app itself: code, no data.
  "GET /*": "public",
  "GET /health": "public",

  "POST /ingest/v1/telegrams": "gateway",
  "PUT /ingest/v1/weather": "machine:weather",
  "POST /export/v1/consumption": "machine:billing",

  "GET /api/v1/session": "public",
  "POST /api/v1/session": "public",
  "DELETE /api/v1/session": "public",
  "POST /api/v1/demo-session": "public",
  "PUT /api/v1/session/password": "own-session",
  "GET /api/v1/sessions": "own-session",
  "DELETE /api/v1/sessions": "own-session",

  // A one-time link is its own proof.
  "POST /api/v1/setup": "public",
  "POST /api/v1/invitation": "public",
  "POST /api/v1/invitation/look": "public",

  "GET /api/v1/blocks": read("data-access"),
  "GET /api/v1/changes": read("data-access"),
  "GET /api/v1/heard": read("data-access"),
  "GET /api/v1/latest": read("data-access"),
  "GET /maps/*": read("data-access"),
  "GET /api/v1/map": read("data-access"),
  "PUT /api/v1/map": write("system-configuration"),
  "GET /api/v1/shards": read("data-access"),
  "GET /api/v1/shards/points": read("data-access"),
  "GET /api/v1/points": read("data-access"),
  "POST /api/v1/points": write("device-and-customer-management"),
  "GET /api/v1/points/:id": read("data-access"),
  "GET /api/v1/points/:id/blocks": read("data-access"),
  "GET /api/v1/points/:id/blocks/:meter/:month": read("data-access"),
  "GET /api/v1/points/:id/consumption": read("data-access"),
  "GET /api/v1/points/:id/proof": read("data-access"),
  "GET /api/v1/points/:id/readings": read("data-access"),
  "GET /api/v1/points/:id/registers": read("data-access"),
  "GET /api/v1/points/:id/series": read("data-access"),
  "GET /api/v1/custom-fields": read("data-access"),
  "PUT /api/v1/custom-fields": write("system-configuration"),
  "GET /api/v1/custom-fields/:id/values": read("data-access"),
  "GET /api/v1/weather": read("data-access"),
  "PUT /api/v1/weather": write("system-configuration"),
  "GET /api/v1/live": read("data-access"),
  "GET /api/v1/live/trends": read("data-access"),
  "GET /api/v1/paths": read("data-access"),
  "PUT /api/v1/paths/:id": write("reading-management"),
  "DELETE /api/v1/paths/:id": write("reading-management"),
  "GET /api/v1/paths/:id/profile": read("data-access"),
  "GET /api/v1/telegrams/:seq": read("data-access"),
  "POST /api/v1/report-runs": read("data-access"),
  "GET /api/v1/saved-reports": read("data-access"),
  "PUT /api/v1/saved-reports/:id": write("reading-management"),
  "DELETE /api/v1/saved-reports/:id": write("reading-management"),
  "GET /api/v1/signing-key": read("data-access"),
  "POST /api/v1/points/:id/customer-report": read("data-access"),
  // What leaves the house in the utility's name is more than looking.
  "POST /api/v1/points/:id/customer-mail": write("data-access"),
  "GET /api/v1/mail-settings": read("system-configuration"),
  "PUT /api/v1/mail-settings": write("system-configuration"),
  "POST /api/v1/mail-settings/test": write("system-configuration"),

  // The least that any room asks for; each room's own rules come on top.
  "GET /sync": read("data-access"),
  "GET /api/v1/rooms": read("data-access"),
  "GET /api/v1/rooms/:room/snapshot": read("data-access"),
  "GET /api/v1/last-import": read("group-management"),
  "GET /api/v1/conflicts": read("device-and-customer-management"),
  "POST /api/v1/conflicts/settled": write("device-and-customer-management"),

  // Reading a round takes no more than seeing it: what was heard is evidence and changes nothing.
  "POST /api/v1/hearings": read("reading-management"),
  "GET /api/v1/readers": read("reading-management"),
  "GET /api/v1/rounds": read("reading-management"),
  "POST /api/v1/rounds": write("reading-management"),
  // Carrying an order out takes no more than reading: the order itself is the permission.
  "GET /api/v1/orders": read("reading-management"),
  "POST /api/v1/orders": write("device-and-customer-management"),
  "DELETE /api/v1/orders/:id": write("device-and-customer-management"),
  "POST /api/v1/orders/:id/events": read("reading-management"),
  // So does saying what was found at the door: it is added to what is known and replaces nothing.
  "POST /api/v1/visits": read("reading-management"),
  "PUT /api/v1/points/:id/photos/:hash": read("reading-management"),
  "GET /api/v1/points/:id/photos/:hash": read("data-access"),
  "GET /api/v1/points/:id/visits": read("data-access"),
  "GET /api/v1/rounds/:id/expected": read("reading-management"),
  "GET /api/v1/rounds/:id/uses": read("data-access"),
  "GET /api/v1/spare-meters": read("reading-management"),
  "GET /api/v1/firmware": read("device-and-customer-management"),
  "PUT /api/v1/firmware-rules": write("device-and-customer-management"),
  "GET /api/v1/stock": read("device-and-customer-management"),
  "POST /api/v1/stock": write("device-and-customer-management"),
  "PUT /api/v1/stock/:meter": write("device-and-customer-management"),
  "DELETE /api/v1/stock/:meter": write("device-and-customer-management"),
  "GET /api/v1/phones": write("reading-management"),
  "POST /api/v1/phones": read("reading-management"),
  "DELETE /api/v1/phones/:id": write("reading-management"),
  "POST /api/v1/phones/:id/lease": read("reading-management"),

  "GET /api/v1/review": read("data-access"),
  "GET /api/v1/review/:id": read("data-access"),
  "POST /api/v1/review/:id/decision": write("data-access"),
  "GET /api/v1/points/:id/edits": read("data-access"),
  "POST /api/v1/points/:id/edits": write("data-access"),
  "DELETE /api/v1/edits/:id": write("data-access"),
  "GET /api/v1/period-lock": read("data-access"),
  "PUT /api/v1/period-lock": write("system-configuration"),

  "GET /api/v1/retention": read("system-configuration"),
  // What is deleted is gone: switching that on is the administrator's.
  "PUT /api/v1/retention": write("access-control"),
  "POST /api/v1/retention/preview": write("system-configuration"),
  "GET /api/v1/redecoding": read("system-configuration"),
  "POST /api/v1/redecoding/preview": write("system-configuration"),
  "POST /api/v1/redecoding": write("access-control"),
  "DELETE /api/v1/redecoding": write("access-control"),
  "POST /api/v1/replay/telegrams": write("system-configuration"),
  "POST /api/v1/replay/rounds/:id": write("system-configuration"),
  "GET /api/v1/removed-points": read("system-configuration"),
  "POST /api/v1/removed-points/preview": write("system-configuration"),
  "POST /api/v1/removed-points/erase": write("access-control"),
  "POST /api/v1/holds": write("system-configuration"),
  "DELETE /api/v1/holds/:id": write("system-configuration"),

  "GET /api/v1/machine-tokens": read("access-control"),
  "POST /api/v1/machine-tokens": write("access-control"),
  "DELETE /api/v1/machine-tokens/:id": write("access-control"),

  "GET /api/v1/users": read("access-control"),
  "POST /api/v1/users": write("access-control"),
  "PATCH /api/v1/users/:id": write("access-control"),
  "DELETE /api/v1/users/:id": write("access-control"),
  "POST /api/v1/users/:id/invitation": write("access-control"),
  "DELETE /api/v1/users/:id/sessions": write("access-control"),
  "GET /api/v1/roles": read("access-control"),
  "PUT /api/v1/roles/:role": write("access-control"),
  "GET /api/v1/audit": read("access-control"),
  "GET /api/v1/audit/chain": read("access-control"),
};

/** By name of job: what a person needs to start it or to change when it runs. */
export const JOB_ACCESS: Readonly<Record<string, Need>> = {
  retention: write("access-control"),
  // A saved report that runs by itself.
  report: write("reading-management"),
};
