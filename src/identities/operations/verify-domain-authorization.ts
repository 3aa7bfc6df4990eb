import type { Database } from "../../database/index.js";
import type { Resolver } from "../../dns/index.js";
import { type Actor, conflict, DomainError } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import { DomainAuthorization, DomainAuthorizationState } from "../domain-authorization.entity.js";
import { requireOwnDomainAuthorization } from "../domain-authorization.queries.js";
import { reasonText } from "../reason-text.js";
import { recordDomainAuthorization } from "../record-authorization.js";

/** Where the domain's owner puts the record, and what it must say. */
export function expectedRecord(row: Pick<DomainAuthorization, "domain" | "challenge">) {
  return { name: `_mayfrom.${row.domain}`, value: `mayfrom=${row.challenge}` };
}

/**
 * Looks for the TXT record and authorizes when it is there. The look-up happens before the transaction begins. Throws
 * CONFLICT, which says what record is wanted where, when it is not there, and UNAVAILABLE when no name server answers.
 */
export async function verifyDomainAuthorization(
  database: Database,
  actor: Actor,
  id: string,
  resolver: Resolver,
): Promise<DomainAuthorization> {
  const asked = await requireOwnDomainAuthorization(database.reader, actor, id);
  requirePending(asked);
  const { name, value } = expectedRecord(asked);
  const finding = await resolver.look({ name, type: "TXT" });
  if (finding.kind === "UNKNOWN" || finding.kind === "DIFFERENT") {
    throw new DomainError("UNAVAILABLE", `The TXT records of ${name} cannot be looked up right now`, {
      retryAfterSeconds: 60,
    });
  }
  const records = finding.kind === "FOUND" ? finding.values : [];
  if (!records.some((record) => record.trim() === value)) {
    throw conflict(`${name} has no TXT record "${value}"; a new record may take a while to be seen`);
  }
  return database.write(async (tx) => {
    const row = await requireOwnDomainAuthorization(tx.manager, actor, id);
    requirePending(row);
    // A challenge that was renewed meanwhile is another question.
    if (row.challenge !== asked.challenge) throw conflict("This request was renewed; look at its new record");
    row.state = DomainAuthorizationState.AUTHORIZED;
    row.authorizedAt = tx.now;
    row.reason = reasonText(`TXT record at ${name}`);
    await tx.manager.save(DomainAuthorization, row);
    const account = await tx.manager.findOneByOrFail(Account, { id: row.accountId });
    recordDomainAuthorization(tx, actor, "domain_authorization.verified", row, account.address);
    return row;
  });
}

function requirePending({ state }: DomainAuthorization): void {
  if (state !== DomainAuthorizationState.PENDING) {
    throw conflict(`A domain authorization that is ${state} has nothing to verify`);
  }
}
