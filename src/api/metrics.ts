import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { currentRevision } from "../feed/index.js";
import { gatewayFigures } from "../gateways/index.js";
import type { RequestContext, Services } from "../graphql/index.js";
import type { LmtpServerOutcome } from "../intake/index.js";
import { nextHopTrouble, outboxCounts } from "../outbox/index.js";

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const operations = new Histogram({
  name: "mayfrom_graphql_operation_seconds",
  help: "Time a GraphQL operation took, by its first field and its outcome (an error code, or ok).",
  labelNames: ["operation", "outcome"] as const,
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});

const requests = new Counter({
  name: "mayfrom_http_requests_total",
  help: "HTTP requests, by route and status.",
  labelNames: ["route", "status"] as const,
  registers: [registry],
});

const lmtpMessages = new Counter({
  name: "mayfrom_lmtp_messages_total",
  help: "Messages that came by LMTP, by what became of them.",
  labelNames: ["outcome"] as const,
  registers: [registry],
});

const revision = new Gauge({
  name: "mayfrom_revision",
  help: "Number of the last committed change.",
  registers: [registry],
});

const outbox = new Gauge({
  name: "mayfrom_outbox_mails",
  help: "Mails in the outbox, by state.",
  labelNames: ["state"] as const,
  registers: [registry],
});

const gateways = new Gauge({
  name: "mayfrom_gateways",
  help: "Gateways heard of in the last day, by whether their data is current or stale.",
  labelNames: ["state"] as const,
  registers: [registry],
});

const gatewayLag = new Gauge({
  name: "mayfrom_gateway_lag_seconds",
  help: "How far the gateway that is furthest behind was when it last reported.",
  registers: [registry],
});

const nextHopDown = new Gauge({
  name: "mayfrom_next_hop_down_seconds",
  help: "For how long no mail has left for a reason that is not the mail's own; 0 while mails leave.",
  registers: [registry],
});

/** `GET /metrics` in the Prometheus text format. */
export function registerMetrics(app: FastifyInstance, services: Services): void {
  app.addHook("onResponse", async (request, reply) => {
    requests.inc({ route: request.routeOptions.url ?? "unknown", status: reply.statusCode });
  });
  app.get("/metrics", async (_request, reply) => {
    const { reader } = services.database;
    revision.set(await currentRevision(reader));
    const { current, stale, mostLagSeconds } = await gatewayFigures(reader, services.clock.now());
    gateways.set({ state: "current" }, current);
    gateways.set({ state: "stale" }, stale);
    gatewayLag.set(mostLagSeconds);
    for (const [state, count] of Object.entries(await outboxCounts(reader))) {
      if (typeof count === "number") outbox.set({ state }, count);
    }
    const trouble = await nextHopTrouble(reader);
    nextHopDown.set(trouble === null ? 0 : (services.clock.now().getTime() - trouble.since.getTime()) / 1_000);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** For the LMTP server that `serve` opens beside the API. */
export function countLmtpMessage(outcome: LmtpServerOutcome): void {
  lmtpMessages.inc({ outcome });
}

/** Times each operation under the name of its first field: names of the schema, not of the caller's choosing. */
export const operationMetrics: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    const stop = operations.startTimer();
    return {
      async willSendResponse({ operation, response }) {
        const first = operation?.selectionSet.selections[0];
        const errors = response.body.kind === "single" ? response.body.singleResult.errors : undefined;
        stop({
          operation: first?.kind === "Field" ? first.name.value : "unknown",
          outcome: String(errors?.[0]?.extensions?.code ?? "ok"),
        });
      },
    };
  },
};
