import type { EntityManager } from "typeorm";
import { Administrator, HAS_CONFIRMED_MAILBOX, mailboxOfAdministrator } from "../access/index.js";
import type { Recipient } from "../outbox/index.js";
import type { Domain } from "../tenancy/index.js";

const MAX_MAILBOXES = 10;

/** Who is told that something waits for approval: the domain's administrators, or its reseller's where it has none. */
export async function mailboxesOfAdministrators(
  manager: EntityManager,
  domain: Domain,
): Promise<{ id: string; mailbox: Recipient; language: string | null }[]> {
  const ofDomain = await withMail(manager, "administrator.domainId = :value", domain.id);
  if (ofDomain.length > 0) return ofDomain;
  return withMail(
    manager,
    "administrator.domainId IS NULL AND administrator.resellerPath = :value",
    domain.resellerPath,
  );
}

async function withMail(manager: EntityManager, condition: string, value: string) {
  const administrators = await manager
    .createQueryBuilder(Administrator, "administrator")
    .where(condition, { value })
    .andWhere(HAS_CONFIRMED_MAILBOX)
    .orderBy("administrator.id", "ASC")
    .limit(MAX_MAILBOXES)
    .getMany();
  return administrators.flatMap((administrator) => {
    const mailbox = mailboxOfAdministrator(administrator);
    return mailbox === null ? [] : [{ id: administrator.id, mailbox, language: administrator.language }];
  });
}
