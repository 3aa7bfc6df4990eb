import type { Identity } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { type Budget, mailboxOf, queueMail, replaceUntried, spend, whoseTurnItIs } from "../../outbox/index.js";
import { TURN_ROUND_MS } from "../../presses/index.js";
import { addressOfOwner } from "../address-of-owner.js";
import { brandingOfOwner } from "../branding-of-owner.js";
import { languageOfOwner } from "../language-of-owner.js";
import { newSightLink } from "../sight-links.js";
import type { VerificationKeys } from "../verification-keys.js";

const MAX_NOTICES_PER_DAY = 12;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** Whoever changes their mind at once is told once. */
const GATHERING_MS = 5 * 60 * 1_000;

function noticesOfAnswers({ addressKey }: Identity): Budget {
  return { name: `answer notices ${mailboxOf(addressKey)}`, windowMs: DAY_MS, max: MAX_NOTICES_PER_DAY };
}

/** An answer that counts, as its address is told of it. */
export interface ToldAnswer {
  readonly verificationId: string;
  readonly account: string;
  readonly answer: "ALLOWED" | "DENIED";
  readonly until: Date | null;
  readonly firstAnsweredAt: number;
  /** Of the page it was given on; null where it was given on none. */
  readonly language: string | null;
}

/**
 * Tells the address what was answered by the link of a question: the mail may have been passed on, to whoever asks too,
 * or read by a program. A notice of the same question that has not left is replaced.
 */
export async function tellAnswer(
  tx: Transaction,
  mailer: VerificationKeys,
  identity: Identity,
  { verificationId, account, answer, until, firstAnsweredAt, language }: ToldAnswer,
): Promise<void> {
  const replacedCount = await replaceUntried(tx, verificationId, "answer-notice");
  if (replacedCount === 0 && !(await spend(tx, noticesOfAnswers(identity)))) return;
  const { language: brandLanguage, ...brand } = await brandingOfOwner(tx.manager, identity);
  const { ownerToken, sightLinkId } = await newSightLink(tx, identity);
  await queueMail(tx, mailer.sealer, {
    uniqueKey: `answer-notice:${verificationId}:${tx.now.getTime()}`,
    template: "answer-notice",
    language: language ?? (await languageOfOwner(tx.manager, identity, brandLanguage)),
    // The turn of its question covers it: whoever answers is asked no less for it.
    to: whoseTurnItIs(await addressOfOwner(tx.manager, identity)),
    notBefore: new Date(tx.now.getTime() + GATHERING_MS),
    parameters: {
      ...brand,
      accountAddress: account,
      address: identity.address,
      answer,
      at: tx.now.getTime(),
      until: until?.getTime() ?? null,
      changeableUntil: firstAnsweredAt + TURN_ROUND_MS,
      sightLinkId,
    },
    secrets: { ownerToken },
    subjectId: verificationId,
  });
}
