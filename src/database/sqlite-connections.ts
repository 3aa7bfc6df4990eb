import { setImmediate as nextTurn } from "node:timers/promises";
import type { DataSource, QueryRunner } from "typeorm";
import { unlessEmpty } from "./empty-lists.js";
import { refuseSecondConnection, requireTimeLeft } from "./execution-context.js";
import { noteStatement } from "./read-once.js";
import { withSpans } from "./statement-spans.js";

type Query = (text: string, parameters?: unknown[], isStructured?: true) => Promise<unknown>;

/** Milliseconds for which statements may follow one another before others of the process are served. */
const MAX_TURN_MS = 10;
/** These end what was begun; to break them off would leave open whether it was. */
const ENDINGS = /^(COMMIT|ROLLBACK)/;

let turnBegan = performance.now();

/**
 * The embedded engine answers within the same turn of the event loop: between two statements the time of the request is
 * looked at, and now and then everybody else is served.
 */
export function boundStatements(source: DataSource, rewrite: (text: string) => string = (text) => text): void {
  const create = source.createQueryRunner.bind(source);
  // TypeORM gives out the same runner each time.
  const known = new WeakSet<QueryRunner>();
  source.createQueryRunner = (mode) => {
    refuseSecondConnection("another connection of the database");
    const runner = create(mode);
    if (known.has(runner)) return runner;
    known.add(runner);
    const query = withSpans(source, runner.query.bind(runner) as Query);
    const queryInTime: Query = async (text, ...rest) => {
      if (!ENDINGS.test(text)) requireTimeLeft();
      noteStatement(runner.manager, text);
      const answer = await query(rewrite(text), ...rest);
      if (performance.now() - turnBegan > MAX_TURN_MS) {
        await nextTurn();
        turnBegan = performance.now();
      }
      return answer;
    };
    return Object.assign(runner, { query: unlessEmpty(queryInTime) });
  };
}
