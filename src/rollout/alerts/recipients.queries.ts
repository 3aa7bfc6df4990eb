import type { EntityManager } from "typeorm";
import { Administrator, HAS_CONFIRMED_MAILBOX, mailboxOfAdministrator } from "../../access/index.js";
import type { Scope } from "../../kernel/index.js";
import type { Recipient } from "../../outbox/index.js";
import { Domain, Reseller } from "../../tenancy/index.js";

/** An administrator who has confirmed where mail reaches them. */
export interface ReachableAdministrator {
  readonly administrator: Administrator;
  readonly mailbox: Recipient;
}

const MAX_RECIPIENTS = 20;
const ROWS_PER_QUERY = 100;

/** Who is told about something at this place: the domain's administrators and its reseller's. */
export async function administratorsOf(
  manager: EntityManager,
  place: { readonly resellerPath: string | null; readonly domainId: string | null },
): Promise<ReachableAdministrator[]> {
  const query = manager.createQueryBuilder(Administrator, "administrator").where(HAS_CONFIRMED_MAILBOX);
  if (place.resellerPath === null) {
    query.andWhere("administrator.role = 'OPERATOR'");
  } else {
    query.andWhere(
      "(administrator.domainId = :domainId OR (administrator.domainId IS NULL AND administrator.resellerPath = :path))",
      { domainId: place.domainId ?? "", path: place.resellerPath },
    );
  }
  const found = await query.orderBy("administrator.id", "ASC").limit(MAX_RECIPIENTS).getMany();
  return found.flatMap(reachable);
}

/** Everybody who gets digests: administrators of resellers and domains with a confirmed address, a page at a time. */
export async function* digestRecipients(manager: EntityManager): AsyncGenerator<ReachableAdministrator> {
  let after = "";
  for (;;) {
    const rows = await manager
      .createQueryBuilder(Administrator, "administrator")
      .where(`${HAS_CONFIRMED_MAILBOX} AND administrator.role <> 'OPERATOR'`)
      .andWhere("administrator.id > :after", { after })
      .andWhere("NOT EXISTS (SELECT 1 FROM digest_unsubscription u WHERE u.administratorId = administrator.id)")
      .orderBy("administrator.id", "ASC")
      .limit(ROWS_PER_QUERY)
      .getMany();
    yield* rows.flatMap(reachable);
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_PER_QUERY) return;
    after = last.id;
  }
}

/** What the administrator administers, and what it is called; null when it is gone. */
export async function scopeOfAdministrator(
  manager: EntityManager,
  { role, domainId, resellerId }: Administrator,
): Promise<{ scope: Scope; name: string; resellerPath: string } | null> {
  if (role === "DOMAIN_ADMIN") {
    const domain = domainId === null ? null : await manager.findOneBy(Domain, { id: domainId });
    if (domain === null) return null;
    const { id, name, resellerPath } = domain;
    return { scope: { kind: "DOMAIN", domainId: id, domainName: name, resellerPath }, name, resellerPath };
  }
  const reseller = resellerId === null ? null : await manager.findOneBy(Reseller, { id: resellerId });
  if (reseller === null) return null;
  const scope: Scope = { kind: "RESELLER", resellerId: reseller.id, resellerPath: reseller.path };
  return { scope, name: reseller.name, resellerPath: reseller.path };
}

function reachable(administrator: Administrator): ReachableAdministrator[] {
  const mailbox = mailboxOfAdministrator(administrator);
  return mailbox === null ? [] : [{ administrator, mailbox }];
}
