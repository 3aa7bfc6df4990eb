import { In } from "typeorm";
import { Authorization, findIdentityByKey, hasOwnerSaidNo, type Identity } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { parseEmailAddress, rowAcrossTenants, withoutSubaddress } from "../../kernel/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { type Account, findHostedDomain, keysAtTargets, placeOfDomain } from "../../tenancy/index.js";
import { OPEN_STATES } from "../questions.queries.js";
import { Verification } from "../verification.entity.js";

/**
 * Whether an account may use an address for a while before its owner has answered. Never where somebody who may has
 * spoken against it, where nobody can answer, or where the address is another reseller's to give.
 */
export async function mayGrandfather(tx: Transaction, account: Account, identity: Identity): Promise<boolean> {
  const hosted = await findHostedDomain(tx.manager, identity.domain);
  const domain = rowAcrossTenants(hosted, "whose it is and what it says of approvals decides; nothing of it is shown");
  if (domain !== null) {
    if (domain.resellerPath !== account.resellerPath) return false;
    const { approvalRule } = await effectivePolicy(tx.manager, placeOfDomain(domain));
    if (approvalRule === "NEVER") return false;
  }
  for (const each of await sameMailbox(tx, identity)) {
    if (each.blockedAt !== null || each.undeliverableAt !== null) return false;
    if (await hasOwnerSaidNo(tx.manager, each.id)) return false;
    if (await hasOpenQuestion(tx, each.id)) return false;
  }
  return true;
}

/**
 * The address, the same where its domain is an alias, and what both most likely are without a subaddress: who has refused
 * one has not allowed the other.
 */
async function sameMailbox(tx: Transaction, identity: Identity): Promise<Identity[]> {
  const { addressKey } = identity;
  const atTarget = (await keysAtTargets(tx.manager, [addressKey], "PROVEN")).get(addressKey);
  const found = [identity];
  for (const key of atTarget === undefined ? [addressKey] : [addressKey, atTarget]) {
    const parsed = parseEmailAddress(key);
    const base = parsed.ok ? withoutSubaddress(parsed.address, "+") : null;
    const others = key === addressKey ? [base?.key] : [key, base?.key];
    for (const other of others) {
      const known = other === undefined ? null : await findIdentityByKey(tx.manager, other);
      if (known !== null) found.push(known);
    }
  }
  return found;
}

async function hasOpenQuestion(tx: Transaction, identityId: string): Promise<boolean> {
  const found = await tx.manager
    .createQueryBuilder(Verification, "question")
    .innerJoin(Authorization, "authorization", "authorization.id = question.authorizationId")
    .where({ state: In([...OPEN_STATES]) })
    .andWhere("authorization.identityId = :identityId", { identityId })
    .limit(1)
    .getOne();
  return found !== null;
}
