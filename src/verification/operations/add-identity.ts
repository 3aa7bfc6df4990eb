import {
  type Authorization,
  type AuthorizationRequest,
  AuthorizationState,
  lockIdentity,
  moveTo,
  namesOf,
  requestAuthorizations,
  requireOwnAuthorization,
  requireTimeToAskAgain,
  saveAuthorization,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, because, conflict, required, requireMayUndo, requireScope } from "../../kernel/index.js";
import { requireAccount } from "../../tenancy/index.js";
import { requireAskable } from "../askable-address.js";
import { isAskable } from "../askable-states.js";
import { NOTHING_LOOKED_UP, type NoRoutes } from "../mail-route.js";
import type { VerificationKeys } from "../verification-keys.js";
import { askOwner } from "./ask-owner.js";
import { settleQuestions } from "./settle-questions.js";

export interface IdentityToAdd {
  readonly input: AuthorizationRequest;
  readonly noRoutes?: NoRoutes | undefined;
}

/** An account wants to send as an address: authorized at once where that is proven, otherwise its owner is asked. */
export async function addIdentity(
  tx: Transaction,
  actor: Actor,
  mailer: VerificationKeys,
  { input, noRoutes = NOTHING_LOOKED_UP }: IdentityToAdd,
): Promise<Authorization> {
  const [authorization] = await addManyIdentities(tx, actor, mailer, {
    inputs: [input],
    fieldOf: () => "input",
    noRoutes,
  });
  return required(authorization);
}

export interface IdentitiesToAdd {
  readonly inputs: readonly AuthorizationRequest[];
  readonly fieldOf: (index: number) => string;
  readonly noRoutes: NoRoutes;
}

/** The same for many, all or none. */
export async function addManyIdentities(
  tx: Transaction,
  actor: Actor,
  mailer: VerificationKeys,
  { inputs, fieldOf, noRoutes }: IdentitiesToAdd,
): Promise<Authorization[]> {
  const requested = await requestAuthorizations(tx, actor, { requests: inputs, fieldOf });
  const proven = requested.filter(
    ({ authorization, isJoined }) => isJoined !== true && authorization.state !== AuthorizationState.PENDING,
  );
  await settleQuestions(
    tx,
    mailer,
    proven.map(({ authorization }) => authorization.id),
  );
  for (const [index, each] of requested.entries()) {
    if (each.isJoined === true || each.authorization.state !== AuthorizationState.PENDING) continue;
    requireAskable(each.account.addressKey, each.identity.addressKey, fieldOf(index));
    await askOwner(tx, actor, mailer, { requested: each, asking: { noRoutes, field: `${fieldOf(index)}.address` } });
  }
  return requested.map(({ authorization }) => authorization);
}

export interface QuestionToResend {
  readonly authorizationId: string;
  readonly noRoutes?: NoRoutes | undefined;
}

/** Asks anew; the older link ends. Throws CONFLICT where there is nothing to ask, RATE_LIMITED past the limit. */
export async function resendVerification(
  tx: Transaction,
  actor: Actor,
  mailer: VerificationKeys,
  { authorizationId, noRoutes = NOTHING_LOOKED_UP }: QuestionToResend,
): Promise<Authorization> {
  const authorization = await requireOwnAuthorization(tx, actor, authorizationId);
  if (!isAskable(authorization)) {
    throw conflict(
      because("NOT_IN_THIS_STATE", { state: authorization.state }),
      `An authorization that is ${authorization.state} has no question to be sent again`,
    );
  }
  requireMayUndo(authorization.pausedBy, requireScope(actor), "This pause");
  await requireTimeToAskAgain(tx, authorization);
  if (authorization.state === AuthorizationState.EXPIRED) {
    const before = { state: authorization.state };
    moveTo(authorization, "ASK_AGAIN", tx.now, { reason: null, scope: actor.scope });
    authorization.expiresAt = null;
    const names = await namesOf(tx.manager, authorization);
    await saveAuthorization(tx, actor, { action: "authorization.requested", authorization, names, before });
  }
  const account = await requireAccount(tx.manager, requireScope(actor), authorization.accountId);
  const identity = await lockIdentity(tx, authorization.identityId);
  await askOwner(tx, actor, mailer, {
    requested: { authorization, account, identity },
    asking: { noRoutes, field: "authorizationId" },
  });
  return authorization;
}
