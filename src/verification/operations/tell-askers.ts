import { In } from "typeorm";
import { type NotedOutcome, outcomesIn } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { required } from "../../kernel/index.js";
import { extendUntried, queuePlainMail } from "../../outbox/index.js";
import { policyChains, resolveSettings } from "../../policy/index.js";
import { Account, type Branding, brandingFor, mailboxOfAccount, placeOfAccount } from "../../tenancy/index.js";

/** What becomes known within this time is told in one mail. */
const GATHERING_MS = 60 * 1_000;
/** A mail names the newest of them, and says how many more there are. */
const MAX_NAMED = 50;

/** One line of the mail; moments in epoch milliseconds. */
interface NewsItem {
  readonly authorizationId: string;
  readonly address: string;
  readonly outcome: string;
  readonly until: number | null;
  readonly askAgainAt: number | null;
}

/**
 * Commit step: the account that asked hears what became of it, in one mail for everything that becomes known within a
 * minute, or until its mailbox has room. It says what the API shows at the same moment and no more: an answer that is held
 * tells nothing, and a question that nobody was asked ends like one that nobody answered.
 */
export async function tellAskers(tx: Transaction): Promise<void> {
  const noted = [...outcomesIn(tx).values()].filter((each) => each !== null);
  if (noted.length === 0) return;
  const byAccount = new Map<string, NotedOutcome[]>();
  for (const each of noted) {
    const { accountId } = each.authorization;
    byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), each]);
  }
  const accounts = await tx.manager.find(Account, { where: { id: In([...byAccount.keys()]) }, order: { id: "ASC" } });
  const chains = await policyChains(tx.manager, accounts.map(placeOfAccount));
  const brands = new Map<string, Branding>();
  for (const [index, account] of accounts.entries()) {
    if (!resolveSettings(chains[index] ?? []).isAskerTold) continue;
    const { resellerPath } = account;
    const brand = brands.get(resellerPath) ?? (await brandingFor(tx.manager, resellerPath));
    brands.set(resellerPath, brand);
    await tellAccount(tx, account, brand, required(byAccount.get(account.id)).map(itemOf));
  }
}

async function tellAccount(
  tx: Transaction,
  account: Account,
  { language, ...brand }: Branding,
  items: readonly NewsItem[],
): Promise<void> {
  const to = await mailboxOfAccount(tx.manager, account);
  // In a domain that nobody has proven the mailbox may be a stranger's, and the addresses are of the asker's choosing.
  if (to.standing === "STRANGER") return;
  const isAdded = await extendUntried(tx, account.id, "asker-news", (parameters) => {
    const { items: told = [], more = 0 } = parameters as { items?: readonly NewsItem[]; more?: number };
    return { ...parameters, ...newest([...items, ...told], more) };
  });
  if (isAdded) return;
  const [first] = items;
  await queuePlainMail(tx, {
    uniqueKey: `asker-news:${required(first).authorizationId}:${tx.now.getTime()}`,
    template: "asker-news",
    language: account.language ?? language,
    to,
    subjectId: account.id,
    notBefore: new Date(tx.now.getTime() + GATHERING_MS),
    parameters: { ...brand, accountAddress: account.address, ...newest(items, 0) },
  });
}

/** Of each authorization the newest alone: what was said before it is not so any more. */
function newest(items: readonly NewsItem[], moreBefore: number): { items: readonly NewsItem[]; more: number } {
  const seen = new Set<string>();
  const each = items.filter(({ authorizationId }) => !seen.has(authorizationId) && seen.add(authorizationId));
  return { items: each.slice(0, MAX_NAMED), more: moreBefore + Math.max(0, each.length - MAX_NAMED) };
}

function itemOf({ authorization, outcome }: NotedOutcome): NewsItem {
  const { id, addressKey, expiresAt, askAgainAt } = authorization;
  return {
    authorizationId: id,
    address: addressKey,
    outcome,
    until: outcome === "ALLOWED" || outcome === "APPROVED" ? (expiresAt?.getTime() ?? null) : null,
    askAgainAt: askAgainAt?.getTime() ?? null,
  };
}
