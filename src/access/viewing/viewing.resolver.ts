import { Arg, Authorized, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { DateTimeScalar, type FieldRule, type RequestContext, VisibleTo, WHILE_VIEWING } from "../../graphql/index.js";
import { type GlobalId, newInstance } from "../../kernel/index.js";
import { Viewer, viewerOf } from "../session.types.js";
import { endViewing } from "./operations/end-viewing.js";
import { viewAs } from "./operations/view-as.js";

@InputType()
export class ViewAsInput {
  @Field(() => ID, { description: "An administrator or an account further down" })
  of: GlobalId;

  @Field(() => String, { description: "Why, for the audit trail; 1 to 200 characters" })
  reason: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Sees what somebody else sees, and changes nothing." })
export class View {
  @Field(() => String, { description: "For `Authorization: Bearer`, until `expiresAt`; there is no next one" })
  accessToken: string;

  @Field(() => DateTimeScalar, { description: "Until when the access token is good" })
  expiresAt: Date;

  @Field(() => Viewer, { description: "The person whose view it is" })
  viewer: Viewer;
}

@Resolver()
export class ViewingResolver {
  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @Mutation(() => View, {
    description:
      "Looks as an administrator or account further down, for half an hour: every mutation is refused. The person is told by mail, finds it in `sessions` and may end it.",
  })
  async viewAs(@Ctx() context: RequestContext, @Arg("input", () => ViewAsInput) input: ViewAsInput): Promise<View> {
    const { actor, accessToken, expiresAt } = await viewAs(context, context.actor, input);
    return newInstance(View, { accessToken, expiresAt, viewer: viewerOf(actor) });
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "DOMAIN_ADMIN", "ACCOUNT", WHILE_VIEWING)
  @Mutation(() => Boolean, { description: "Ends the view that the caller's token belongs to." })
  async endViewing(@Ctx() { database, actor }: RequestContext): Promise<boolean> {
    await database.write((tx) => endViewing(tx, actor));
    return true;
  }
}
