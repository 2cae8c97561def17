import { join } from "node:path";
import { err, ok, type Result } from "../../shared/model/result.ts";
import type { StorageOpenError } from "../ports.ts";
import { createAuditTable } from "./audit.table.ts";
import { createCustomFieldsTable } from "./custom-fields.table.ts";
import { createFirmwareTable } from "./firmware.table.ts";
import { createGatewaysTable } from "./gateways.table.ts";
import { createInvitationsTable } from "./invitations.table.ts";
import { createKeysTable, isMasterKeyOf } from "./keys.table.ts";
import { createMachineTokensTable } from "./machine-tokens.table.ts";
import { openDatabase, openErrorOf } from "./open-database.ts";
import { createOrdersTable } from "./orders.table.ts";
import { createPathsTable } from "./paths.table.ts";
import { createPeopleTable } from "./people.table.ts";
import { createPhonesTable } from "./phones.table.ts";
import { createPointsTable } from "./points.table.ts";
import { ReadingsTable } from "./readings.table.ts";
import { noteReadingsWithoutPoint } from "./readings-without-point.ts";
import { createRetentionTable } from "./retention.table.ts";
import { createReviewTable } from "./review.table.ts";
import { createRolesTable } from "./roles.table.ts";
import { createRoomsTable } from "./rooms.table.ts";
import { createRoundsTable } from "./rounds.table.ts";
import { runMigrations } from "./run-migrations.ts";
import { createSavedReportsTable } from "./saved-reports.table.ts";
import { createMailTable, createSigningTable } from "./secrets.table.ts";
import { createSessionsTable } from "./sessions.table.ts";
import { createSettingsTable } from "./settings.table.ts";
import type { Sql } from "./sql.ts";
import { createStockTable } from "./stock.table.ts";
import type { OpenOptions, StoreCore } from "./store-rpc.ts";
import { Upkeep } from "./store-upkeep.ts";
import { createVisitsTable } from "./visits.table.ts";
import { createWeatherTable } from "./weather.table.ts";

/** The store of one utility on the thread it is called on: tests and the worker use it directly. */
export function openStoreCore(
  options: OpenOptions,
  report: (text: string) => void = () => undefined,
): Result<StoreCore, StorageOpenError> {
  const path = join(options.dataFolder, options.utility, "store.db");
  const opened = openDatabase(path);
  if (!opened.ok) return opened;
  try {
    return wireStore(opened.value, path, { options, report });
  } catch (error) {
    opened.value.close();
    return err(openErrorOf(path, error));
  }
}

interface Wishes {
  readonly options: OpenOptions;
  readonly report: (text: string) => void;
}

function wireStore(sql: Sql, path: string, { options, report }: Wishes): Result<StoreCore, StorageOpenError> {
  const migrated = runMigrations(sql, path);
  if (!migrated.ok || !isMasterKeyOf(sql, options.masterKey)) {
    sql.close();
    return migrated.ok ? err({ kind: "wrong-master-key", path }) : migrated;
  }
  const readings = new ReadingsTable(sql, {
    nowMs: () => Date.now(),
    report,
    ...(options.foldLimits ? { limits: options.foldLimits } : {}),
  });
  noteReadingsWithoutPoint(sql, readings, Date.now());
  const audit = createAuditTable(sql, options.masterKey);
  return ok({
    points: createPointsTable(sql),
    readings,
    upkeep: new Upkeep(sql, readings),
    keys: createKeysTable(sql, options.masterKey),
    gateways: createGatewaysTable(sql),
    settings: createSettingsTable(sql, audit.append),
    customFields: createCustomFieldsTable(sql, audit.append),
    weather: createWeatherTable(sql, audit.append),
    machineTokens: createMachineTokensTable(sql, audit.append),
    people: createPeopleTable(sql, audit.append),
    roles: createRolesTable(sql, audit.append),
    invitations: createInvitationsTable(sql, audit.append),
    sessions: createSessionsTable(sql, audit.append),
    audit,
    rooms: createRoomsTable(sql, audit.append),
    rounds: createRoundsTable(sql),
    orders: createOrdersTable(sql, audit.append),
    phones: createPhonesTable(sql, audit.append),
    signing: createSigningTable(sql, options.masterKey),
    mail: createMailTable(sql, options.masterKey, audit.append),
    savedReports: createSavedReportsTable(sql, audit.append),
    retention: createRetentionTable(sql, audit.append),
    review: createReviewTable(sql, audit.append),
    visits: createVisitsTable(sql, audit.append),
    paths: createPathsTable(sql, audit.append),
    stock: createStockTable(sql, audit.append),
    firmware: createFirmwareTable(sql, audit.append),
    close: () => sql.close(),
  });
}
