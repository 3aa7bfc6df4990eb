import { GraphQLJSON } from "graphql-scalars";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateTimeScalar, type RequestContext, VisibleTo } from "../../graphql/index.js";
import { type GlobalId, newInstance } from "../../kernel/index.js";
import type { SignInOutcome } from "../operations/sign-in.js";
import { Session, toSession, Viewer } from "../session.types.js";
import type { DescribedChallenge } from "./described-challenge.js";
import { SecondFactor, SecondFactorKind } from "./second-factor.entity.js";

export enum SignInState {
  SIGNED_IN = "SIGNED_IN",
  SECOND_FACTOR_NEEDED = "SECOND_FACTOR_NEEDED",
  SECOND_FACTOR_MISSING = "SECOND_FACTOR_MISSING",
}

registerEnumType(SignInState, {
  name: "SignInState",
  description: "How far a sign-in has come.",
  valuesConfig: {
    SIGNED_IN: { description: "The tokens are there" },
    SECOND_FACTOR_NEEDED: { description: "No token yet: answer `challenge` with `completeSignIn`" },
    SECOND_FACTOR_MISSING: {
      description:
        "The tokens are there, and until the second factor that is required has been added good for that only",
    },
  },
});

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What is asked for besides the password, for five minutes and five tries." })
export class SecondFactorChallenge {
  @Field(() => String, { description: "Shown here only" })
  token: string;

  @Field(() => DateTimeScalar, { description: "Until when it can be answered" })
  expiresAt: Date;

  @Field(() => [SecondFactorKind], { description: "What the person has" })
  kinds: readonly SecondFactorKind[];

  @Field(() => Int, { description: "How many of their codes are unused" })
  recoveryCodesLeft: number;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: "For `PublicKeyCredential.parseRequestOptionsFromJSON` in the browser; null without a passkey",
  })
  passkeyOptions: object | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What a right password gives: tokens, or the question for a second factor." })
export class SignInResult {
  @Field(() => SignInState, { description: "Whether a second factor is wanted" })
  state: SignInState;

  @Field(() => String, { nullable: true, description: "For `Authorization: Bearer`, until `expiresAt`" })
  accessToken: string | null;

  @Field(() => String, { nullable: true, description: "Good once, for `refreshSession`; thirty days" })
  refreshToken: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until when the access token is good; null before the second factor",
  })
  expiresAt: Date | null;

  @Field(() => Viewer, { nullable: true, description: "Who signed in; null before the second factor" })
  viewer: Viewer | null;

  @Field(() => SecondFactorChallenge, { nullable: true, description: "Only with SECOND_FACTOR_NEEDED" })
  challenge: SecondFactorChallenge | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "An authenticator app that was begun; it counts after `confirmSecondFactor`." })
export class TotpEnrolment {
  @Field(() => ID, { description: "Global id of the factor that `confirmSecondFactor` takes" })
  id: GlobalId;

  @Field(() => String, { description: "Base32, for typing; shown here only" })
  secret: string;

  @Field(() => String, { description: "`otpauth://totp/…`, for a QR code; shown here only" })
  uri: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "A passkey that was begun; it counts after `confirmSecondFactor`." })
export class PasskeyEnrolment {
  @Field(() => ID)
  id: GlobalId;

  @Field(() => GraphQLJSON, { description: "For `PublicKeyCredential.parseCreationOptionsFromJSON` in the browser" })
  options: object;
}

@VisibleTo("WITH_PARENT")
@ObjectType()
export class SecondFactorAdded {
  @Field(() => SecondFactor, { description: "As it is listed from now on" })
  secondFactor: SecondFactor;

  @Field(() => [String], {
    nullable: true,
    description: "Of the first one: ten codes for the day on which it is lost, each good once; shown here only",
  })
  recoveryCodes: readonly string[] | null;

  @Field(() => Session, {
    nullable: true,
    description: "Of the first one: goes on in the place of all sessions with a password alone, which have ended",
  })
  session: Session | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType()
export class SecondFactorRemoved {
  @Field(() => ID, { description: "Global id of the factor that was removed" })
  id: GlobalId;

  @Field(() => Session, { nullable: true, description: "Of the last one: goes on in the place of all other sessions" })
  session: Session | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Whether administrators must have a second factor." })
export class SecondFactorRequirement {
  @Field(() => Boolean, { description: "Here, or further up" })
  isRequired: boolean;

  @Field(() => Int, {
    description: "Administrators of this part of the tree who are enabled and have none, at most 1,000",
  })
  administratorsWithout: number;
}

export function toSignInResult(context: RequestContext, outcome: SignInOutcome): SignInResult {
  if (outcome.state === "SECOND_FACTOR_NEEDED") {
    const none = { accessToken: null, refreshToken: null, expiresAt: null, viewer: null };
    const challenge = toChallenge(outcome.challenge);
    return newInstance(SignInResult, { ...none, state: SignInState.SECOND_FACTOR_NEEDED, challenge });
  }
  const session = toSession(context, outcome.session);
  const isMissing = outcome.session.actor.restriction === "SECOND_FACTOR_MISSING";
  const state = isMissing ? SignInState.SECOND_FACTOR_MISSING : SignInState.SIGNED_IN;
  return newInstance(SignInResult, { ...session, state, challenge: null });
}

export function toChallenge(challenge: DescribedChallenge): SecondFactorChallenge {
  return newInstance(SecondFactorChallenge, challenge);
}
