import { expect } from "vitest";
import type { CopySource } from "../../../src/agent/copy/copy-source.js";
import type { AgentDecision } from "../../../src/agent/decision-source.js";
import type { CheckRequest, Decision } from "../../../src/decision/index.js";
import { decideBatch } from "../../../src/decision-data/index.js";
import { PolicyCache } from "../../../src/decision-data/policy-cache.js";
import { writtenReversePath } from "../../../src/kernel/index.js";
import type { TestApi } from "../../support/api.js";
import { TARGETS } from "./random-writes.js";

/** Every question that the rows of this database could answer differently, and some about nobody. */
export async function questionsAbout(api: TestApi): Promise<CheckRequest[]> {
  const { reader } = api.database;
  const accounts = (await reader.query<{ addressKey: string }[]>("SELECT addressKey FROM account", [])).map(keyOf);
  const aliases = (await reader.query<{ addressKey: string }[]>("SELECT addressKey FROM account_alias", [])).map(keyOf);
  const identities = (await reader.query<{ addressKey: string }[]>("SELECT addressKey FROM identity", [])).map(keyOf);
  const domains = (await reader.query<{ name: string }[]>("SELECT name FROM domain", [])).map(({ name }) => name);
  const names = [...accounts, ...aliases];
  const atAliases = await namesAtDomainAliases(api, [...names, ...identities]);
  const logins = [
    ...names,
    ...names.map((name, index) => name.replace("@", index % 2 === 0 ? "+tag@" : "-tag@")),
    ...atAliases,
    ...domains.map((name) => `ghost@${name}`),
    "nobody@unknown.test",
    "nobody@target.test",
    "bare-name",
  ];
  const addresses = new Set([
    ...TARGETS,
    ...identities,
    ...aliases,
    ...atAliases,
    "",
    "not an address",
    "someone@target.test",
  ]);
  for (const address of ["info+tag@target.test", "info-tag@target.test", "info+news+tag@target.test"]) {
    addresses.add(address);
  }
  return logins.flatMap((login) =>
    [...addresses, login, login.replace("@", "+tag@"), login.replace(/[+-]tag@/, "@")].map((sender, index) => ({
      login,
      reversePath: writtenReversePath(sender),
      // Of a stranger's message that is resent, now by whoever it is, now by somebody else.
      ...(index % 3 === 0 ? { fromAddresses: ["someone@target.test"], resentFromAddresses: [sender] } : {}),
    })),
  );
}

/** The addresses at each alias of their domains, and subaddresses there. */
async function namesAtDomainAliases(api: TestApi, addresses: readonly string[]): Promise<string[]> {
  const aliases = await api.database.reader.query<{ name: string; target: string }[]>(
    "SELECT alias.name, target.name AS target FROM domain alias JOIN domain target ON target.id = alias.aliasOfId",
    [],
  );
  return aliases.flatMap(({ name, target }) =>
    addresses
      .filter((address) => address.endsWith(`@${target}`))
      .flatMap((address) => [address.replace(`@${target}`, `@${name}`), address.replace(`@${target}`, `+tag@${name}`)]),
  );
}

function keyOf({ addressKey }: { addressKey: string }): string {
  return addressKey;
}

/** The copy says of each question what the database says, at the same revision. */
export async function expectSameDecisions(api: TestApi, source: CopySource, now: Date): Promise<void> {
  const questions = await questionsAbout(api);
  const fromDatabase = await decideBatch(api.database.reader, questions, now, { policyCache: null });
  const policyCache = new PolicyCache();
  const withRulesKept = await decideBatch(api.database.reader, questions, now, { policyCache });
  expect(withRulesKept.map(({ decision }) => decision)).toEqual(fromDatabase.map(({ decision }) => decision));
  const expected = questions.map((question, index) => ({ question, ...plain(fromDatabase[index]!.decision) }));
  const actual = questions.map((question) => ({ question, ...plain(source.decide(question)) }));
  expect(actual).toEqual(expected);
}

// The copy does not hold the identifiers of authorizations.
/** Without what only one of the two has: the copy knows no identifiers, and the words of the reply are made by who answers. */
function plain({ authorizationId: _, smtpReply: __, ...rest }: AgentDecision): Omit<Decision, "authorizationId"> {
  return rest;
}
