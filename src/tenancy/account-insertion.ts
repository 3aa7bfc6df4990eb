import { recordAudit } from "../audit/index.js";
import { insertRows, type Transaction } from "../database/index.js";
import {
  type Actor,
  badInput,
  because,
  type EmailAddress,
  type ForeignRow,
  newIdentifier,
  notFound,
  requireEmailAddress,
  requireScope,
  rowsWithin,
} from "../kernel/index.js";
import { Account } from "./account.entity.js";
import type { CreateAccountInput } from "./account.input.js";
import { AccountAlias } from "./account-alias.entity.js";
import type { ReadPassword } from "./account-password.js";
import { type ClaimedAddress, checkAddressesAreFree, hostOfAlias, MAX_ALIASES } from "./address-uniqueness.js";
import type { Domain } from "./domain.entity.js";
import { lockDomains } from "./domain.queries.js";
import { requireOwnDomain } from "./domain-alias.js";
import { checkReferencesAreFree, optionalReference, type Referenced } from "./external-reference.js";
import { announceAccounts } from "./feed-entries.js";
import { innerId, Problems } from "./input-problems.js";
import { auditedAccount, placeOfDomain } from "./places.js";
import { requireMayName } from "./release-of-suspended.js";
import { TenantState } from "./tenant-state.js";
import { optionalLanguage } from "./text-rules.js";

/** Its password was hashed before the transaction began. */
export interface NewAccount extends ReadPassword {
  readonly input: CreateAccountInput;
}

interface CheckedAccount {
  readonly domainId: string;
  readonly address: EmailAddress;
  readonly aliases: readonly ClaimedAddress[];
  readonly language: string | null;
  readonly reference: Partial<Pick<Referenced, "externalReference" | "referenceOwner">>;
  readonly passwordHash: string | null;
  readonly field: string;
}

/**
 * Makes all of the accounts in a few statements or, with everything that is wrong in one error, none. `fieldOf` gives
 * the path of an item in the caller's input.
 */
export async function insertAccounts(
  tx: Transaction,
  actor: Actor,
  items: readonly NewAccount[],
  fieldOf: (index: number) => string,
): Promise<Account[]> {
  const problems = new Problems();
  const checked = items.flatMap((item, index) => checkAccount(actor, item, fieldOf(index), problems));
  const hosts = await lockDomains(tx, {
    ids: [...new Set(checked.map(({ domainId }) => domainId))],
    names: [...new Set(checked.flatMap(({ aliases }) => aliases.map(({ address }) => address.domain)))],
  });
  const placed = placeAccounts(tx, actor, { items: checked, hosts, problems });
  await checkAddressesAreFree(
    tx,
    actor,
    placed.flatMap(({ claims }) => claims),
    problems,
  );
  const references = checked.map(({ reference, field }) => ({ ...reference, field: `${field}.externalReference` }));
  await checkReferencesAreFree(tx, Account, references, problems);
  problems.throwIfAny();

  await requireMayName(
    tx.manager,
    actor,
    placed.flatMap(({ account, hosts: own }) => own.map((host) => ({ account, host }))),
  );
  const accounts = placed.map(({ account }) => account);
  const aliases = placed.flatMap((each) => each.aliases);
  await insertRows(tx, Account, accounts);
  await insertRows(tx, AccountAlias, aliases);
  for (const { account, aliases: own } of placed) {
    const after = {
      address: account.address,
      aliases: own.map(({ addressKey }) => addressKey),
      language: account.language,
      hasPassword: account.passwordHash !== null,
    };
    recordAudit(tx, actor, { action: "account.created", subject: auditedAccount(account), after });
  }
  await announceAccounts(tx, accounts);
  return accounts;
}

