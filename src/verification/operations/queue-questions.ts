import { In } from "typeorm";
import { Authorization, type Identity, namesOfAll } from "../../authorizations/index.js";
import { lockRows, type Transaction, updateRows } from "../../database/index.js";
import { required } from "../../kernel/index.js";
import { OutboxMail, queueMail, whoseTurnItIs } from "../../outbox/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { Account, type Branding, brandingFor, commonBranding, platformBranding } from "../../tenancy/index.js";
import { endOfAnswer } from "../answer-time.js";
import { languageOfOwner } from "../language-of-owner.js";
import { newSightLink, replaceLinkMail } from "../sight-links.js";
import { hashOfQuestionToken, newQuestionToken, newReturnPathTag, returnPathFor } from "../tokens.js";
import { DeliveryState, Verification, VerificationState } from "../verification.entity.js";
import type { VerificationKeys } from "../verification-keys.js";

/** More questions than this in one mail nobody reads; the next ones make another mail. */
export const MAX_PER_DIGEST = 20;

/**
 * Mails that wait for a worker and have not been taken by one yet; locked, so that none is taken meanwhile. Questions
 * that are still to be sent to a mailbox all stand in such mails, because their subject is the identity.
 */
export async function waitingMails(tx: Transaction, identityId: string): Promise<OutboxMail[]> {
  const mails = await lockRows(tx, OutboxMail, { subjectId: identityId, state: "QUEUED" });
  return mails.filter(({ template, attempts }) => template.startsWith("question") && attempts === 0);
}

/** The mails that another question can join, if it goes to the same recipient; none when it needs a mail of its own. */
export async function mailsWithRoom(tx: Transaction, identityId: string, added = 1): Promise<OutboxMail[]> {
  const mails = await waitingMails(tx, identityId);
  return mails.filter((mail) => verificationIdsOf(mail).length + added <= MAX_PER_DIGEST);
}

export function verificationIdsOf(mail: Pick<OutboxMail, "parameters">): string[] {
  const ids = mail.parameters.verificationIds;
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
}

/**
 * Puts these questions, and those that wait unsent for the same recipient, into one mail, one for each spelling of the
 * address. A question that moves from a mail nobody has seen gets a new token, because of the old one only the hash is
 * known.
 */
export async function queueQuestions(
  tx: Transaction,
  mailer: VerificationKeys,
  identity: Identity,
  added: readonly Verification[],
): Promise<void> {
  const authorizations = await authorizationsOf(tx, added);
  const byRecipient = new Map<string, Verification[]>();
  for (const question of added) {
    const to = required(authorizations.get(question.authorizationId)).typedAddress ?? identity.address;
    byRecipient.set(to, [...(byRecipient.get(to) ?? []), question]);
  }
  for (const [to, together] of byRecipient) {
    const mail = (await mailsWithRoom(tx, identity.id, together.length)).find(({ toAddress }) => toAddress === to);
    const questions = [...(mail === undefined ? [] : await stillOpen(tx, verificationIdsOf(mail))), ...together];
    if (mail !== undefined) await replaceLinkMail(tx, mail);
    const byId = mail === undefined ? authorizations : await authorizationsOf(tx, questions);
    await queueOneMail(tx, mailer, identity, { to, questions, byId });
  }
}

/** The waiting mail about these questions without them, or no mail when nothing is left to ask. */
export async function withdrawFromMails(
  tx: Transaction,
  mailer: VerificationKeys,
  identity: Identity,
  withdrawn: ReadonlySet<string>,
): Promise<void> {
  for (const mail of await waitingMails(tx, identity.id)) {
    const ids = verificationIdsOf(mail);
    if (!ids.some((id) => withdrawn.has(id))) continue;
    await replaceLinkMail(tx, mail);
    const left = await stillOpen(
      tx,
      ids.filter((id) => !withdrawn.has(id)),
    );
    if (left.length === 0) continue;
    const byId = await authorizationsOf(tx, left);
    await queueOneMail(tx, mailer, identity, { to: mail.toAddress, questions: left, byId });
  }
}

