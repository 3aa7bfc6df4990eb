import { DataSource, type DataSourceOptions, type Migration } from "typeorm";
import type { DatabaseLocation } from "../config/index.js";
import { settleCollation } from "./collation.js";
import type { EngineAccess } from "./database.js";
import { asWriter, holding } from "./execution-context.js";
import { boundConnections } from "./mysql-connections.js";
import type { SchemaParts } from "./schema-parts.js";
import { Turns } from "./turns.js";

type MysqlLocation = Extract<DatabaseLocation, { kind: "mysql" }>;
type MysqlFamily = "mysql" | "mariadb";

/**
 * Opens MySQL, MariaDB or TiDB; which one it is the server says itself. Two pools: those who write never wait for those
 * who read, nor the other way round. Snapshots, which are held for long, get at most half of the readers' pool.
 */
export async function openMysql(location: MysqlLocation, schema: SchemaParts): Promise<EngineAccess> {
  const family = await askFamily(location);
  const writers = { ...location, replicaUrls: [], poolSize: Math.max(2, Math.ceil(location.poolSize / 2)) };
  const writer = await openPool(mysqlOptions(writers, schema, family));
  const reader = await openPool(mysqlOptions(location, { ...schema, migrations: [] }, family));
  const snapshots = new Turns(Math.max(1, Math.floor(location.poolSize / 2)), "copies");
  return {
    writer,
    reader,
    inTransaction: (work) => asWriter(() => writer.transaction((manager) => holding("write", () => work(manager)))),
    inSnapshot: (work) =>
      snapshots.run(() => reader.transaction("REPEATABLE READ", (manager) => holding("snapshot", () => work(manager)))),
    migrate: () => migrateAlone(writer),
    async close() {
      await Promise.all([reader.destroy(), writer.destroy()]);
    },
  };
}

async function openPool(options: DataSourceOptions): Promise<DataSource> {
  const source = await new DataSource(options).initialize();
  boundConnections(source);
  return source;
}

/** Not yet opened. */
export async function mysqlSource(location: MysqlLocation, schema: SchemaParts): Promise<DataSource> {
  return new DataSource(mysqlOptions(location, schema, await askFamily(location)));
}

const MAX_WAIT_SECONDS = 600;

/** These engines commit each change of a table by itself, so a lock of another kind keeps two runs apart. */
async function migrateAlone(source: DataSource): Promise<Migration[]> {
  const guard = source.createQueryRunner("master");
  // On the server as a whole; the longest name of a database fits in.
  const name = "CONCAT('migrate ', LEFT(MD5(DATABASE()), 32))";
  try {
    const [row] = await guard.query(`SELECT GET_LOCK(${name}, ?) AS isOurs`, [MAX_WAIT_SECONDS]);
    if (Number(row?.isOurs) !== 1)
      throw new Error("Another process is migrating this database and does not come to an end");
    await settleCollation(guard);
    return await source.runMigrations({ transaction: "each" });
  } finally {
    await guard.query(`SELECT RELEASE_LOCK(${name})`);
    await guard.release();
  }
}

// TypeORM compares column types differently for the two families: the wrong one would report drift that is not there.
async function askFamily(location: MysqlLocation): Promise<MysqlFamily> {
  const probe = await new DataSource({ type: "mysql", url: asMysqlUrl(location.url), poolSize: 1 }).initialize();
  try {
    const [row] = await probe.query<{ version: string }[]>("SELECT VERSION() AS version");
    return row?.version.includes("MariaDB") ? "mariadb" : "mysql";
  } finally {
    await probe.destroy();
  }
}

function mysqlOptions(location: MysqlLocation, schema: SchemaParts, family: MysqlFamily): DataSourceOptions {
  const master = { url: asMysqlUrl(location.url) };
  return {
    type: family,
    ...(location.replicaUrls.length === 0
      ? master
      : {
          replication: {
            defaultMode: "slave" as const,
            master,
            slaves: location.replicaUrls.map((url) => ({ url: asMysqlUrl(url) })),
          },
        }),
    entities: [...schema.entities],
    migrations: [...schema.migrations],
    poolSize: location.poolSize,
    isolationLevel: "READ COMMITTED",
    charset: "utf8mb4",
    timezone: "Z",
    supportBigNumbers: true,
    // Our big numbers stay below 2^53, so raw queries may give plain numbers.
    bigNumberStrings: false,
    connectTimeout: 10_000,
    extra: { enableKeepAlive: true, waitForConnections: true },
  };
}

function asMysqlUrl(url: string): string {
  return url.replace(/^mariadb:/, "mysql:");
}
