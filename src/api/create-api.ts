import type { FastifyInstance } from "fastify";
import type { Services } from "../graphql/index.js";
import { isTracingOn } from "../tracing/index.js";
import type { ApiParts } from "./api-parts.js";
import { createApollo } from "./apollo.js";
import { CostBuckets } from "./cost/cost-buckets.js";
import { costLimit } from "./cost/cost-limit.js";
import { registerEventStream } from "./event-stream.js";
import { createHttpServer } from "./http-server.js";
import { operationMetrics } from "./metrics.js";
import { operationSpans } from "./operation-spans.js";
import { registeredDocuments } from "./registered-documents.js";
import { schemaOf } from "./schema.js";
import { registerWebsocket } from "./websocket.js";

/** Parts and schema put together, ready to listen; `hasStarted` is what `/readyz` waits for. */
export async function createServerOf(
  parts: ApiParts,
  services: Services,
  hasStarted: () => boolean,
): Promise<FastifyInstance> {
  const schema = await schemaOf(parts);
  const { introspection, costPerSecond } = services.configuration;
  const apollo = createApollo(schema, services.log.child({ part: "graphql" }), {
    introspection,
    documents: registeredDocuments(services.configuration),
    plugins: [
      operationMetrics,
      ...(isTracingOn() ? [operationSpans] : []),
      ...(costPerSecond > 0 ? [costLimit(schema, new CostBuckets(costPerSecond))] : []),
    ],
  });
  await apollo.start();
  const app = await createHttpServer({ services, apollo, pages: parts.pages, hasStarted });
  registerWebsocket(app, services, schema);
  registerEventStream(app, services, schema);
  app.addHook("onClose", async () => apollo.stop());
  return app;
}
