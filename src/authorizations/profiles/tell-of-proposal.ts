import { textToKeep } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { optionalAddressList } from "../../kernel/index.js";
import { extendUntried, queuePlainMail } from "../../outbox/index.js";
import { Account, brandingFor, mailboxOfAccount } from "../../tenancy/index.js";
import type { Authorization } from "../authorization.entity.js";
import type { KeptProposal } from "./profile-proposal.js";

const TEMPLATE = "profile-proposal";
/** What a panel changes in one go is told in one mail. */
const GATHERING_MS = 60 * 1_000;
/** A mail names the newest of them, and says how many more there are. */
const MAX_NAMED = 20;

/** One line of the mail. Of both lists the addresses alone: names in them are words of whoever proposes. */
interface ProposedItem {
  readonly profileId: string;
  readonly address: string;
  readonly by: string;
  /** Absent where it would stay as it is; empty where nobody would be named any more. */
  readonly replyTo?: readonly string[];
  readonly bcc?: readonly string[];
}

/**
 * Tells the account by mail what somebody else wants of a profile: it sends mail of the account elsewhere once the account
 * takes it. Proposals of a minute, or until its mailbox has room, are told together.
 */
export async function tellOfProposal(
  tx: Transaction,
  { accountId, addressKey }: Authorization,
  profileId: string,
  proposal: KeptProposal,
): Promise<void> {
  const account = await tx.manager.findOneByOrFail(Account, { id: accountId });
  const to = await mailboxOfAccount(tx.manager, account);
  // In a domain that nobody has proven the mailbox may be a stranger's.
  if (to.standing === "STRANGER") return;
  const item = itemOf(profileId, addressKey, proposal);
  const isAdded = await extendUntried(tx, accountId, TEMPLATE, (parameters) => {
    const { items: told = [], more = 0 } = parameters as { items?: readonly ProposedItem[]; more?: number };
    const items = [item, ...told.filter((each) => each.profileId !== profileId)];
    return { ...parameters, items: items.slice(0, MAX_NAMED), more: more + Math.max(0, items.length - MAX_NAMED) };
  });
  if (isAdded) return;
  const { language, ...brand } = await brandingFor(tx.manager, account.resellerPath);
  await queuePlainMail(tx, {
    uniqueKey: `${TEMPLATE}:${profileId}:${tx.now.getTime()}`,
    template: TEMPLATE,
    language: account.language ?? language,
    to,
    subjectId: accountId,
    notBefore: new Date(tx.now.getTime() + GATHERING_MS),
    parameters: { ...brand, accountAddress: account.address, items: [item], more: 0 },
  });
}

function itemOf(profileId: string, address: string, { replyTo, bcc, proposedBy }: KeptProposal): ProposedItem {
  return {
    profileId,
    address,
    by: textToKeep(proposedBy),
    ...(replyTo === undefined ? {} : { replyTo: optionalAddressList(replyTo, "replyTo")?.keys ?? [] }),
    ...(bcc === undefined ? {} : { bcc: optionalAddressList(bcc, "bcc")?.keys ?? [] }),
  };
}
