import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { CredentialMaker, loadMaker } from "../access/index.js";
import type { AuditAction } from "../audit/index.js";
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  type NodeFinders,
  PageArguments,
  Repeats,
  type RequestContext,
  requireExpectedCount,
  SelectionArguments,
  toConnection,
  VisibleTo,
  writeOrRehearse,
} from "../graphql/index.js";
import { ADMINISTRATORS, type ForeignRow, type GlobalId, requireScope } from "../kernel/index.js";
import { Domain, domainById, Reseller, resellerById, resolveScope, ScopeInput } from "../tenancy/index.js";
import { ChangeKind } from "../tenant-changes/index.js";
import { createWebhook } from "./operations/create-webhook.js";
import { deleteWebhook } from "./operations/delete-webhook.js";
import { disableWebhook } from "./operations/disable-webhook.js";
import { enableWebhook } from "./operations/enable-webhook.js";
import { redeliverWebhook } from "./operations/redeliver-webhook.js";
import { rotateWebhookSecret } from "./operations/rotate-webhook-secret.js";
import { testWebhook } from "./operations/test-webhook.js";
import { updateWebhook } from "./operations/update-webhook.js";
import { Webhook } from "./webhook.entity.js";
import { CreateWebhookInput, UpdateWebhookInput } from "./webhook.input.js";
import { deliveriesIn, findWebhook, listWebhooks } from "./webhook.queries.js";
import { WebhookDelivery } from "./webhook-delivery.entity.js";
import { DeliveryState } from "./webhook-states.js";

@ObjectType()
class WebhookConnection extends connectionType(Webhook) {}

@ObjectType()
class WebhookDeliveryConnection extends connectionType(WebhookDelivery) {}

@VisibleTo("WITH_PARENT")
@ObjectType()
export class WebhookSecret {
  @Field(() => Webhook, { description: "Whose secret it is" })
  webhook: Webhook;

  @Field(() => String, { description: "`whsec_…`, which messages are signed with. Shown now and never again." })
  secret: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType()
export class RedeliveredWebhook {
  @Field(() => Webhook, { description: "Whose messages are sent again" })
  webhook: Webhook;

  @Field(() => Int, { description: "Messages that are sent again" })
  count: number;

