import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import { type ApiParts, callBatchOf, createServerOf, schemaOf } from "../api/index.js";
import type { CallBatch } from "../batch-jobs/index.js";
import type { Services } from "../graphql/index.js";
import { pages } from "./pages.js";
import { nodeFinders, resolvers, thingFinders } from "./resolvers.js";

// Loaded by api.ts alone, when somebody wants the API: most verbs of the command line never do.

const parts: ApiParts = { resolvers, nodeFinders, thingFinders, pages };

export function buildWholeSchema(): Promise<GraphQLSchema> {
  return schemaOf(parts);
}

export function createWholeApi(services: Services, hasStarted: () => boolean): Promise<FastifyInstance> {
  return createServerOf(parts, services, hasStarted);
}

export const callWholeBatch: CallBatch = async (...call) => callBatchOf(await buildWholeSchema())(...call);
