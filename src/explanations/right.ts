import type { EntityManager } from "typeorm";
import { type AuditEvent, listAuditEvents } from "../audit/index.js";
import { Authorization, DomainAuthorization } from "../authorizations/index.js";
import { type Decision, parseSenderAddress } from "../decision/index.js";
import { rowsAcrossTenants, type Scope } from "../kernel/index.js";
import { findDomainAliases } from "../tenancy/index.js";
import { MAX_HISTORY } from "./explanation.types.js";

/** What a verdict rests on, or lacks. */
export interface ExplainedRight {
  readonly authorization: Authorization | null;
  readonly domainAuthorization: DomainAuthorization | null;
  /** Newest first, what lies in the viewer's scope. */
  readonly history: AuditEvent[];
}

/** The right behind a decision about an account in the viewer's scope, with its history: a handful of statements. */
export async function explainRight(manager: EntityManager, decision: Decision, viewer: Scope): Promise<ExplainedRight> {
  const { authorizationId } = decision;
  const authorization =
    authorizationId === null ? null : await manager.findOneBy(Authorization, { id: authorizationId });
  const domainAuthorization = authorization === null ? await findForDomain(manager, decision) : null;
  const right = authorization ?? domainAuthorization;
  const history =
    right === null
      ? []
      : (
          await listAuditEvents({ reader: manager }, viewer, {
            filter: { subjectId: right.id },
            page: { first: MAX_HISTORY },
          })
        ).rows;
  return { authorization, domainAuthorization, history: [...history] };
}

async function findForDomain(
  manager: EntityManager,
  { reason, accountId, decidedAddress }: Decision,
): Promise<DomainAuthorization | null> {
  if (accountId === null || (reason !== "DOMAIN_AUTHORIZED" && reason !== "EXPIRED")) return null;
  const parsed = parseSenderAddress(decidedAddress);
  if (!parsed.ok) return null;
  const { domain } = parsed.address;
  const own = await manager.findOneBy(DomainAuthorization, { accountId, domain });
  if (own !== null) return own;
  const [alias] = rowsAcrossTenants(
    await findDomainAliases(manager, [domain]),
    "it says which claim of the account counts",
  );
  return alias?.isProven ? manager.findOneBy(DomainAuthorization, { accountId, domain: alias.target.name }) : null;
}
