import { Authorization, pauseAuthorization, resumeAuthorization } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { fromGlobalId, requireExpectedCount } from "../../graphql/index.js";
import type { GlobalId } from "../../kernel/index.js";
import {
  answerItems,
  type ItemAnswer,
  keyedCall,
  ofVersions,
  oneByOne,
  type RememberedAnswer,
  requireBatch,
  requireVersionOfEach,
} from "../../tenancy/index.js";
import type { AuthorizationsInput, ReasonedAuthorizationsInput } from "../batch.input.js";
import type { NoRoutes } from "../mail-route.js";
import { resendVerification } from "./add-identity.js";
import type { BulkCaller } from "./decide-in-bulk.js";

const LIST = "input.authorizationIds";

type Answer = Promise<RememberedAnswer<ItemAnswer[]>>;

/** In one transaction, each as `pauseAuthorization` does it. */
export function pauseAuthorizations(caller: BulkCaller, input: ReasonedAuthorizationsInput): Answer {
  return onEach(caller, "pauseAuthorizations", input, (tx, id) =>
    pauseAuthorization(tx, caller.actor, id, input.reason),
  );
}

export function resumeAuthorizations(caller: BulkCaller, input: ReasonedAuthorizationsInput): Answer {
  return onEach(caller, "resumeAuthorizations", input, (tx, id) =>
    resumeAuthorization(tx, caller.actor, id, input.reason),
  );
}

/** Each question counts against the budgets, as one that is mailed again by itself does. */
export function resendVerifications(caller: BulkCaller, input: AuthorizationsInput, noRoutes: NoRoutes): Answer {
  return onEach(caller, "resendVerifications", input, (tx, id) =>
    resendVerification(tx, caller.actor, caller.mailer, { authorizationId: id, noRoutes }),
  );
}

function onEach(
  { database, actor, key }: BulkCaller,
  operation: string,
  input: AuthorizationsInput,
  act: (tx: Transaction, id: string) => Promise<{ readonly id: string }>,
): Answer {
  const { authorizationIds, ifUpdatedAt, onError } = input;
  requireBatch(authorizationIds, LIST);
  requireVersionOfEach(ifUpdatedAt, authorizationIds.length);
  requireExpectedCount(input, authorizationIds.length);
  return answerItems(database, {
    call: keyedCall(actor, operation, { input, ring: key }),
    items: authorizationIds,
    onError,
    work: ofVersions(
      { Entity: Authorization, idOf: (id: GlobalId) => id, ifUpdatedAt },
      LIST,
      oneByOne((tx, id) => act(tx, fromGlobalId("Authorization", id)), LIST),
    ),
  });
}
