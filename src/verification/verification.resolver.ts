import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import {
  AddIdentityInput,
  Authorization,
  authorizationById,
  findVisibleAuthorization,
  GrantAuthorizationInput,
  grantAuthorization as grant,
  showToAddressSide,
} from "../authorizations/index.js";
import {
  type FieldRule,
  fromGlobalId,
  loadRow,
  PublicField,
  type RequestContext,
  VisibleTo,
} from "../graphql/index.js";
import { ADMINISTRATORS, type GlobalId, rowAcrossTenants } from "../kernel/index.js";
import { addressIn } from "../outbox/index.js";
import { accountById } from "../tenancy/index.js";
import type { Language } from "../texts/index.js";
import { endOfAnswer, nextMinute, nextTurnAt, shownSentAt } from "./answer-time.js";
import { AskingAdvice, askingAdviceFor } from "./asking-advice.js";
import { DeliveryProblem, PROBLEM_TEXTS } from "./delivery-problem.js";
import { languageOfAsker, latestQuestionByAuthorization } from "./loaders.js";
import { NOTHING_LOOKED_UP, noRoutesOf } from "./mail-route.js";
import { addIdentity, resendVerification } from "./operations/add-identity.js";
import { answerVerification } from "./operations/answer-verification.js";
import { replaceIdentityAddress } from "./operations/replace-identity-address.js";
import { requireAnswered } from "./outcome-errors.js";
import { DeliveryState, Verification, VerificationState } from "./verification.entity.js";
import { AnswerVerificationInput, ReplaceIdentityAddressInput } from "./verification.input.js";
import { verificationKeys } from "./verification-keys.js";

const PEOPLE = [...ADMINISTRATORS, "ACCOUNT"] as const;

@Resolver(() => Authorization)
export class AuthorizationRequestResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => Authorization, {
    description:
      "Asks that the account may send as the address: at once where that is proven, else its owner is asked.",
  })
  async addIdentity(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddIdentityInput) input: AddIdentityInput,
  ): Promise<Authorization> {
    const request = { ...input, accountId: fromGlobalId("Account", input.accountId) };
    const mailer = verificationKeys(context.configuration);
    const noRoutes = await noRoutesOf(context, [request]);
    return context.database.write((tx) => addIdentity(tx, context.actor, mailer, { input: request, noRoutes }));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => Authorization, {
    description:
      "Another address in the place of one that was mistyped: withdraws the question about that one, asks for the other as `addIdentity` does, and takes the profiles along with their ids and versions. Of one that may be sent as it is CONFLICT.",
  })
  async replaceIdentityAddress(
    @Ctx() context: RequestContext,
    @Arg("input", () => ReplaceIdentityAddressInput) input: ReplaceIdentityAddressInput,
  ): Promise<Authorization> {
    const replacement = { ...input, authorizationId: fromGlobalId("Authorization", input.authorizationId) };
    const mailer = verificationKeys(context.configuration);
    const noRoutes = await noRoutesOf(context, [input]);
    return context.database.write((tx) => replaceIdentityAddress(tx, context.actor, mailer, { replacement, noRoutes }));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => Authorization, { description: "Mails the question anew; the older link ends." })
  async resendVerification(
    @Ctx() context: RequestContext,
    @Arg("authorizationId", () => ID) authorizationId: GlobalId,
  ): Promise<Authorization> {
    const id = fromGlobalId("Authorization", authorizationId);
    const mailer = verificationKeys(context.configuration);
    const authorization = await findVisibleAuthorization(context.database.reader, context.actor, id);
    const noRoutes =
      authorization === null ? NOTHING_LOOKED_UP : await noRoutesOf(context, [{ address: authorization.addressKey }]);
    return context.database.write((tx) =>
      resendVerification(tx, context.actor, mailer, { authorizationId: id, noRoutes }),
    );
  }

  @PublicField()
  @Mutation(() => Authorization, {
    description: "The answer of the address's owner; the token of the mailed link is the credential.",
  })
  async answerVerification(
    @Ctx() context: RequestContext,
    @Arg("input", () => AnswerVerificationInput) input: AnswerVerificationInput,
  ): Promise<Authorization> {
    const mailer = verificationKeys(context.configuration);
    const answer = { ...input, via: "API" as const };
    const outcome = await context.database.write((tx) => answerVerification(tx, context.actor, mailer, answer));
    const answered = requireAnswered(outcome);
    showToAddressSide([answered]);
    return answered;
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Authorization, {
    description: "Given without a mail: by the operator, or by an administrator of the address's domain.",
  })
  async grantAuthorization(
    @Ctx() context: RequestContext,
    @Arg("input", () => GrantAuthorizationInput) input: GrantAuthorizationInput,
  ): Promise<Authorization> {
    const item = { ...input, accountId: fromGlobalId("Account", input.accountId) };
    return context.database.write(async (tx) => (await grant(tx, context.actor, item)).authorization);
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => Verification, {
    nullable: true,
    description: "The open question to the address's owner, for the asker's side only.",
  })
  async verification(
    @Root() authorization: Authorization,
    @Ctx() context: RequestContext,
  ): Promise<Verification | null> {
    return context.loader(latestQuestionByAuthorization).load(authorization.id);
  }
}

