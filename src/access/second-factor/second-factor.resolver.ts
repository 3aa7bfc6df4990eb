import { Arg, Authorized, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import {
  type FieldRule,
  fromGlobalId,
  PublicField,
  RepeatsView,
  type RequestContext,
  toGlobalId,
  WITHOUT_SECOND_FACTOR,
} from "../../graphql/index.js";
import { newInstance } from "../../kernel/index.js";
import { resolveScope, ScopeInput } from "../../tenancy/index.js";
import { Administrator } from "../administrator.entity.js";
import { requireOwnSubject } from "../own-password.js";
import { Session, toSession } from "../session.types.js";
import { beginPasskey } from "./operations/begin-passkey.js";
import { beginTotp } from "./operations/begin-totp.js";
import { completeSignIn } from "./operations/complete-sign-in.js";
import { confirmSecondFactor } from "./operations/confirm-second-factor.js";
import { removeSecondFactor } from "./operations/remove-second-factor.js";
import { renewRecoveryCodes } from "./operations/renew-recovery-codes.js";
import { requestSecondFactor } from "./operations/request-second-factor.js";
import { resetSecondFactor } from "./operations/reset-second-factor.js";
import { setSecondFactorRule } from "./operations/set-second-factor-rule.js";
import { countRecoveryCodes } from "./recovery-codes.js";
import { SecondFactor } from "./second-factor.entity.js";
import {
  BeginSecondFactorInput,
  CompleteSignInInput,
  ConfirmSecondFactorInput,
  OwnProofInput,
  RemoveSecondFactorInput,
  ResetSecondFactorInput,
  SetSecondFactorRuleInput,
} from "./second-factor.input.js";
import {
  PasskeyEnrolment,
  SecondFactorAdded,
  SecondFactorChallenge,
  SecondFactorRemoved,
  SecondFactorRequirement,
  TotpEnrolment,
  toChallenge,
} from "./second-factor.types.js";
import { describeRequirement } from "./second-factor-rules.queries.js";
import { listSecondFactors, MAX_SECOND_FACTORS } from "./second-factors.queries.js";

const OWN: readonly FieldRule[] = ["OPERATOR", "RESELLER", "DOMAIN_ADMIN", WITHOUT_SECOND_FACTOR];

@Resolver(() => SecondFactor)
export class SecondFactorResolver {
  @Authorized<FieldRule>(...OWN)
  @Query(() => [SecondFactor], { description: `The caller's own, oldest first, at most ${MAX_SECOND_FACTORS}.` })
  async secondFactors(@Ctx() context: RequestContext): Promise<SecondFactor[]> {
    const { id } = await requireOwnSubject(context, context.actor);
    return listSecondFactors(context.database.reader, id);
  }

  @Authorized<FieldRule>(...OWN)
  @Query(() => Int, { description: "How many of the caller's own are unused." })
  async recoveryCodesLeft(@Ctx() context: RequestContext): Promise<number> {
    const { id } = await requireOwnSubject(context, context.actor);
    return countRecoveryCodes(context.database.reader, id);
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @Query(() => SecondFactorRequirement, { description: "Of operators (`platform: true`), or of a reseller's subtree." })
  async secondFactorRequirement(
    @Ctx() context: RequestContext,
    @Arg("scope", () => ScopeInput) input: ScopeInput,
  ): Promise<SecondFactorRequirement> {
    return requirementOf(context, input, "scope");
  }

  @PublicField()
  @Mutation(() => Session, { description: "The second half of a sign-in: answers the challenge that `signIn` gave." })
  async completeSignIn(
    @Ctx() context: RequestContext,
    @Arg("input", () => CompleteSignInInput) input: CompleteSignInInput,
  ): Promise<Session> {
    return toSession(context, await completeSignIn(context, context.actor, input));
  }

  @Authorized<FieldRule>(...OWN)
  @Mutation(() => SecondFactorChallenge, {
    description: "Asks the caller's own passkey, for a mutation that takes a `proof`.",
  })
  async requestSecondFactor(@Ctx() context: RequestContext): Promise<SecondFactorChallenge> {
    return toChallenge(await requestSecondFactor(context, context.actor));
  }

  @Authorized<FieldRule>(...OWN)
  @Mutation(() => TotpEnrolment, { description: "Begins with an authenticator app." })
  async beginTotp(
    @Ctx() context: RequestContext,
    @Arg("input", () => BeginSecondFactorInput) input: BeginSecondFactorInput,
  ): Promise<TotpEnrolment> {
    const { id, ...shown } = await beginTotp(context, context.actor, input);
    return newInstance(TotpEnrolment, { ...shown, id: toGlobalId("SecondFactor", id) });
  }

  @Authorized<FieldRule>(...OWN)
  @Mutation(() => PasskeyEnrolment, {
    description: "Begins with a passkey. Passkeys are bound to the host name of PUBLIC_URL.",
  })
  async beginPasskey(
    @Ctx() context: RequestContext,
    @Arg("input", () => BeginSecondFactorInput) input: BeginSecondFactorInput,
  ): Promise<PasskeyEnrolment> {
    const { id, options } = await beginPasskey(context, context.actor, input);
    return newInstance(PasskeyEnrolment, { id: toGlobalId("SecondFactor", id), options });
  }

  @Authorized<FieldRule>(...OWN)
  @Mutation(() => SecondFactorAdded, { description: "From now on the app or passkey that was begun counts." })
  async confirmSecondFactor(
    @Ctx() context: RequestContext,
    @Arg("input", () => ConfirmSecondFactorInput) input: ConfirmSecondFactorInput,
  ): Promise<SecondFactorAdded> {
    const { factor, recoveryCodes, session } = await confirmSecondFactor(context, context.actor, {
      ...input,
      id: fromGlobalId("SecondFactor", input.id),
    });
    return newInstance(SecondFactorAdded, {
      secondFactor: factor,
      recoveryCodes,
      session: session === null ? null : toSession(context, session),
    });
  }

  @Authorized<FieldRule>(...OWN)
  @Mutation(() => SecondFactorRemoved, { description: "Takes one of the caller's own away." })
  async removeSecondFactor(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemoveSecondFactorInput) input: RemoveSecondFactorInput,
  ): Promise<SecondFactorRemoved> {
    const session = await removeSecondFactor(context, context.actor, {
      ...input,
      id: fromGlobalId("SecondFactor", input.id),
    });
    return newInstance(SecondFactorRemoved, {
      id: input.id,
      session: session === null ? null : toSession(context, session),
    });
  }

  @Authorized<FieldRule>(...OWN)
  @Mutation(() => [String], { description: "Ten new ones, shown here only; those before are good no more." })
  async renewRecoveryCodes(
    @Ctx() context: RequestContext,
    @Arg("proof", () => OwnProofInput, { description: "That it is the person who is signed in" }) proof: OwnProofInput,
  ): Promise<string[]> {
    return renewRecoveryCodes(context, context.actor, proof);
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "DOMAIN_ADMIN", "PANEL")
  @Mutation(() => Administrator, {
    description:
      "For somebody else's lost devices: their second factors, recovery codes and sessions end, and they are told by mail. A key does so only below its scope.",
  })
  async resetSecondFactor(
    @Ctx() context: RequestContext,
    @Arg("input", () => ResetSecondFactorInput) input: ResetSecondFactorInput,
  ): Promise<Administrator> {
    return resetSecondFactor(context, context.actor, { ...input, id: fromGlobalId("Administrator", input.id) });
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @RepeatsView((context, { input }: { readonly input: SetSecondFactorRuleInput }) =>
    requirementOf(context, input.scope, "input.scope"),
  )
  @Mutation(() => SecondFactorRequirement, {
    description:
      "Whether operators, or all administrators of a reseller's subtree, must have a second factor. Whoever has none can from then on only add one.",
  })
  async setSecondFactorRule(
    @Ctx() { database, actor }: RequestContext,
    @Arg("input", () => SetSecondFactorRuleInput) input: SetSecondFactorRuleInput,
  ): Promise<SecondFactorRequirement> {
    const requirement = await database.write(async (tx) =>
      describeRequirement(tx.manager, await setSecondFactorRule(tx, actor, input)),
    );
    return newInstance(SecondFactorRequirement, requirement);
  }
}

async function requirementOf(
  { database, actor }: RequestContext,
  input: ScopeInput,
  field: string,
): Promise<SecondFactorRequirement> {
  const scope = await resolveScope(database.reader, actor, input, field);
  return newInstance(SecondFactorRequirement, await describeRequirement(database.reader, scope));
}
