import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { RequestContext } from "../../graphql/index.js";
import { type Actor, DomainError } from "../../kernel/index.js";
import { costOf, type DocumentCost } from "../query-limits.js";
import type { CostBuckets } from "./cost-buckets.js";
import { countFields } from "./count-fields.js";

/** What a call cost, as `extensions.cost` tells it. */
export interface Cost {
  /** Fields that it could resolve at most, dear ones by their weight. */
  readonly requested: number;
  /** Fields of the answer, and the weights of the dear ones; what was not used is given back. Null where it was refused. */
  readonly actual: number | null;
  /** What is left, and how much comes back each second. */
  readonly available: number;
  readonly restoreRate: number;
}

/**
 * Lets each credential spend no more than comes back in time, by what its calls cost. Gateways are left out: decisions
 * must not wait, and their keys are the operator's. So are callers without a credential, who have limits of their own.
 */
export function costLimit(schema: GraphQLSchema, buckets: CostBuckets): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue: { actor } }) {
      const credential = credentialOf(actor);
      if (credential === null) return;
      let cost: DocumentCost | null = null;
      let isTaken = false;
      return {
        async didResolveOperation({ document, request }) {
          cost = costOf(schema, document, request.variables ?? {}, request.operationName);
          isTaken = buckets.take(credential, cost.requested);
          if (!isTaken) throw tooMuch(buckets.secondsUntil(credential, cost.requested));
        },
        async willSendResponse({ response }) {
          if (cost === null || response.body.kind !== "single") return;
          const { singleResult } = response.body;
          const { requested, dear } = cost;
          const actual = isTaken ? Math.min(requested, countFields(singleResult.data) + dear) : null;
          if (actual !== null) buckets.giveBack(credential, requested - actual);
          const available = Math.floor(buckets.available(credential));
          tell(singleResult, { requested, actual, available, restoreRate: buckets.restoreRate });
        },
      };
    },
  };
}

function tell(result: { extensions?: Record<string, unknown> }, cost: Cost): void {
  result.extensions = { ...result.extensions, cost };
}

function tooMuch(retryAfterSeconds: number): GraphQLError {
  const message = "Your calls have cost what they may for now: ask for less, or less often";
  return new GraphQLError(message, {
    originalError: new DomainError("COST_SPENT", message, { retryAfterSeconds }),
    extensions: { http: { status: 429 } },
  });
}

function credentialOf({ kind, id, role }: Actor): string | null {
  return role === null || role === "GATEWAY" || id === null ? null : `${kind} ${id}`;
}
