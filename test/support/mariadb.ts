import { execFile } from "node:child_process";
import { chownSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import { makeServerDirectory, prepareIn, startGuardedServer } from "./guarded-server.js";
import { freePort } from "./ports.js";
import { requireProgram } from "./system-parts.js";
import { userAndGroupOf } from "./system-users.js";

const run = promisify(execFile);

const USER = "mayfrom";
const PASSWORD = "mayfrom";

export interface MariaDb {
  /** `mysql://user:password@127.0.0.1:port`, without a database. The user may do everything. */
  readonly url: string;
  readonly port: number;
  readonly socketPath: string;
  stop(): Promise<void>;
}

/** A private, empty MariaDB server. It cannot outlive this process. */
export async function startMariaDb(): Promise<MariaDb> {
  const installer = requireProgram("mariadb-server", "/usr/bin/mariadb-install-db");
  const daemon = requireProgram("mariadb-server", "/usr/sbin/mariadbd", "/usr/libexec/mariadbd");
  // Each table is a file that the server waits for the disk to hold: with sixty of them in each test file's database,
  // that took a third of the run. What is killed loses nothing without it; only a power cut would.
  const withoutSync = requireProgram("eatmydata", "/usr/bin/eatmydata");
  const directory = makeServerDirectory("mariadb");
  const dataDirectory = join(directory, "data");
  const socketPath = join(directory, "mariadb.sock");
  const logFile = join(directory, "error.log");
  const port = await freePort();

  // The server refuses to run as root.
  const asUser: string[] = [];
  if (process.getuid?.() === 0) {
    const { userId, groupId } = userAndGroupOf("mysql");
    chownSync(directory, userId, groupId);
    asUser.push("--user=mysql");
  }
  await prepareIn(directory, () =>
    run(withoutSync, [
      installer,
      "--no-defaults",
      `--datadir=${dataDirectory}`,
      // A server that starts removes temporary tables from this folder, also those of others: hence one of its own.
      `--tmpdir=${directory}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      "--skip-name-resolve",
      ...asUser,
    ]),
  );

  const server = await startGuardedServer({
    name: "MariaDB",
    directory,
    logFile,
    command: withoutSync,
    arguments: [
      daemon,
      "--no-defaults",
      `--datadir=${dataDirectory}`,
      `--tmpdir=${directory}`,
      `--socket=${socketPath}`,
      `--pid-file=${join(directory, "mariadb.pid")}`,
      `--log-error=${logFile}`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
      "--skip-name-resolve",
      // As Debian's own configuration has it.
      "--character-set-server=utf8mb4",
      "--collation-server=utf8mb4_general_ci",
      "--max-connections=400",
      "--innodb-buffer-pool-size=256M",
      // One file for all tables: half the time to make the tables of each test file, a tenth of it to drop them.
      "--innodb-file-per-table=0",
      // Figures for the planner come from every page and only when a test asks (ANALYZE), so that plans that tests
      // look at do not depend on which pages a sample hit.
      "--innodb-stats-persistent-sample-pages=10000",
      "--innodb-stats-auto-recalc=OFF",
      ...asUser,
    ],
    isReady: () => canConnect(socketPath),
  });

  const root = await createConnection({ socketPath, user: "root" });
  try {
    await root.query(`CREATE USER '${USER}'@'%' IDENTIFIED BY '${PASSWORD}'`);
    await root.query(`GRANT ALL PRIVILEGES ON *.* TO '${USER}'@'%' WITH GRANT OPTION`);
    // The anonymous users that come with a new server stand before '%' when somebody connects from here.
    await root.query("DELETE FROM mysql.global_priv WHERE User = ''");
    await root.query("FLUSH PRIVILEGES");
  } finally {
    await root.end();
  }
  return { url: `mysql://${USER}:${PASSWORD}@127.0.0.1:${port}`, port, socketPath, stop: server.stop };
}

async function canConnect(socketPath: string): Promise<boolean> {
  try {
    const connection = await createConnection({ socketPath, user: "root" });
    await connection.end();
    return true;
  } catch {
    return false; // Not yet.
  }
}
