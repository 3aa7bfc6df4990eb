declare const LOCKED: unique symbol;

/**
 * A row that nobody else changes until the transaction ends: read under a lock, or made in it. Only the database's
 * `lockRow`, `lockRows`, `lockUnheldRows` and `madeHere` say so. Tables of states move no other row: of two who had both
 * read a state without a lock, the later would overwrite what the earlier decided.
 */
export type Locked<Row> = Row & { readonly [LOCKED]: true };
