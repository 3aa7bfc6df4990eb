import type { EntityManager } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { parseEmailAddress, rowAcrossTenants } from "../../kernel/index.js";
import { mailboxOf, placeQueuedMails } from "../../outbox/index.js";
import { findHostedDomain, isProven, keysAtTargets, placeOfDomain } from "../../tenancy/index.js";
import { effectivePolicy } from "../policy-levels.queries.js";

/**
 * The mailbox that an address is delivered to, for budgets, at a proven domain alias that of the domain. What a hosted
 * domain says of its subaddresses comes on top of `+`: whoever runs it must not lift what protects others.
 */
export async function mailboxAt(manager: EntityManager, addressKey: string): Promise<string> {
  const domain = await findHostedDomain(manager, addressKey.slice(addressKey.lastIndexOf("@") + 1));
  const hosted = rowAcrossTenants(domain, "it says which addresses are one mailbox, for a budget of ours");
  if (hosted === null) return mailboxOf(addressKey);
  if (hosted.aliasOfId !== null && isProven(hosted)) {
    const atTarget = (await keysAtTargets(manager, [addressKey], "PROVEN")).get(addressKey);
    if (atTarget !== undefined) return mailboxAt(manager, atTarget);
  }
  const { subaddressDelimiters } = await effectivePolicy(manager, placeOfDomain(hosted));
  return mailboxOf(addressKey, `+${subaddressDelimiters}`);
}

/**
 * Commit step: every mail that this transaction has queued, whoever wrote it, counts against its mailbox's budget, and
 * waits where that is used up.
 */
export async function placeMails(tx: Transaction): Promise<void> {
  await placeQueuedMails(tx, {
    limits: async () => {
      const platform = await effectivePolicy(tx.manager, {});
      return {
        mailsPerMailboxAndDay: platform.requestsPerAddressAndDay,
        noticesPerMailboxAndDay: platform.noticesPerAddressAndDay,
        mailsPerDomainAndHour: platform.requestsPerTargetDomainAndHour,
      };
    },
    mailboxAt(address) {
      const parsed = parseEmailAddress(address);
      return mailboxAt(tx.manager, parsed.ok ? parsed.address.key : address.toLowerCase());
    },
  });
}
