import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { CallBatch } from "../batch-jobs/index.js";
import type { Services } from "../graphql/index.js";

// Loading the servers, their transports and their pages takes longer than what most verbs do.
const wholeApi = () => import("./whole-api.js");

/** The one GraphQL schema, from the resolvers of all rooms. */
export async function buildApiSchema(): Promise<GraphQLSchema> {
  return (await wholeApi()).buildWholeSchema();
}

/**
 * The whole API, ready to listen. Closing the returned server ends everything it started. `hasStarted`: whether what it
 * begins with is there, which `/readyz` waits for.
 */
export async function createApi(services: Services, hasStarted = () => true): Promise<FastifyInstance> {
  return (await wholeApi()).createWholeApi(services, hasStarted);
}

/** For workers: the schema is made when the first batch comes. */
export const callBatch: CallBatch = async (...call) => (await wholeApi()).callWholeBatch(...call);
