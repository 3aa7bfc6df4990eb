import { type Database } from "../../src/database/index.js";
import { newIdentifier, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { Account, Domain, Reseller, TenantState } from "../../src/tenancy/index.js";
import { createDomain } from "../../src/tenancy/operations/create-domain.js";
import { createReseller } from "../../src/tenancy/operations/create-reseller.js";

export interface ResellerParts {
  readonly parent?: Reseller;
  readonly brandName?: string;
  readonly supportContact?: string;
  readonly language?: string;
}

let serial = 0;

export function plantReseller(database: Database, { parent, ...branding }: ResellerParts = {}): Promise<Reseller> {
  const slug = `reseller-${++serial}`;
  return database.write((tx) =>
    createReseller(tx, SYSTEM_ACTOR, { name: slug, slug, parentId: parent?.id ?? null, ...branding }),
  );
}

export function plantDomain(database: Database, reseller: Reseller, name = `domain-${++serial}.test`): Promise<Domain> {
  return database.write((tx) => createDomain(tx, SYSTEM_ACTOR, { resellerId: reseller.globalId, name }));
}

/** Straight into the table: for tests that need more accounts than a batch makes. */
export async function plantAccounts(database: Database, domain: Domain, count: number): Promise<void> {
  const now = new Date();
  const rows = Array.from({ length: count }, (_, index) => ({
    id: newIdentifier(),
    domainId: domain.id,
    resellerPath: domain.resellerPath,
    address: `user${index}@${domain.name}`,
    addressKey: `user${index}@${domain.name}`,
    passwordHash: null,
    state: TenantState.ACTIVE,
    suspendedReason: null,
    suspendedBy: null,
    language: null,
    createdAt: now,
    updatedAt: now,
  }));
  await database.write(async (tx) => {
    for (let start = 0; start < rows.length; start += 500) {
      await tx.manager.insert(Account, rows.slice(start, start + 500) as never);
    }
  });
}
