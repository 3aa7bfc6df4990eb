import { createConnection } from "mysql2/promise";

/** What we need of a connection of the pool. */
export interface PooledConnection {
  readonly threadId: number;
  readonly config: Readonly<Record<string, unknown>>;
  release(): void;
  destroy(): void;
}

const MAX_KILL_MS = 3_000;

/** Ends the running statement on the server. Where that cannot be asked, the connection itself ends. */
export async function endStatement(connection: PooledConnection): Promise<void> {
  const { host, port, user, password, socketPath, ssl } = connection.config as Record<string, never>;
  try {
    const other = await createConnection({
      host,
      port,
      user,
      password,
      socketPath,
      ssl,
      connectTimeout: MAX_KILL_MS,
    });
    try {
      await other.query({ sql: `KILL QUERY ${Number(connection.threadId)}`, timeout: MAX_KILL_MS });
    } finally {
      other.destroy();
    }
  } catch {
    connection.destroy();
  }
}
