import type { DataSource, QueryRunner } from "typeorm";
import { unlessEmpty } from "./empty-lists.js";
import type { PooledConnection } from "./end-statement.js";
import { currentLimit, onTimeOver, refuseSecondConnection, requireTimeLeft } from "./execution-context.js";
import { noteStatement } from "./read-once.js";
import { withSpans } from "./statement-spans.js";
import { withinTime } from "./turns.js";

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
      // Where there is such a connection, TypeORM has loaded the driver; on SQLite nobody needs it.
      ending = import("./end-statement.js").then(({ endStatement }) => endStatement(connection));
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

  return Object.assign(runner, { connect: connectInTime, query: unlessEmpty(queryInTime) });
}
