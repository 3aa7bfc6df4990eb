import { toGlobalId } from "../graphql/index.js";
import { type Actor, required, requireScope } from "../kernel/index.js";
import {
  type Account,
  type AccountAlias,
  addAccountAlias,
  insertAccounts,
  lockAccounts,
  NO_PASSWORD,
  optionalLanguage,
  type ReadPassword,
  removeAccountAlias,
  removeAccounts,
  resumeAccount,
  setAccountPassword,
  suspendAccount,
  TenantState,
  updateAccount,
} from "../tenancy/index.js";
import type { Desired, DesiredMailbox } from "./desired.js";
import type { PresentDomain } from "./present.queries.js";
import { about, difference, eachOf, type Phase, phaseOf } from "./step.js";
import { DifferenceKind, SyncedPart } from "./sync.types.js";

const { MADE, CHANGED, ENDED } = DifferenceKind;
const { MAILBOX, PASSWORD, SUSPENSION, ALIAS } = SyncedPart;

/** Ids of the domain's accounts by the address that each is to have; one that is made gets its entry when it is. */
export type AccountIds = Map<string, string>;

/** A mailbox as it is to be and, unless it is made now, as it is. */
export interface MatchedMailbox {
  readonly mailbox: DesiredMailbox;
  readonly account: Account | null;
}

/** By address; by the former one where nobody has the new one yet. */
export function matchMailboxes(mailboxes: readonly DesiredMailbox[], { accounts }: PresentDomain): MatchedMailbox[] {
  const listed = new Set(mailboxes.map(({ address }) => address.key));
  return mailboxes.map((mailbox) => {
    const { address, former } = mailbox;
    const renamed = former === null || listed.has(former.key) ? undefined : accounts.get(former.key);
    return { mailbox, account: accounts.get(address.key) ?? renamed ?? null };
  });
}

export interface MailboxesToSync {
  readonly present: PresentDomain;
  readonly matched: readonly MatchedMailbox[];
  readonly passwords: ReadonlyMap<number, ReadPassword>;
  readonly ids: AccountIds;
}

/** In the order that frees an address before it is taken again. */
export function mailboxPhases(actor: Actor, { present, matched, passwords, ids }: MailboxesToSync): Phase[] {
  const { domain } = present;
  const kept = matched.flatMap(({ mailbox, account }) => (account === null ? [] : [{ mailbox, account }]));
  return [
    deletion(actor, present, kept),
    ...aliasRemovals(actor, present, kept),
    renaming(actor, kept),
    creation(actor, domain.id, { matched, passwords, ids }),
    aliasAdditions(actor, present, kept),
    languages(actor, kept),
    newPasswords(actor, kept, passwords),
    ...suspensions(actor, matched, ids),
  ];
}

interface KeptMailbox {
  readonly mailbox: DesiredMailbox;
  readonly account: Account;
}

function deletion(actor: Actor, { accounts }: PresentDomain, kept: readonly KeptMailbox[]): Phase {
  const named = new Set(kept.map(({ account }) => account.id));
  const steps = [...accounts.values()]
    .filter(({ id }) => !named.has(id))
    .map(({ id, address }) => ({
      ...difference(ENDED, MAILBOX, { path: "input.mailboxes", mailbox: address }),
      run: id,
    }));
  return phaseOf(steps, async (tx, some) => {
    const locked = await lockAccounts(
      tx,
      requireScope(actor),
      some.map(({ run }) => run),
    );
    await removeAccounts(tx, actor, [...locked.values()]);
  });
}

function aliasRemovals(actor: Actor, { aliases }: PresentDomain, kept: readonly KeptMailbox[]): Phase[] {
  const steps = kept.flatMap(({ mailbox, account }) => {
    if (mailbox.aliases === null) return [];
    const wanted = new Set(mailbox.aliases.map(({ address }) => address.key));
    const surplus = [...(aliases.get(account.id)?.values() ?? [])].filter(({ addressKey }) => !wanted.has(addressKey));
    return surplus.map((alias: AccountAlias) => ({
      ...about(ENDED, ALIAS, mailbox, { path: `${mailbox.path}.aliases`, name: alias.address }),
      run: { id: account.id, address: alias.address },
    }));
  });
  return [eachOf(steps, (tx, { id, address }) => removeAccountAlias(tx, actor, id, address))];
}