async function stillOpen(tx: Transaction, ids: readonly string[]): Promise<Verification[]> {
  if (ids.length === 0) return [];
  return tx.manager.find(Verification, {
    where: { id: In([...ids]), state: VerificationState.OPEN, deliveryState: DeliveryState.QUEUED },
    order: { id: "ASC" },
  });
}

async function authorizationsOf(
  tx: Transaction,
  questions: readonly Verification[],
): Promise<ReadonlyMap<string, Authorization>> {
  const ids = questions.map(({ authorizationId }) => authorizationId);
  const rows = await tx.manager.findBy(Authorization, { id: In(ids) });
  return new Map(rows.map((row) => [row.id, row]));
}

interface OneMail {
  /** The address as those who ask have written it. */
  readonly to: string;
  readonly questions: readonly Verification[];
  /** Of these questions, and perhaps of others. */
  readonly byId: ReadonlyMap<string, Authorization>;
}

async function queueOneMail(
  tx: Transaction,
  mailer: VerificationKeys,
  identity: Identity,
  { to, questions, byId }: OneMail,
): Promise<void> {
  const authorizations = questions.map(({ authorizationId }) => required(byId.get(authorizationId)));
  const names = await namesOfAll(tx.manager, authorizations);
  const tag = newReturnPathTag();
  const brandings = await brandingsOf(tx, authorizations);
  const asked = questions.map((question) => {
    const authorization = required(byId.get(question.authorizationId));
    const { brandName, supportContact } = required(brandings.get(authorization.id));
    const askedAt = question.createdAt.getTime();
    const expiresAt = (endOfAnswer(question) ?? tx.now).getTime();
    return { accountAddress: names(authorization).account, brandName, supportContact, askedAt, expiresAt };
  });
  const tokens = new Map<string, string>();
  for (const [index, question] of questions.entries()) {
    const token = newQuestionToken();
    tokens.set(questions.length === 1 ? "token" : `token${index}`, token);
    question.tokenHash = hashOfQuestionToken(token);
    // One tag a mail: of a digest the first question carries it, the others are found through the mail's row.
    question.returnPathTag = index === 0 ? tag : newReturnPathTag();
    const { tokenHash, returnPathTag } = question;
    await updateRows(tx, Verification, { id: question.id }, { tokenHash, returnPathTag });
  }
  const first = required(byId.get(required(questions[0]).authorizationId));
  const { language, ...brand } = await commonBranding(tx.manager, [...brandings.values()]);
  const { isNumberMatchingRequired } = await effectivePolicy(tx.manager, first);
  const { ownerToken, sightLinkId } = await newSightLink(tx, identity);
  const common = {
    address: identity.address,
    ...brand,
    platformLanguage: (await platformBranding(tx.manager)).language,
    verificationIds: questions.map(({ id }) => id),
    isNumberAsked: isNumberMatchingRequired,
    sightLinkId,
  };
  await queueMail(tx, mailer.sealer, {
    uniqueKey: `question:${tag}`,
    template: questions.length === 1 ? "question" : "question-digest",
    language: await languageOfOwner(tx.manager, identity, language),
    to: whoseTurnItIs(to),
    parameters: questions.length === 1 ? { ...common, ...asked[0] } : { ...common, questions: asked },
    secrets: { ...Object.fromEntries(tokens), ownerToken },
    returnPath: returnPathFor(mailer.mailFrom, tag),
    subjectId: identity.id,
  });
}

/** By authorization: whose customer asks, and in which language. */
async function brandingsOf(
  tx: Transaction,
  authorizations: readonly Authorization[],
): Promise<ReadonlyMap<string, Branding>> {
  const ids = [...new Set(authorizations.map(({ accountId }) => accountId))];
  const accounts = await tx.manager.find(Account, { where: { id: In(ids) } });
  const languages = new Map(accounts.map(({ id, language }) => [id, language]));
  const byPath = new Map<string, Branding>();
  const found = new Map<string, Branding>();
  for (const { id, accountId, resellerPath } of authorizations) {
    const branding = byPath.get(resellerPath) ?? (await brandingFor(tx.manager, resellerPath));
    byPath.set(resellerPath, branding);
    found.set(id, { ...branding, language: languages.get(accountId) ?? branding.language });
  }
  return found;
}
