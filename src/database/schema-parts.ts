import type { MigrationInterface } from "typeorm";
import type { CommitStep } from "./transaction.js";

type ClassList<T> = readonly (new (...args: never[]) => T)[];

/** The entities of all rooms and the migrations that make their tables; passed in, so that this room knows none. */
export interface SchemaParts {
  readonly entities: ClassList<object>;
  readonly migrations: ClassList<MigrationInterface>;
}

/** The same with what follows from a write, in the order in which it is done before the commit. */
export interface DatabaseParts extends SchemaParts {
  readonly commitSteps: readonly CommitStep[];
  /** What comes last and takes the hot rows: a rehearsal, which leaves no row, has no use for a place in their order. */
  readonly sequenceSteps: readonly CommitStep[];
}
