import type { FastifyInstance } from "fastify";
import { hasPendingMigrations } from "../database/index.js";
import { currentRevision } from "../feed/index.js";
import type { Services } from "../graphql/index.js";

/**
 * `/healthz`: the process is alive. `/readyz`: it can serve, that is, what it begins with is there, the database answers
 * and its tables are ours.
 */
export function registerHealth(app: FastifyInstance, services: Services, hasStarted: () => boolean): void {
  let areMigrationsDone = false;

  app.get("/healthz", async () => ({ status: "alive" }));

  app.get("/readyz", async (request, reply) => {
    if (!hasStarted()) return reply.code(503).send({ status: "starting" });
    try {
      // Once up to date the tables stay so for this process; asking again each time would only cost.
      areMigrationsDone ||= !(await hasPendingMigrations(services.database));
      if (!areMigrationsDone) return reply.code(503).send({ status: "migrations are pending: run `mayfrom migrate`" });
      return { status: "ready", revision: await currentRevision(services.database.reader) };
    } catch (error) {
      request.log.error({ err: error }, "not ready");
      return reply.code(503).send({ status: "the database does not answer" });
    }
  });
}
