import { firstSchema } from "./0001-first-schema.migration.ts";
import { people } from "./0002-people.migration.ts";
import { rooms } from "./0003-rooms.migration.ts";
import { rounds } from "./0004-rounds.migration.ts";
import { orders } from "./0005-orders.migration.ts";
import { reports } from "./0006-reports.migration.ts";
import { roundsInRooms } from "./0007-rounds-in-rooms.migration.ts";
import { blockChanges } from "./0008-block-changes.migration.ts";
import { retention } from "./0009-retention.migration.ts";
import { review } from "./0010-review.migration.ts";
import { visits } from "./0011-visits.migration.ts";
import { lastImport } from "./0012-last-import.migration.ts";
import { marksBeforeEdits } from "./0013-marks-before-edits.migration.ts";
import { exchanges } from "./0014-exchanges.migration.ts";
import { replacedSpans } from "./0015-replaced-spans.migration.ts";
import { metersOfGonePoints } from "./0016-meters-of-gone-points.migration.ts";
import { stock } from "./0017-stock.migration.ts";
import { removedPoints } from "./0018-removed-points.migration.ts";
import { firmware } from "./0019-firmware.migration.ts";
import { machineTokens } from "./0020-machine-tokens.migration.ts";
import { monthEdges } from "./0021-month-edges.migration.ts";
import { blocksInPieces } from "./0022-blocks-in-pieces.migration.ts";
import { headersOfDamaged } from "./0023-headers-of-damaged.migration.ts";
import { framesWithoutPlace } from "./0024-frames-without-place.migration.ts";
import { edgesWithChecksums } from "./0025-edges-with-checksums.migration.ts";
import { thinnedWhileLacking } from "./0026-thinned-while-lacking.migration.ts";
import { billedNames } from "./0027-billed-names.migration.ts";
import { triedKeys } from "./0028-tried-keys.migration.ts";
import { roomsWithChecksums } from "./0029-rooms-with-checksums.migration.ts";
import type { Migration } from "./migration.ts";

/** In order; the schema version of a file is how many of these it has had. */
export const migrations: readonly Migration[] = [
  firstSchema,
  people,
  rooms,
  rounds,
  orders,
  reports,
  roundsInRooms,
  blockChanges,
  retention,
  review,
  visits,
  lastImport,
  marksBeforeEdits,
  exchanges,
  replacedSpans,
  metersOfGonePoints,
  stock,
  removedPoints,
  firmware,
  machineTokens,
  monthEdges,
  blocksInPieces,
  headersOfDamaged,
  framesWithoutPlace,
  edgesWithChecksums,
  thinnedWhileLacking,
  billedNames,
  triedKeys,
  roomsWithChecksums,
];