/** Nothing where the item cannot be placed at all; whatever is wrong with it is among the problems. */
function checkAccount(actor: Actor, item: NewAccount, field: string, problems: Problems): CheckedAccount[] {
  const { input, passwordHash, passwordProblem } = item;
  const domainId = problems.collect(() => innerId("Domain", input.domainId, `${field}.domainId`));
  const address = problems.collect(() => requireEmailAddress(input.address, `${field}.address`));
  if (passwordProblem !== null) problems.add(passwordProblem);
  const aliases = checkAliases(input.aliases ?? [], `${field}.aliases`, problems);
  const language = problems.collect(() => optionalLanguage(input.language, `${field}.language`)) ?? null;
  const reference =
    problems.collect(() => optionalReference(actor, input.externalReference, `${field}.externalReference`)) ?? {};
  if (domainId === undefined || address === undefined) return [];
  return [{ domainId, address, aliases, language, reference, passwordHash, field }];
}

function checkAliases(aliases: readonly string[], field: string, problems: Problems): ClaimedAddress[] {
  if (aliases.length > MAX_ALIASES) {
    const words = `An account has at most ${MAX_ALIASES} aliases`;
    problems.add(badInput(because("TOO_MANY_ITEMS", { limit: MAX_ALIASES }), field, words, `0…${MAX_ALIASES} aliases`));
    return [];
  }
  return aliases.flatMap((alias, index) => {
    const at = `${field}[${index}]`;
    return problems.collect(() => [{ address: requireEmailAddress(alias, at), field: at }]) ?? [];
  });
}

interface PlacedAccount {
  readonly account: Account;
  readonly aliases: readonly AccountAlias[];
  /** Where its aliases are. */
  readonly hosts: readonly Domain[];
  /** Only addresses in the caller's own domains: whether others are taken is nobody else's business. */
  readonly claims: readonly ClaimedAddress[];
}

interface AccountsToPlace {
  readonly items: readonly CheckedAccount[];
  readonly hosts: readonly ForeignRow<Domain>[];
  readonly problems: Problems;
}

function placeAccounts(tx: Transaction, actor: Actor, { items, hosts, problems }: AccountsToPlace): PlacedAccount[] {
  const scope = requireScope(actor);
  const mine = rowsWithin(scope, hosts, placeOfDomain);
  const byId = new Map(mine.map((host) => [host.id, host]));
  const byName = new Map(mine.map((host) => [host.name, host]));
  return items.flatMap((item) => {
    const domain = byId.get(item.domainId);
    if (domain === undefined) {
      problems.add(notFound("Domain", `${item.field}.domainId`));
      return [];
    }
    if (item.address.domain !== domain.name) {
      const expected = `an address that ends in @${domain.name}`;
      problems.add(
        badInput("ADDRESS_OUTSIDE_DOMAIN", `${item.field}.address`, "The address is not in the domain", expected),
      );
      return [];
    }
    const account = problems.collect(() => {
      requireOwnDomain(domain, `${item.field}.domainId`);
      return newAccount(tx, item, domain);
    });
    if (account === undefined) return [];
    const claims: ClaimedAddress[] = [{ address: item.address, field: `${item.field}.address` }];
    const aliasHosts: Domain[] = [];
    const aliases = item.aliases.flatMap((alias) => {
      const host = problems.collect(() => hostOfAlias(byName, alias));
      if (host === undefined) return [];
      claims.push(alias);
      aliasHosts.push(host);
      return [newAlias(tx, account, alias.address, host)];
    });
    return [{ account, aliases, hosts: aliasHosts, claims }];
  });
}

function newAccount(tx: Transaction, item: CheckedAccount, domain: Domain): Account {
  return tx.manager.create(Account, {
    id: newIdentifier(),
    domainId: domain.id,
    resellerPath: domain.resellerPath,
    address: item.address.typed,
    addressKey: item.address.key,
    passwordHash: item.passwordHash,
    state: TenantState.ACTIVE,
    suspendedReason: null,
    suspendedBy: null,
    language: item.language,
    externalReference: null,
    referenceOwner: null,
    ...item.reference,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
}

export function newAlias(tx: Transaction, account: Account, address: EmailAddress, host: Domain): AccountAlias {
  return tx.manager.create(AccountAlias, {
    id: newIdentifier(),
    accountId: account.id,
    domainId: host.id,
    address: address.typed,
    addressKey: address.key,
    createdAt: tx.now,
  });
}
