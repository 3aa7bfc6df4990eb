import { createConnection } from "mysql2/promise";
import type { DataSource, QueryRunner } from "typeorm";
import { currentLimit, onTimeOver, refuseSecondConnection, requireTimeLeft } from "./execution-context.js";
import { noteStatement } from "./read-once.js";
import { withSpans } from "./statement-spans.js";
import { withinTime } from "./turns.js";

/** What we need of a connection of the pool. */
interface PooledConnection {
  readonly threadId: number;
  readonly config: Readonly<Record<string, unknown>>;
  release(): void;
  destroy(): void;
}

type Connect = () => Promise<PooledConnection>;
type Query = (text: string, parameters?: unknown[], isStructured?: true) => Promise<unknown>;

/** These end what was begun; to break them off would leave open whether it was. */
const ENDINGS = /^(COMMIT|ROLLBACK)/;

/**
 * Every connection of a pool is waited for no longer than the request may take, its statements end with the request's
 * time, and nobody who holds a connection can ask for a second one.
 */
export function boundConnections(source: DataSource): void {
  const create = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    refuseSecondConnection("another connection of the database");
    return bound(source, create(mode));
  };
}

function bound(source: DataSource, runner: QueryRunner): QueryRunner {
  const connect = runner.connect.bind(runner) as Connect;
  const query = withSpans(source, runner.query.bind(runner) as Query);
  let connecting: Promise<PooledConnection> | undefined;

  const connectInTime: Connect = () => {
    connecting ??= withinTime(connect(), "The database is busy; try again", (late) => late.release()).catch(
      (error: unknown) => {
        // A connection that comes too late is given back above, and must not be given back a second time.
        runner.release = async () => undefined;
        throw error;
      },
    );
    return connecting;
  };

  const queryInTime: Query = async (text, ...rest) => {
    noteStatement(runner.manager, text);
    const limit = currentLimit();
    if (limit === null || ENDINGS.test(text)) {
      await connectInTime();
      return query(text, ...rest);
    }
    requireTimeLeft();
    const connection = await connectInTime();
    let ending: Promise<void> | undefined;
    const takeBack = onTimeOver(() => {
      ending = endStatement(connection);
    });
    try {
      return await query(text, ...rest);
    } catch (error) {
      throw ending === undefined ? error : limit.reason();
    } finally {
      takeBack();
      // Until it is known what was ended, the connection serves nobody else.
      await ending;
    }
  };

  return Object.assign(runner, { connect: connectInTime, query: queryInTime });
}

const MAX_KILL_MS = 3_000;

/** Ends the running statement on the server. Where that cannot be asked, the connection itself ends. */
async function endStatement(connection: PooledConnection): Promise<void> {
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
