import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { type FieldRule, PublicField, type RequestContext, SIGNED_IN } from "../request/index.js";
import { changePassword } from "./operations/change-password.js";
import { refreshSession } from "./operations/refresh-session.js";
import { signIn } from "./operations/sign-in.js";
import { signOut } from "./operations/sign-out.js";
import { ChangePasswordInput, SignInInput } from "./session.input.js";
import { Session, toSession, Viewer, viewerOf } from "./session.types.js";

@Resolver()
export class SessionResolver {
  @Authorized<FieldRule>(SIGNED_IN)
  @Query(() => Viewer)
  viewer(@Ctx() context: RequestContext): Viewer {
    return viewerOf(context.actor);
  }

  @PublicField()
  @Mutation(() => Session, { description: "Starts a session with a password of ours." })
  async signIn(@Ctx() context: RequestContext, @Arg("input", () => SignInInput) input: SignInInput): Promise<Session> {
    return toSession(await signIn(context, context.actor, input));
  }

  @PublicField()
  @Mutation(() => Session, { description: "The next tokens of a session. A token used twice ends the session." })
  async refreshSession(
    @Ctx() context: RequestContext,
    @Arg("refreshToken", () => String) refreshToken: string,
  ): Promise<Session> {
    return toSession(await refreshSession(context, context.actor, refreshToken));
  }

  @PublicField()
  @Mutation(() => Boolean, { description: "Ends the session that the token belongs to; true also if it had ended." })
  async signOut(
    @Ctx() context: RequestContext,
    @Arg("refreshToken", () => String) refreshToken: string,
  ): Promise<boolean> {
    await context.database.write((tx) => signOut(tx, context.actor, refreshToken));
    return true;
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "DOMAIN_ADMIN", "ACCOUNT")
  @Mutation(() => Session, { description: "Changes the caller's own password; every other session of theirs ends." })
  async changePassword(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangePasswordInput) input: ChangePasswordInput,
  ): Promise<Session> {
    return toSession(await changePassword(context, context.actor, input));
  }
}
