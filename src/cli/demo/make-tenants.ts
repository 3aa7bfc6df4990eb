import { createAdministrator } from "../../access/index.js";
import { hashPassword, type Services, toGlobalId } from "../../graphql/index.js";
import { SYSTEM_ACTOR } from "../../kernel/index.js";
import { setPolicy } from "../../policy/index.js";
import {
  createAccounts,
  createDomains,
  createReseller,
  type Reseller,
  resolveScope,
  suspendAccount,
} from "../../tenancy/index.js";
import { FIRST_NAMES, SAMPLE_RESELLERS, SAMPLE_SCHEDULES, scheduleFrom } from "./sample-tree.js";
import { DEMO_PASSWORD } from "./sign-ins.js";

export interface MadeTenants {
  readonly resellerIds: ReadonlyMap<string, string>;
  /** By the domain's first label. */
  readonly domainIds: ReadonlyMap<string, string>;
  /** Inner ids, by address. */
  readonly accountIds: ReadonlyMap<string, string>;
}

/** Resellers, domains, accounts, administrators and policies, through the same operations that callers use. */
export async function makeTenants(services: Services): Promise<MadeTenants> {
  const resellerIds = await makeResellers(services);
  const domainIds = await makeDomains(services, resellerIds);
  const accountIds = await makeAccounts(services, domainIds);
  await makeAdministrators(services, resellerIds, domainIds);
  await makePolicies(services, resellerIds, domainIds);
  await suspendOne(services, accountIds);
  return { resellerIds, domainIds, accountIds };
}

async function makeResellers({ database }: Services): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  await database.write(async (tx) => {
    for (const { slug, name, brandName, phone, parentSlug, language } of SAMPLE_RESELLERS) {
      const parent = parentSlug === undefined ? undefined : ids.get(parentSlug);
      const parentId = parent === undefined ? null : toGlobalId("Reseller", parent);
      const input = { slug, name, brandName, parentId, language, supportContact: phone };
      const reseller: Reseller = await createReseller(tx, SYSTEM_ACTOR, input);
      ids.set(slug, reseller.id);
    }
  });
  return ids;
}

async function makeDomains(
  { database, configuration }: Services,
  resellerIds: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const labels = SAMPLE_RESELLERS.flatMap(({ slug, domains }) => domains.map((label) => ({ slug, label })));
  const items = labels.map(({ slug, label }) => ({
    resellerId: toGlobalId("Reseller", resellerIds.get(slug) ?? ""),
    name: `${label}.example`,
  }));
  const input = { idempotencyKey: "sample domains", items };
  const { answer } = await createDomains(database, SYSTEM_ACTOR, input, configuration.keys.bulkCall);
  return new Map(labels.map(({ label }, index) => [label, answer[index] ?? ""]));
}

async function makeAccounts(
  { database, configuration }: Services,
  domainIds: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const passwordHash = await hashPassword(DEMO_PASSWORD, "password");
  const items = [...domainIds].flatMap(([label, id]) =>
    FIRST_NAMES.map((name, index) => ({
      domainId: toGlobalId("Domain", id),
      address: `${name}@${label}.example`,
      passwordHash,
      aliases: index === 0 ? [`info@${label}.example`, `orders@${label}.example`] : [],
    })),
  );
  const input = { idempotencyKey: "sample accounts", items };
  const { answer } = await createAccounts(database, SYSTEM_ACTOR, input, configuration.keys.bulkCall);
  return new Map(items.map(({ address }, index) => [address, answer[index] ?? ""]));
}

async function makeAdministrators(
  services: Services,
  resellerIds: ReadonlyMap<string, string>,
  domainIds: ReadonlyMap<string, string>,
): Promise<void> {
  const password = DEMO_PASSWORD;
  const resellers = SAMPLE_RESELLERS.map(({ slug }) => ({
    login: slug,
    password,
    scope: { resellerId: toGlobalId("Reseller", resellerIds.get(slug) ?? "") },
    email: `${slug}-team@${slug}.example`,
  }));
  const domains = ["bakery", "boatyard"].map((label) => ({
    login: `${label}-admin`,
    password,
    scope: { domainId: toGlobalId("Domain", domainIds.get(label) ?? "") },
    email: `anna@${label}.example`,
  }));
  // One after the other would hash one password after the other; they only have to be there in the end.
  await Promise.all([...resellers, ...domains].map((input) => createAdministrator(services, SYSTEM_ACTOR, input)));
}

async function makePolicies(
  { database, clock }: Services,
  resellerIds: ReadonlyMap<string, string>,
  domainIds: ReadonlyMap<string, string>,
): Promise<void> {
  await database.write(async (tx) => {
    for (const { reseller, domain, steps } of SAMPLE_SCHEDULES) {
      const input =
        reseller !== undefined
          ? { resellerId: toGlobalId("Reseller", resellerIds.get(reseller) ?? "") }
          : domain !== undefined
            ? { domainId: toGlobalId("Domain", domainIds.get(domain) ?? "") }
            : { platform: true };
      const scope = await resolveScope(tx.manager, SYSTEM_ACTOR, input, "scope");
      await setPolicy(tx, SYSTEM_ACTOR, scope, { schedule: scheduleFrom(steps, clock.now()) });
    }
  });
}

async function suspendOne({ database }: Services, accountIds: ReadonlyMap<string, string>): Promise<void> {
  const id = toGlobalId("Account", accountIds.get("leo@saltworks.example") ?? "");
  await database.write((tx) => suspendAccount(tx, SYSTEM_ACTOR, id, "password found in a leak"));
}
