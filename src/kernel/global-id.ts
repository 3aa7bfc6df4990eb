declare const GLOBAL: unique symbol;

/**
 * An id as callers read and write it: `Account_0193…`. It is a text, and says so to nobody: to the compiler it is opaque,
 * so that it cannot be passed for the id of a row. `fromGlobalId` opens it, `toGlobalId` makes one; `String(id)` writes it.
 */
export interface GlobalId {
  readonly [GLOBAL]: never;
}

/** An input whose ids are opened: what an operation takes. */
export type WithRowIds<Input> = { [Name in keyof Input]: Opened<Input[Name]> };

type Opened<Value> = Value extends GlobalId ? string : Value extends GlobalId[] ? string[] : Value;
