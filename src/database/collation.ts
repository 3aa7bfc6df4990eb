import { DomainError } from "../kernel/index.js";

/** Those that compare octet by octet, a blank at the end included, as canonical keys are compared everywhere else. */
const BYTEWISE = ["utf8mb4_nopad_bin", "utf8mb4_0900_bin"];

const SHOWN = 3;

interface Asking {
  query(statement: string, values?: unknown[]): Promise<unknown>;
}

/**
 * Sees to it that tables to be made compare text octet by octet. An empty database is set so; one that has tables which
 * do not is refused, as two addresses could be one there. Throws UNAVAILABLE with what to do. A connection that was open
 * before goes on as it was, so this is asked on the first one, before there is another.
 */
export async function settleCollation(source: Asking): Promise<void> {
  const [schema] = (await source.query(
    `SELECT SCHEMA_NAME AS name, DEFAULT_COLLATION_NAME AS collation,
       (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()) AS tables
     FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()`,
  )) as { name: string; collation: string; tables: number | string }[];
  if (schema === undefined) throw new DomainError("DATABASE_UNSUITABLE", "DATABASE_URL names no database");
  const others = await otherCollations(source);
  if (BYTEWISE.includes(schema.collation) && others.length === 0) return;
  const statement = `ALTER DATABASE \`${schema.name}\` CHARACTER SET utf8mb4 COLLATE ${await bytewiseOf(source)}`;
  if (Number(schema.tables) > 0) {
    throw new DomainError(
      "DATABASE_UNSUITABLE",
      `The database compares text otherwise than octet by octet (${[schema.collation, ...others].join(", ")}): ` +
        `begin with an empty one, which migrate sets right, or run ${statement} and convert each table`,
    );
  }
  await source.query(statement).catch((cause: Error) => {
    throw new DomainError("DATABASE_UNSUITABLE", `Run ${statement} first: ${cause.message}`);
  });
}

/** Columns of text that do not compare octet by octet, the first few, with what they do: `account.address latin1_bin`. */
export async function otherCollations(source: Asking): Promise<string[]> {
  const rows = (await source.query(
    `SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME, ' ', COLLATION_NAME) AS place FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = DATABASE() AND COLLATION_NAME IS NOT NULL AND COLLATION_NAME NOT IN (?, ?)
     ORDER BY TABLE_NAME, ORDINAL_POSITION LIMIT ${SHOWN}`,
    BYTEWISE,
  )) as { place: string }[];
  return rows.map(({ place }) => place);
}

/** The one that the server knows. */
async function bytewiseOf(source: Asking): Promise<string> {
  const [known] = (await source.query(
    "SELECT COLLATION_NAME AS name FROM information_schema.COLLATIONS WHERE COLLATION_NAME IN (?, ?) LIMIT 1",
    BYTEWISE,
  )) as { name: string }[];
  if (known === undefined) {
    throw new DomainError(
      "DATABASE_UNSUITABLE",
      `This server has no collation that compares octets: ${BYTEWISE.join(", ")}`,
    );
  }
  return known.name;
}
