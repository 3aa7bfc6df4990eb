import { actorNameAt } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import {
  type Actor,
  badInput,
  because,
  conflict,
  newIdentifier,
  newInstance,
  rankOf,
  requireDomainName,
  requireScope,
} from "../../kernel/index.js";
import { isPublicSuffix, lockAccount, placeOfAccount } from "../../tenancy/index.js";
import { AuthorizationReason, reasonBecause } from "../authorization-reason.js";
import { DomainAuthorization, DomainAuthorizationState, DomainProof } from "../domain-authorization.entity.js";
import { DOMAIN_AUTHORIZATION_STATES } from "../domain-authorization-states.js";
import { administersDomain } from "../proof.js";
import { recordDomainAuthorization } from "../record-authorization.js";
import { requireNoPauseIn } from "./keep-pauses.js";

export interface DomainAuthorizationRequest {
  readonly accountId: string;
  readonly domain: string;
}

const ASKED_BEFORE: Readonly<Record<Exclude<DomainAuthorizationState, DomainAuthorizationState.REVOKED>, string>> = {
  PENDING: "This was asked for already; verifyDomainAuthorization checks its TXT record",
  AUTHORIZED: "The account may send as anyone in this domain already",
  PAUSED: "Its TXT record is gone; publish it again, and verifyDomainAuthorization checks it",
};

/**
 * "May send as anyone in this domain": at once where the caller administers the domain and it is hosted here, otherwise
 * PENDING until a TXT record shows that the domain's owner agrees. Throws CONFLICT when it is there already.
 */
export async function requestDomainAuthorization(
  tx: Transaction,
  actor: Actor,
  input: DomainAuthorizationRequest,
): Promise<DomainAuthorization> {
  const account = await lockAccount(tx, requireScope(actor), input.accountId);
  const domain = requireDomainName(input.domain, "input.domain");
  if (isPublicSuffix(domain)) {
    throw badInput(
      "PUBLIC_SUFFIX",
      "input.domain",
      "Nobody may send as everybody under a public suffix",
      "a registered domain",
    );
  }
  const known = await tx.manager.findOneBy(DomainAuthorization, { accountId: account.id, domain });
  if (known !== null && known.state !== DomainAuthorizationState.REVOKED) {
    throw conflict(because("DOMAIN_ASKED_ALREADY", { state: known.state }), ASKED_BEFORE[known.state], "input.domain");
  }
  await requireNoPauseIn(tx.manager, actor, { accountId: account.id, domain });
  const isHosted = await administersDomain(tx.manager, actor, domain);
  const states = DOMAIN_AUTHORIZATION_STATES;
  const begun = isHosted ? DomainAuthorizationState.AUTHORIZED : DomainAuthorizationState.PENDING;
  const row = newInstance(DomainAuthorization, {
    id: known?.id ?? newIdentifier(),
    createdAt: known?.createdAt ?? tx.now,
    accountId: account.id,
    domainId: account.domainId,
    resellerPath: account.resellerPath,
    domain,
    state: known === null ? begun : states.next(known.state, isHosted ? "GRANT" : "ASK_AGAIN"),
    proof: isHosted ? DomainProof.HOSTED : DomainProof.DNS_TXT,
    reason: isHosted
      ? reasonBecause(AuthorizationReason.HOSTED_DOMAIN, { who: actorNameAt(placeOfAccount(account), actor) })
      : null,
    givenBy: isHosted ? rankOf(requireScope(actor)) : null,
    authorizedAt: isHosted ? tx.now : null,
    expiresAt: null,
  });
  await tx.manager.save(DomainAuthorization, row);
  const action = isHosted ? "domain_authorization.granted" : "domain_authorization.requested";
  recordDomainAuthorization(tx, actor, { action, row, account: account.address, after: { state: row.state } });
  return row;
}
