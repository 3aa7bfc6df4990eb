import type { EntityManager } from "typeorm";
import { RESELLER_LABEL_LENGTH } from "../kernel/index.js";
import { knownPerson, type Recipient, strangerAt } from "../outbox/index.js";
import type { Account } from "./account.entity.js";
import { Domain } from "./domain.entity.js";
import { isProven } from "./domain-proof.js";

/** Where mail for an account's user goes. In a domain that is not proven the mailbox may be a stranger's. */
export async function mailboxOfAccount(
  manager: EntityManager,
  { address, domainId, resellerPath }: Pick<Account, "address" | "domainId" | "resellerPath">,
): Promise<Recipient> {
  const domain = await manager.findOneBy(Domain, { id: domainId });
  return isProven(domain) ? knownPerson(address) : strangerAt(address, resellerPath.slice(0, RESELLER_LABEL_LENGTH));
}
