import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import { type ApiParts, callBatchOf, createServerOf, schemaOf } from "../api/index.js";
import type { CallBatch } from "../batch-jobs/index.js";
import type { Services } from "../graphql/index.js";
import { pages } from "./pages.js";
import { nodeFinders, resolvers, thingFinders } from "./resolvers.js";

const parts: ApiParts = { resolvers, nodeFinders, thingFinders, pages };

/** The one GraphQL schema, from the resolvers of all rooms. */
export function buildApiSchema(): Promise<GraphQLSchema> {
  return schemaOf(parts);
}

/**
 * The whole API, ready to listen. Closing the returned server ends everything it started. `hasStarted`: whether what it
 * begins with is there, which `/readyz` waits for.
 */
export function createApi(services: Services, hasStarted = () => true): Promise<FastifyInstance> {
  return createServerOf(parts, services, hasStarted);
}

/** For workers: the schema is made when the first batch comes. */
export const callBatch: CallBatch = async (...call) => callBatchOf(await buildApiSchema())(...call);
