import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import {
  type FieldRule,
  PublicField,
  type RequestContext,
  SIGNED_IN,
  WITHOUT_SECOND_FACTOR,
} from "../graphql/index.js";
import { changePassword } from "./operations/change-password.js";
import { refreshSession } from "./operations/refresh-session.js";
import { signIn } from "./operations/sign-in.js";
import { signOut } from "./operations/sign-out.js";
import { SignInResult, toSignInResult } from "./second-factor/second-factor.types.js";
import { ChangePasswordInput, SignInInput } from "./session.input.js";
import { Session, toSession, Viewer, viewerOf } from "./session.types.js";

@Resolver()
export class SessionResolver {
  @Authorized<FieldRule>(SIGNED_IN, WITHOUT_SECOND_FACTOR)
  @Query(() => Viewer)
  viewer(@Ctx() context: RequestContext): Viewer {
    return viewerOf(context.actor);
  }

  @PublicField()
  @Mutation(() => SignInResult, {
    description: "Starts a session with a password of ours, or asks for the second factor of whoever has one.",
  })
  async signIn(
    @Ctx() context: RequestContext,
    @Arg("input", () => SignInInput) input: SignInInput,
  ): Promise<SignInResult> {
    return toSignInResult(context, await signIn(context, context.actor, input));
  }

  @PublicField()
  @Mutation(() => Session, { description: "The next tokens of a session. A token used twice ends the session." })
  async refreshSession(
    @Ctx() context: RequestContext,
    @Arg("refreshToken", () => String, { description: "The last one that was handed out" }) refreshToken: string,
  ): Promise<Session> {
    return toSession(context, await refreshSession(context, context.actor, refreshToken));
  }

  @PublicField()
  @Mutation(() => Boolean, { description: "Ends the session that the token belongs to; true also if it had ended." })
  async signOut(
    @Ctx() context: RequestContext,
    @Arg("refreshToken", () => String, { description: "The last one that was handed out" }) refreshToken: string,
  ): Promise<boolean> {
    await context.database.write((tx) => signOut(tx, context.actor, refreshToken));
    return true;
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "DOMAIN_ADMIN", "ACCOUNT", WITHOUT_SECOND_FACTOR)
  @Mutation(() => Session, { description: "Changes the caller's own password; every other session of theirs ends." })
  async changePassword(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangePasswordInput) input: ChangePasswordInput,
  ): Promise<Session> {
    return toSession(context, await changePassword(context, context.actor, input));
  }
}
