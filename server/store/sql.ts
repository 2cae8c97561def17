import Database from "libsql";

export type SqlValue = string | number | bigint | Uint8Array | null;
export type SqlRow = readonly SqlValue[];

/** A libSQL connection with its statements prepared once, and rows as arrays in the order selected. */
export class Sql {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  readonly #lock: Sql | undefined;

  /** `lock` is another connection that is closed with this one. */
  constructor(path: string, lock?: Sql) {
    this.#lock = lock;
    this.#database = new Database(path);
  }

  all(text: string, params: readonly SqlValue[] = []): readonly SqlRow[] {
    return this.#statement(text).all([...params]) as SqlRow[];
  }

  get(text: string, params: readonly SqlValue[] = []): SqlRow | undefined {
    return this.#statement(text).get([...params]) as SqlRow | undefined;
  }

  /** Rows changed. */
  run(text: string, params: readonly SqlValue[] = []): number {
    return this.#statement(text).run([...params]).changes;
  }

  /** Statements without parameters or rows. */
  exec(text: string): void {
    this.#open().exec(text);
  }

  /** All of `work` or nothing of it. */
  transaction<T>(work: () => T): T {
    if (this.#open().inTransaction) return work();
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    if (!this.#database.open) return;
    if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
    this.#statements.clear();
    this.#database.close();
    this.#lock?.close();
  }

  /** The binding ends the whole process when a closed connection is asked something. */
  #open(): Database.Database {
    if (!this.#database.open) throw new Error("the database is closed");
    return this.#database;
  }

  #statement(text: string): Database.Statement {
    const known = this.#statements.get(text);
    if (known) return known;
    const statement = this.#open().prepare(text);
    if (statement.reader) statement.raw();
    this.#statements.set(text, statement);
    return statement;
  }
}

/** Whether it was the file itself, and not what was asked of it. */
export const isOfFile = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_CORRUPT");

/** What `look` gives, or `lookElsewhere` where the file itself is damaged there. */
export function elseWhereDamaged<T>(look: () => T, lookElsewhere: () => T): T {
  try {
    return look();
  } catch (error) {
    if (!isOfFile(error)) throw error;
    return lookElsewhere();
  }
}

export const toText = (value: SqlValue | undefined): string => (typeof value === "string" ? value : "");

export const toNumber = (value: SqlValue | undefined): number => Number(value ?? 0);

export const toBytes = (value: SqlValue | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array();
