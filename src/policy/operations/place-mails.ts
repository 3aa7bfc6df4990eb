import type { EntityManager } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { parseEmailAddress, rowAcrossTenants } from "../../kernel/index.js";
import { mailboxOf, placeQueuedMails } from "../../outbox/index.js";
import { accountOfProvenAlias, keysAtTargets } from "../../tenancy/index.js";
import { effectivePolicy } from "../policy-levels.queries.js";
import { subaddressDelimitersOf } from "../subaddresses.queries.js";

/**
 * The mailbox that an address is delivered to, for budgets: at a proven domain hosted here that of the account whose alias
 * it is, also at a domain alias. What a domain says of its subaddresses comes on top of `+`: whoever runs it must not lift
 * what protects others, and of a domain that is not proven its tenant says nothing.
 */
export async function mailboxAt(manager: EntityManager, addressKey: string): Promise<string> {
  const key = (await keysAtTargets(manager, [addressKey], "PROVEN")).get(addressKey) ?? addressKey;
  const mailbox = await withoutSubaddressAt(manager, key);
  const account = await accountOfProvenAlias(manager, [key, mailbox]);
  const holder = rowAcrossTenants(account, "it says which addresses are one mailbox, for a budget of ours");
  return holder === null ? mailbox : withoutSubaddressAt(manager, holder.addressKey);
}

async function withoutSubaddressAt(manager: EntityManager, key: string): Promise<string> {
  const domain = key.slice(key.lastIndexOf("@") + 1);
  const delimiters = (await subaddressDelimitersOf(manager, [domain])).get(domain) ?? "";
  return mailboxOf(key, `+${delimiters}`);
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
