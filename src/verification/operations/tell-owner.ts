import { In } from "typeorm";
import { Authorization, type Identity, namesOfAll } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { type Budget, mailboxOf, queueMail, replaceUntried, spend, whoAskedForIt } from "../../outbox/index.js";
import { type LinkPress, recentPresses, TURN_ROUND_MS } from "../../presses/index.js";
import { addressOfOwner } from "../address-of-owner.js";
import { brandingOfOwner } from "../branding-of-owner.js";
import { isDenial } from "../is-denial.js";
import { newSightLink } from "../sight-links.js";
import type { VerificationKeys } from "../verification-keys.js";

/** More presses than this within an hour are told as the newest of them. */
const MAX_TOLD = 20;
const MAX_NOTICES_PER_DAY = 12;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** What is pressed one after the other is told in one mail. */
const GATHERING_MS = 60 * 1_000;

function noticesOfPresses({ addressKey }: Identity): Budget {
  return { name: `owner notices ${mailboxOf(addressKey)}`, windowMs: DAY_MS, max: MAX_NOTICES_PER_DAY };
}

/**
 * Tells the address what was done on its page within the last hour, so that whoever reads the mailbox can turn round
 * what they did not do. Called after the press was taken; a mail about earlier ones that has not left is replaced.
 */
export async function tellOwner(
  tx: Transaction,
  mailer: VerificationKeys,
  identity: Identity,
  language: string,
): Promise<void> {
  const presses = await recentPresses(tx.manager, identity.id, tx.now, MAX_TOLD);
  const [newest] = presses;
  if (newest === undefined) return;
  const replacedCount = await replaceUntried(tx, identity.id, "owner-notice");
  if (replacedCount === 0 && !(await spend(tx, noticesOfPresses(identity)))) return;
  const { language: _, ...brand } = await brandingOfOwner(tx.manager, identity);
  const { ownerToken, sightLinkId } = await newSightLink(tx, identity);
  await queueMail(tx, mailer.sealer, {
    uniqueKey: `owner-notice:${newest.id}`,
    template: "owner-notice",
    language,
    // Whoever pressed has opened a link from this mailbox; the budget above bounds what they can make it get.
    to: whoAskedForIt(await addressOfOwner(tx.manager, identity)),
    notBefore: new Date(tx.now.getTime() + GATHERING_MS),
    parameters: {
      address: identity.address,
      ...brand,
      acts: await inWords(tx, presses),
      until: newest.createdAt.getTime() + TURN_ROUND_MS,
      sightLinkId,
    },
    secrets: { ownerToken },
    subjectId: identity.id,
  });
}

async function inWords(tx: Transaction, presses: readonly LinkPress[]) {
  const ids = presses.flatMap(({ act, targetId }) => (act === "WITHDRAW" && targetId !== null ? [targetId] : []));
  const authorizations = ids.length === 0 ? [] : await tx.manager.find(Authorization, { where: { id: In(ids) } });
  const names = await namesOfAll(tx.manager, authorizations);
  const accounts = new Map(authorizations.map((each) => [each.id, names(each).account]));
  return presses.map((press) => ({
    act: isDenial(press) ? "DENY" : press.act,
    isTurnedRound: press.state === "TURNED_ROUND",
    account: accounts.get(press.targetId ?? "") ?? null,
    at: press.createdAt.getTime(),
  }));
}