@Resolver(() => Verification)
export class VerificationResolver {
  // An answer that is held is the owner's business until it counts.
  @FieldResolver(() => VerificationState, { description: "Whether it can be answered" })
  state(@Root() verification: Verification): VerificationState {
    return verification.state === VerificationState.HELD ? VerificationState.OPEN : verification.state;
  }

  @FieldResolver(() => String, { description: "The sender of the question's mail, to look for it, also among spam." })
  sentFrom(@Ctx() { configuration }: RequestContext): string {
    return addressIn(configuration.mailFrom);
  }

  @FieldResolver(() => String, { description: "The address that was asked" })
  async sentTo(@Root() { authorizationId }: Verification, @Ctx() context: RequestContext): Promise<string> {
    return (await rightAskedFor(context, authorizationId)).addressKey;
  }

  @FieldResolver(() => AskingAdvice, {
    nullable: true,
    description: "Where nobody may read mail to the address: why, and what to do instead of waiting.",
  })
  async askingAdvice(
    @Root() { authorizationId }: Verification,
    @Ctx() context: RequestContext,
  ): Promise<AskingAdvice | null> {
    const authorization = rowAcrossTenants(await context.loader(authorizationById).load(authorizationId), ITS_REQUEST);
    if (authorization === null) return null;
    const language = await languageOfReader(context, authorization.accountId);
    return askingAdviceFor(authorization.addressKey, context.configuration.mailFrom, language);
  }

  @FieldResolver(() => String, {
    description:
      "The subject of the question's mail, to look for it, in the asker's language. Whoever has a mailbox here is asked in their own, and several questions come in one mail, whose subject counts them.",
  })
  async subject(@Root() { authorizationId }: Verification, @Ctx() context: RequestContext): Promise<string> {
    // By the request alone, mailed or not: what the mail itself bears would tell who else asks, and who reads it (ADR 11).
    const { accountId } = await rightAskedFor(context, authorizationId);
    const account = rowAcrossTenants(await loadRow(context.loader(accountById), accountId), ITS_REQUEST);
    const { say } = await context.loader(languageOfAsker).load(accountId);
    return say("question.subject", { account: account.address });
  }

  @FieldResolver(() => DeliveryProblem, {
    nullable: true,
    description:
      "What a mail server said against the mail: why it is late or did not arrive. That nothing was said tells nothing.",
  })
  async deliveryProblem(
    @Root() { authorizationId, deliveryProblem: code, deliveryProblemAt }: Verification,
    @Ctx() context: RequestContext,
  ): Promise<DeliveryProblem | null> {
    if (code === null || deliveryProblemAt === null) return null;
    const { accountId } = await rightAskedFor(context, authorizationId);
    const { say } = await languageOfReader(context, accountId);
    return { code, since: nextMinute(deliveryProblemAt), message: say(PROBLEM_TEXTS[code]) };
  }

  @FieldResolver(() => String, {
    description: "Two digits for the asker's screen: the owner types them to allow.",
  })
  matchNumber(@Root() verification: Verification): string {
    return verification.matchNumber;
  }

  @FieldResolver(() => Date, { nullable: true, description: "To the minute; null while it is QUEUED." })
  sentAt(@Root() verification: Verification, @Ctx() context: RequestContext): Date | null {
    const { deliveryState, sentAt } = verification;
    if (deliveryState === DeliveryState.UNDELIVERABLE && sentAt === null) return null;
    return isStillQueued(verification, context.clock.now()) ? null : shownSentAt(verification);
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: "The time to answer begins when the mail is sent; null while the question waits for its turn.",
  })
  expiresAt(@Root() verification: Verification): Date | null {
    return endOfAnswer(verification);
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description:
      "While QUEUED: when its turn may come, to the hour. A limit for its target is used up; it keeps its place, and may wait for more than one hour.",
  })
  nextTurnAt(@Root() verification: Verification, @Ctx() context: RequestContext): Date | null {
    return verification.releasedAt === null ? nextTurnAt(context.clock.now()) : null;
  }

  @FieldResolver(() => DeliveryState, { description: "How far its mail is" })
  deliveryState(@Root() verification: Verification, @Ctx() context: RequestContext): DeliveryState {
    if (verification.deliveryState === DeliveryState.UNDELIVERABLE) return DeliveryState.UNDELIVERABLE;
    return isStillQueued(verification, context.clock.now()) ? DeliveryState.QUEUED : DeliveryState.SENT;
  }
}

const ITS_REQUEST = "of the question that is seen";

async function rightAskedFor(context: RequestContext, authorizationId: string): Promise<Authorization> {
  return rowAcrossTenants(await loadRow(context.loader(authorizationById), authorizationId), ITS_REQUEST);
}

/** Of a sentence on a screen: whoever reads it there need not be the asker, who may have chosen another language there. */
async function languageOfReader(context: RequestContext, accountId: string): Promise<Language> {
  return context.namedLanguage ?? (await context.loader(languageOfAsker).load(accountId));
}

/** By its turn alone, which a question that nobody is asked takes like any other. */
function isStillQueued(verification: Verification, now: Date): boolean {
  const sentAt = shownSentAt(verification);
  return sentAt === null || sentAt > now;
}