function renaming(actor: Actor, kept: readonly KeptMailbox[]): Phase {
  const steps = kept
    .filter(({ mailbox, account }) => account.addressKey !== mailbox.address.key)
    .map(({ mailbox, account }) => ({
      ...about(CHANGED, MAILBOX, mailbox, {
        path: `${mailbox.path}.address`,
        before: account.address,
        after: mailbox.input.address,
      }),
      run: { id: account.id, address: mailbox.input.address },
    }));
  return eachOf(steps, (tx, { id, address }) => updateAccount(tx, actor, id, { address }));
}

interface MailboxesToCreate {
  readonly matched: readonly MatchedMailbox[];
  readonly passwords: ReadonlyMap<number, ReadPassword>;
  readonly ids: AccountIds;
}

function creation(actor: Actor, domainId: string, { matched, passwords, ids }: MailboxesToCreate): Phase {
  const steps = matched
    .filter(({ account }) => account === null)
    .map(({ mailbox }) => ({ ...about(MADE, MAILBOX, mailbox, { path: mailbox.path }), run: mailbox }));
  return phaseOf(steps, async (tx, some) => {
    const items = some.map(({ run: { index, input } }) => {
      const { address, aliases, language } = input;
      const made = { domainId: toGlobalId("Domain", domainId), address, aliases, language };
      return { input: made, ...(passwords.get(index) ?? NO_PASSWORD) };
    });
    const accounts = await insertAccounts(tx, actor, items, (item) => required(some[item]).path);
    for (const { addressKey, id } of accounts) ids.set(addressKey, id);
  });
}

function aliasAdditions(actor: Actor, { aliases }: PresentDomain, kept: readonly KeptMailbox[]): Phase {
  const steps = kept.flatMap(({ mailbox, account }) => {
    const own = aliases.get(account.id);
    const missing = (mailbox.aliases ?? []).filter(({ address }) => !own?.has(address.key));
    return missing.map(({ path, input }: Desired<string>) => ({
      ...about(MADE, ALIAS, mailbox, { path, name: input }),
      run: { id: account.id, address: input },
    }));
  });
  return eachOf(steps, (tx, { id, address }) => addAccountAlias(tx, actor, id, address));
}

function languages(actor: Actor, kept: readonly KeptMailbox[]): Phase {
  const steps = kept.flatMap(({ mailbox, account }) => {
    const path = `${mailbox.path}.language`;
    const language = optionalLanguage(mailbox.input.language, path);
    if (language === undefined || language === account.language) return [];
    const parts = { path, name: "language", before: account.language, after: language };
    return [{ ...about(CHANGED, MAILBOX, mailbox, parts), run: { id: account.id, language } }];
  });
  return eachOf(steps, (tx, { id, language }) => updateAccount(tx, actor, id, { language }));
}

/** Only a hash says whether the password is another one. */
function newPasswords(actor: Actor, kept: readonly KeptMailbox[], passwords: ReadonlyMap<number, ReadPassword>): Phase {
  const steps = kept.flatMap(({ mailbox, account }) => {
    const { passwordHash = null } = passwords.get(mailbox.index) ?? {};
    const isGiven = typeof mailbox.input.passwordHash === "string" && passwordHash !== null;
    if (!isGiven || passwordHash === account.passwordHash) return [];
    const path = `${mailbox.path}.passwordHash`;
    return [{ ...about(CHANGED, PASSWORD, mailbox, { path }), run: { id: account.id, passwordHash } }];
  });
  return eachOf(steps, (tx, { id, passwordHash }) => setAccountPassword(tx, actor, id, passwordHash));
}

function suspensions(actor: Actor, matched: readonly MatchedMailbox[], ids: AccountIds): Phase[] {
  const to = (isSuspended: boolean) =>
    matched
      .filter(({ mailbox, account }) => {
        const isNow = account?.state === TenantState.SUSPENDED;
        return mailbox.input.isSuspended === isSuspended && isNow !== isSuspended;
      })
      .map(({ mailbox, account }) => ({
        ...about(CHANGED, SUSPENSION, mailbox, {
          path: `${mailbox.path}.isSuspended`,
          before: account?.state ?? null,
          after: isSuspended ? TenantState.SUSPENDED : TenantState.ACTIVE,
        }),
        run: { key: mailbox.address.key, id: account?.id, reason: mailbox.input.suspendedReason },
      }));
  return [
    eachOf(to(true), async (tx, { key, id = ids.get(key), reason }) => {
      if (id !== undefined) await suspendAccount(tx, actor, id, reason);
    }),
    eachOf(to(false), (tx, { id }) => resumeAccount(tx, actor, required(id))),
  ];
}