  @Field(() => Boolean, { description: "More were given up: call again" })
  hasMore: boolean;
}

const PEOPLE = ["OPERATOR", "RESELLER", "DOMAIN_ADMIN"] as const;

/** Webhooks are made by people: one that a key has made would go on telling after the key was revoked. */
@Resolver(() => Webhook)
export class WebhookResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => WebhookConnection, { description: "Those of the caller's scope, or of a part of it." })
  async webhooks(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("scope", () => ScopeInput, { nullable: true }) scope?: ScopeInput | null,
  ): Promise<WebhookConnection> {
    const { database, actor } = context;
    const within = scope ? await resolveScope(database.reader, actor, scope, "scope") : requireScope(actor);
    return toConnection(await listWebhooks(database, within, page));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Repeats("SECRET")
  @Mutation(() => WebhookSecret, { description: "Sends what is committed in a scope from now on." })
  createWebhook(
    @Ctx() { database, actor, configuration }: RequestContext,
    @Arg("input", () => CreateWebhookInput) input: CreateWebhookInput,
  ): Promise<WebhookSecret> {
    return database.write((tx) => createWebhook(tx, actor, configuration, input));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => Webhook, {
    description:
      "What is left out stays as it is. Its scope does too: messages that wait are of that scope, and their order says nothing across two; make another webhook, and delete this one.",
  })
  updateWebhook(
    @Ctx() { database, actor, configuration }: RequestContext,
    @Arg("input", () => UpdateWebhookInput) input: UpdateWebhookInput,
  ): Promise<Webhook> {
    return database.write((tx) =>
      updateWebhook(tx, actor, configuration, { ...input, id: fromGlobalId("Webhook", input.id) }),
    );
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Repeats("SECRET")
  @Mutation(() => WebhookSecret, {
    description: "A new secret; messages are signed with the former one, too, for a time.",
  })
  rotateWebhookSecret(
    @Ctx() { database, actor, configuration }: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("formerHours", () => Int, {
      nullable: true,
      description: "0 to 168, default 24; 0 where somebody else has learnt the former one",
    })
    formerHours?: number | null,
  ): Promise<WebhookSecret> {
    return database.write((tx) =>
      rotateWebhookSecret(tx, actor, configuration, {
        id: fromGlobalId("Webhook", id),
        formerHours: formerHours ?? undefined,
      }),
    );
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => Webhook, {
    description: "What waits is sent when it is enabled again; what happens meanwhile is not.",
  })
  disableWebhook(
    @Ctx() { database, actor }: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason?: string | null,
  ): Promise<Webhook> {
    return database.write((tx) => disableWebhook(tx, actor, fromGlobalId("Webhook", id), reason));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => Webhook)
  enableWebhook(@Ctx() { database, actor }: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<Webhook> {
    return database.write((tx) => enableWebhook(tx, actor, fromGlobalId("Webhook", id)));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => ID, { description: "With all its messages. Answers the id." })
  async deleteWebhook(
    @Ctx() { database, actor }: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<GlobalId> {
    requireExpectedCount(selection, 1, "expectedCount");
    await writeOrRehearse(database, selection, (tx) => deleteWebhook(tx, actor, fromGlobalId("Webhook", id)));
    return id;
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => WebhookDelivery, { description: "Sends `webhook.test`; `Webhook.deliveries` tells how it went." })
  testWebhook(
    @Ctx() { database, actor, configuration }: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
  ): Promise<WebhookDelivery> {
    return database.write((tx) => testWebhook(tx, actor, fromGlobalId("Webhook", id), configuration.webhookDays));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Repeats("PARTS")
  @Mutation(() => RedeliveredWebhook, {
    description: "Sends messages again under their ids: those named, or all that were given up, up to 1,000 a call.",
  })
  redeliverWebhook(
    @Ctx() { database, actor, configuration }: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("deliveryIds", () => [ID], {
      nullable: true,
      description: "Global ids of the messages; without them all that were given up",
    })
    deliveryIds: GlobalId[] | undefined,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<RedeliveredWebhook> {
    const { webhookDays } = configuration;
    return writeOrRehearse(database, selection, (tx) =>
      redeliverWebhook(
        tx,
        actor,
        {
          id: fromGlobalId("Webhook", id),
          deliveryIds: deliveryIds?.map((each) => fromGlobalId("WebhookDelivery", each)),
          ...selection,
        },
        webhookDays,
      ),
    );
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => [ChangeKind], { nullable: true, description: "null for every kind" })
  kinds(@Root() { kinds }: Webhook): readonly AuditAction[] | null {
    return kinds;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => CredentialMaker, { nullable: true, description: "What made it or set it last" })
  async madeBy(@Root() webhook: Webhook, @Ctx() context: RequestContext): Promise<CredentialMaker | null> {
    return loadMaker(context, webhook);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Reseller, { nullable: true, description: "Whose changes it tells of, with all below" })
  async reseller(
    @Root() { resellerId }: Webhook,
    @Ctx() context: RequestContext,
  ): Promise<ForeignRow<Reseller> | null> {
    return resellerId === null ? null : context.loader(resellerById).load(resellerId);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Domain, { nullable: true, description: "The one domain whose changes it tells of" })
  async domain(@Root() { domainId }: Webhook, @Ctx() context: RequestContext): Promise<ForeignRow<Domain> | null> {
    return domainId === null ? null : context.loader(domainById).load(domainId);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => WebhookDeliveryConnection, { description: "Its messages of the last 30 days, newest first." })
  async deliveries(
    @Root() webhook: Webhook,
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("state", () => DeliveryState, { nullable: true }) state?: DeliveryState | null,
  ): Promise<WebhookDeliveryConnection> {
    return toConnection(await context.loader(deliveriesIn(state)).load({ parentId: webhook.id, ...page }));
  }
}

export const webhookNodes: NodeFinders = {
  Webhook: ({ database }, id) => database.reader.findOneBy(Webhook, { id }),
};

/** What a repeated call is answered with; `node(id)` finds no message, which is seen below its webhook alone. */
export const webhookThings: NodeFinders = {
  WebhookDelivery: async ({ database, actor }, id) => {
    const delivery = await database.reader.findOneBy(WebhookDelivery, { id });
    const webhook = delivery && (await findWebhook(database.reader, requireScope(actor), delivery.webhookId));
    return webhook === null ? null : delivery;
  },
};
