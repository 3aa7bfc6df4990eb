import { type RequestedAuthorization, wordAgainst } from "../../authorizations/index.js";
import { insertRow, moveRows, type Transaction } from "../../database/index.js";
import { dayOf, isoDay, newIdentifier, rowAcrossTenants } from "../../kernel/index.js";
import { queueMail } from "../../outbox/index.js";
import { effectivePolicy } from "../../policy/index.js";
import {
  brandingFor,
  type Domain,
  findAccountReceivingAt,
  findProvenDomain,
  placeOfDomain,
} from "../../tenancy/index.js";
import { Approval, ApprovalState } from "../approval.entity.js";
import { APPROVAL_STATES } from "../approval-states.js";
import { mailboxesOfAdministrators } from "../domain-administrators.queries.js";
import type { VerificationKeys } from "../verification-keys.js";

/** Who decides about an address, by the rule of the hosted domain it is in. */
export type Route =
  /** No hosted domain, or one that is not proven: the owner alone. */
  | { readonly kind: "OWNER" }
  /** The owner, or the domain's administrators. */
  | { readonly kind: "APPROVAL"; readonly domain: Domain }
  | { readonly kind: "APPROVED_BY_RULE" }
  | { readonly kind: "REFUSED_BY_RULE" }
  /** Nobody is asked, and nothing shows it. */
  | { readonly kind: "SILENT" };

export async function routeOf(
  tx: Transaction,
  { authorization, account, identity }: RequestedAuthorization,
): Promise<Route> {
  const found = await findProvenDomain(tx.manager, identity.domain);
  const domain = rowAcrossTenants(found, "its rules say who is asked, and the answer does not say which they are");
  if (domain === null) return { kind: "OWNER" };
  const { approvalRule } = await effectivePolicy(tx.manager, placeOfDomain(domain));
  const isSameDomain = account.domainId === domain.id;
  // Nobody but the owner takes back what the owner has refused.
  const isRefused = wordAgainst("APPROVE", null, authorization, identity) !== null;
  if (isRefused && approvalRule !== "NEVER") return { kind: "OWNER" };
  switch (approvalRule) {
    case "ASK":
      return { kind: "APPROVAL", domain };
    case "NEVER":
      // Another tenant must not learn from the answer how this domain is run.
      return isSameDomain ? { kind: "REFUSED_BY_RULE" } : { kind: "SILENT" };
    case "APPROVE_SAME_DOMAIN": {
      // A colleague's mailbox is the colleague's: the rule covers addresses that are nobody's own.
      const isSomebodys = (await findAccountReceivingAt(tx.manager, identity.addressKey)) !== null;
      return isSameDomain && !isSomebodys ? { kind: "APPROVED_BY_RULE" } : { kind: "APPROVAL", domain };
    }
  }
}

/** Puts the request before the domain's administrators, who get one mail a day at most about what waits for them. */
export async function queueForApproval(
  tx: Transaction,
  mailer: VerificationKeys,
  { authorization, account, identity }: RequestedAuthorization,
  domain: Domain,
): Promise<void> {
  const place = { domainId: domain.id, resellerPath: domain.resellerPath };
  const waiting = {
    ...place,
    createdAt: tx.now,
    decidedAt: null,
    decidedBy: null,
    decidedRank: null,
    retiredQuestionId: null,
  };
  const authorizationId = authorization.id;
  if (
    (await moveRows(tx, Approval, {
      where: { authorizationId },
      step: APPROVAL_STATES.step("ASK_AGAIN"),
      changes: waiting,
    })) === 0
  ) {
    await insertRow(tx, Approval, { id: newIdentifier(), authorizationId, state: ApprovalState.WAITING, ...waiting });
  }
  const branding = await brandingFor(tx.manager, domain.resellerPath);
  const day = isoDay(dayOf(tx.now, branding.timeZone));
  const count = await tx.manager.countBy(Approval, { domainId: domain.id, state: ApprovalState.WAITING });
  for (const { id, mailbox, language } of await mailboxesOfAdministrators(tx.manager, domain)) {
    await queueMail(tx, mailer.sealer, {
      uniqueKey: `approval-request:${day}:${domain.id}:${id}`,
      template: "approval-request",
      language: language ?? branding.language,
      to: mailbox,
      parameters: {
        accountAddress: account.addressKey,
        address: identity.address,
        domain: domain.name,
        brandName: branding.brandName,
        supportContact: branding.supportContact,
        timeZone: branding.timeZone,
        colour: branding.colour,
        logo: branding.logo,
        count,
      },
      subjectId: domain.id,
    });
  }
}
