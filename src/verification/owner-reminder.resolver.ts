import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { Authorization, AuthorizationReason, reasonCodeOf } from "../authorizations/index.js";
import { DateTimeScalar, type RequestContext, rowLoader, VisibleTo } from "../graphql/index.js";
import { newInstance, rowAcrossTenants } from "../kernel/index.js";
import { OwnerReminder } from "./owner-reminder.entity.js";

const reminderByIdentity = rowLoader(OwnerReminder, "identityId");

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Whether the owner of an address still says that it may be sent as." })
export class OwnerConfirmation {
  @Field(() => DateTimeScalar, { description: "When the owner last said who may send, or when their time to began" })
  confirmedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "When they were last asked whether it is still so" })
  remindedAt: Date | null;

  @Field(() => Int, { description: "Emails since then, of which none was answered; after the third it may be paused" })
  unanswered: number;

  @Field(() => Boolean, { description: "Whether the authorization is paused because none was answered" })
  isPausedByIt: boolean;
}

@Resolver(() => Authorization)
export class OwnerReminderResolver {
  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => OwnerConfirmation, {
    nullable: true,
    description: "Of what rests on the owner's word; null for everything else.",
  })
  async ownerConfirmation(
    @Root() { identityId, basis, state, reason }: Authorization,
    @Ctx() context: RequestContext,
  ): Promise<OwnerConfirmation | null> {
    const found = basis === "OWNER" ? await context.loader(reminderByIdentity).load(identityId) : null;
    const reminder = rowAcrossTenants(found, "of the owner whose word the right above rests on");
    if (reminder === null) return null;
    const { confirmedAt, mailedAt, tries } = reminder;
    const isPausedByIt = state === "PAUSED" && reasonCodeOf(reason) === AuthorizationReason.REMINDERS_UNANSWERED;
    return newInstance(OwnerConfirmation, { confirmedAt, remindedAt: mailedAt, unanswered: tries, isPausedByIt });
  }
}
