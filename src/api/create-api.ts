import type { FastifyInstance } from "fastify";
import type { Services } from "../request/index.js";
import { createApollo } from "./apollo.js";
import { createHttpServer } from "./http-server.js";
import { operationMetrics } from "./metrics.js";
import { pages } from "./pages.js";
import { buildApiSchema } from "./schema.js";
import { registerWebsocket } from "./websocket.js";

/**
 * The whole API, ready to listen. Closing the returned server ends everything it started. `hasStarted`: whether what it
 * begins with is there, which `/readyz` waits for.
 */
export async function createApi(services: Services, hasStarted = () => true): Promise<FastifyInstance> {
  const schema = await buildApiSchema();
  const apollo = createApollo(schema, services.log.child({ part: "graphql" }), services.configuration.introspection, [
    operationMetrics,
  ]);
  await apollo.start();
  const app = await createHttpServer({ services, apollo, pages, hasStarted });
  registerWebsocket(app, services, schema);
  app.addHook("onClose", async () => apollo.stop());
  return app;
}
