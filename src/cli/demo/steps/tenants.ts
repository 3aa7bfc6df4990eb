import { answerEmailConfirmation } from "../../../access/index.js";
import { fromGlobalId, hashPassword, readGlobalId } from "../../../graphql/index.js";
import { SAMPLE_ADMINISTRATORS, type SampleAdministrator } from "../plan/administrators.js";
import { drawSampleLogo } from "../plan/logos.js";
import { aliasesOf, peopleOf } from "../plan/people.js";
import { SAMPLE_PLATFORM, SAMPLE_RESELLERS, type SampleReseller, SUSPENDED_DOMAIN } from "../plan/tenants.js";
import { DEMO_PASSWORD } from "../sign-ins.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

/** Resellers come one after the other, then their people, their domains and the mailboxes in them. */
export function tenantSteps(): Step[] {
  const passwordHash = hashPassword(DEMO_PASSWORD, "password");
  return [
    { when: { daysAgo: 68, at: "08:50" }, run: setPlatform },
    ...SAMPLE_RESELLERS.flatMap((reseller): Step[] => [
      { when: { daysAgo: reseller.joinedDaysAgo, at: "09:00" }, run: (stage) => makeReseller(stage, reseller) },
      { when: { daysAgo: reseller.joinedDaysAgo, at: "10:30" }, run: (stage) => makeDomains(stage, reseller) },
      {
        when: { daysAgo: reseller.joinedDaysAgo - 1, at: "08:15" },
        run: (stage) => makeMailboxes(stage, reseller, passwordHash),
      },
    ]),
    ...SAMPLE_ADMINISTRATORS.flatMap((administrator): Step[] => [
      {
        when: { daysAgo: administrator.madeDaysAgo, at: "09:20" },
        run: (stage) => makeAdministrator(stage, administrator),
      },
      ...(administrator.isUnconfirmed
        ? []
        : [
            {
              when: { daysAgo: administrator.madeDaysAgo, at: "09:50" },
              run: (stage: Stage) => confirmMailbox(stage, administrator),
            },
          ]),
    ]),
    { when: { daysAgo: 19, at: "14:05" }, run: suspendDomain },
    { when: { daysAgo: 6, at: "07:40" }, run: suspendAccount },
  ];
}

async function setPlatform(stage: Stage): Promise<void> {
  await stage.callAs("admin", "mutation ($input: SetPlatformInput!) { setPlatform(input: $input) { name } }", {
    input: SAMPLE_PLATFORM,
  });
}

async function makeReseller(stage: Stage, reseller: SampleReseller) {
  const { slug, name, supportContact, parentSlug, language, timeZone, colour, mark } = reseller;
  const { id } = await stage.callAs<{ id: string }>(
    "admin",
    "mutation ($input: CreateResellerInput!) { createReseller(input: $input) { id } }",
    {
      input: {
        slug,
        name,
        brandName: name,
        supportContact,
        language,
        timeZone,
        colour,
        logo: await drawSampleLogo(mark, colour),
        parentId: parentSlug === undefined ? null : stage.id(parentSlug),
      },
    },
  );
  stage.remember(slug, id);
}

async function makeDomains(stage: Stage, reseller: SampleReseller): Promise<void> {
  const word = { proven: "admin", unproven: reseller.slug };
  for (const [isUnproven, who] of [
    [false, word.proven],
    [true, word.unproven],
  ] as const) {
    const names = reseller.domains.filter((domain) => (domain.isUnproven ?? false) === isUnproven);
    if (names.length === 0) continue;
    const { domains } = await stage.callAs<{ domains: { id: string }[] }>(
      who,
      "mutation ($input: CreateDomainsInput!) { createDomains(input: $input) { domains { id } } }",
      {
        input: {
          idempotencyKey: `domains of ${reseller.slug}, ${who}`,
          items: names.map(({ name }) => ({ resellerId: stage.id(reseller.slug), name })),
        },
      },
    );
    for (const [index, { name }] of names.entries()) stage.remember(name, domains[index]?.id ?? "");
    if (isUnproven) await awaitProof(stage, who, stage.id(names[0]?.name ?? ""));
  }
}

async function awaitProof(stage: Stage, who: string, id: string): Promise<void> {
  await stage.callAs(who, "mutation ($id: ID!) { requestDomainProof(id: $id) { id } }", { id });
}

async function makeMailboxes(stage: Stage, reseller: SampleReseller, hashing: Promise<string>): Promise<void> {
  const passwordHash = await hashing;
  const items = reseller.domains.flatMap((domain) =>
    peopleOf(domain).map(({ localPart }, index) => ({
      domainId: stage.id(domain.name),
      address: `${localPart}@${domain.name}`,
      aliases: aliasesOf(domain, index),
      passwordHash,
    })),
  );
  const { accounts } = await stage.callAs<{ accounts: { id: string }[] }>(
    reseller.slug,
    "mutation ($input: CreateAccountsInput!) { createAccounts(input: $input) { accounts { id } } }",
    { input: { idempotencyKey: `mailboxes of ${reseller.slug}`, items } },
  );
  for (const [index, { address }] of items.entries()) stage.remember(address, accounts[index]?.id ?? "");
}

async function makeAdministrator(stage: Stage, administrator: SampleAdministrator): Promise<void> {
  const { login, email, reseller, domain } = administrator;
  const scope =
    reseller !== undefined
      ? { resellerId: readGlobalId(stage.id(reseller)) }
      : domain !== undefined
        ? { domainId: readGlobalId(stage.id(domain)) }
        : { platform: true };
  const { id } = await stage.callAs<{ id: string }>(
    "admin",
    "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }",
    { input: { login, email, scope, password: DEMO_PASSWORD } },
  );
  const role = reseller !== undefined ? "RESELLER" : domain !== undefined ? "DOMAIN_ADMIN" : "OPERATOR";
  await stage.introduce(login, {
    kind: "ADMINISTRATOR",
    role,
    id: fromGlobalId("Administrator", readGlobalId(id)),
    scope,
  });
}

async function confirmMailbox(stage: Stage, { email }: SampleAdministrator): Promise<void> {
  const token = stage.mail.tokenFor(email);
  await stage.services.database.write((tx) =>
    answerEmailConfirmation(tx, token, { answer: "CONFIRM", isTyped: true, visitor: stage.visitor() }),
  );
}

async function suspendDomain(stage: Stage): Promise<void> {
  const { name, by, reason } = SUSPENDED_DOMAIN;
  await stage.callAs(by, "mutation ($id: ID!, $reason: String) { suspendDomain(id: $id, reason: $reason) { id } }", {
    id: stage.id(name),
    reason,
  });
}

async function suspendAccount(stage: Stage): Promise<void> {
  await stage.callAs(
    "north",
    "mutation ($id: ID!, $reason: String) { suspendAccount(id: $id, reason: $reason) { id } }",
    { id: stage.id("leo@saltworks.example"), reason: "password found in a leak" },
  );
}
