import type { ColumnOptions, ValueTransformer } from "typeorm";
import { because, DomainError } from "../kernel/index.js";

// Times are stored as epoch milliseconds: the same integer on every engine, exact, ordered, and free of time zones.
const timeTransformer: ValueTransformer = {
  to: (value: Date | null | undefined) => (value instanceof Date ? value.getTime() : value),
  from: (value: number | string | null) => (value === null ? null : new Date(Number(value))),
};

const numberTransformer: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: number | string | null) => (value === null ? null : Number(value)),
};

const jsonTransformer: ValueTransformer = {
  to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
  from: (value: string | null) => (value === null ? null : JSON.parse(value)),
};

/** Octets of a long text on every engine: more does not fit into MariaDB's `text`. */
export const LONG_TEXT_OCTETS = 65_535;
/** Octets of a wide text: as many as a whole request has, and few enough for one packet of MariaDB. */
export const WIDE_TEXT_OCTETS = 4 * 1024 * 1024;

/** Throws BAD_USER_INPUT for more than the column takes: else one engine would, and the other fail in its own words. */
function within<Value>(octets: number, value: Value): Value {
  if (typeof value !== "string" || Buffer.byteLength(value) <= octets) return value;
  const reason = because("TEXT_TOO_LONG", { limit: octets });
  throw new DomainError(reason, `This comes to more than the ${octets} octets that are kept of it`);
}

function textTransformer(octets: number): ValueTransformer {
  return { to: (value: unknown) => within(octets, value), from: (value: unknown) => value };
}

function boundedJson(octets: number): ValueTransformer {
  return { ...jsonTransformer, to: (value: unknown) => within(octets, jsonTransformer.to(value)) };
}

const booleanTransformer: ValueTransformer = {
  to: (value: boolean | null | undefined) => (typeof value === "boolean" ? Number(value) : value),
  from: (value: number | null) => (value === null ? null : Number(value) !== 0),
};

/** Length of a UUID in text form. */
export const IDENTIFIER_LENGTH = 36;
/** Octets of the longest address (RFC 5321 4.5.3.1.3, less the angle brackets). */
export const ADDRESS_LENGTH = 254;
export const DOMAIN_LENGTH = 253;
/** 64 levels of resellers, eight characters each. */
export const RESELLER_PATH_LENGTH = 512;
export const STATE_LENGTH = 16;
/** A reseller's path and the mark of a domain's administrator (kernel/rank.ts). */
export const RANK_LENGTH = RESELLER_PATH_LENGTH + 1;

/** Options of a column that may be a key, unless `nullable` says that it may be empty. */
type Column<Nullable extends boolean> = Omit<ColumnOptions, "nullable"> & { nullable?: Nullable };

export function identifierColumn<Nullable extends boolean = false>(options: Column<Nullable> = {}): Column<Nullable> {
  return { type: "varchar", length: IDENTIFIER_LENGTH, ...options };
}

export function textColumn<Nullable extends boolean = false>(
  length: number,
  options: Column<Nullable> = {},
): Column<Nullable> {
  return { type: "varchar", length, ...options };
}

/** The rank of whoever set something that those below may not undo; null where nobody did, or mayfrom itself. */
export function rankColumn(): Column<true> {
  return textColumn(RANK_LENGTH, { nullable: true });
}

/** Text of up to `LONG_TEXT_OCTETS`; the operation that writes it has a limit of its own. */
export function longTextColumn<Nullable extends boolean = false>(options: Column<Nullable> = {}): Column<Nullable> {
  return { type: "text", transformer: textTransformer(LONG_TEXT_OCTETS), ...options };
}

/** A Date in code, epoch milliseconds in the database. In raw SQL pass `date.getTime()`. */
export function timeColumn<Nullable extends boolean = false>(options: Column<Nullable> = {}): Column<Nullable> {
  return { type: "bigint", transformer: timeTransformer, ...options };
}

/** A whole number up to 2^53. */
export function numberColumn<Nullable extends boolean = false>(options: Column<Nullable> = {}): Column<Nullable> {
  return { type: "bigint", transformer: numberTransformer, ...options };
}

export function booleanColumn<Nullable extends boolean = false>(options: Column<Nullable> = {}): Column<Nullable> {
  return { type: "integer", transformer: booleanTransformer, ...options };
}

/** Of up to `LONG_TEXT_OCTETS`: for a few values, and lists that are short. */
export function jsonColumn<Nullable extends boolean = false>(options: Column<Nullable> = {}): Column<Nullable> {
  return { type: "text", transformer: boundedJson(LONG_TEXT_OCTETS), ...options };
}

/** For lists as long as a call may have them, and answers about each of their items; of up to `WIDE_TEXT_OCTETS`. */
export function wideJsonColumn<Nullable extends boolean = false>(options: Column<Nullable> = {}): Column<Nullable> {
  return { type: WIDE_TEXT, transformer: boundedJson(WIDE_TEXT_OCTETS), ...options };
}

/** Text of up to `WIDE_TEXT_OCTETS`. */
export function wideTextColumn<Nullable extends boolean = false>(options: Column<Nullable> = {}): Column<Nullable> {
  return { type: WIDE_TEXT, transformer: textTransformer(WIDE_TEXT_OCTETS), ...options };
}

/** As MySQL and MariaDB call it; on SQLite, where a text ends nowhere, a plain one. */
export const WIDE_TEXT = "mediumtext";
