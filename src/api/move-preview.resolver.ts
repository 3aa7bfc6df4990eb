import { Arg, Authorized, Ctx, Field, ID, InputType, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { EntityManager } from "typeorm";
import { credentialsEndedBy } from "../access/index.js";
import {
  Authorization,
  DomainAuthorization,
  type EndedRights,
  rightsEndedByMove,
  showToAddressSide,
} from "../authorizations/index.js";
import { type FieldRule, fromGlobalId, type RequestContext, toGlobalId, VisibleTo } from "../graphql/index.js";
import { badInput, because, type GlobalId, required, requireScope } from "../kernel/index.js";
import { messagesUnder } from "../observations/index.js";
import { Domain, isForOneReseller, type Move, requireDomain, requireReseller } from "../tenancy/index.js";

const MAX_SHOWN = 200;
const DAYS_LOOKED_AT = 30;

@InputType({ description: "What would move: a domain, or a reseller with all below it." })
class PreviewMoveInput {
  @Field(() => ID, { nullable: true, description: "The domain that would move; or `resellerId`" })
  domainId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "The reseller that would move; or `domainId`" })
  resellerId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "The reseller it would be below; null for the top." })
  toResellerId?: GlobalId | null;

  @Field(() => Int, { defaultValue: 50, description: "Authorizations to show, at most 200" })
  first: number;

  @Field(() => ID, { nullable: true, description: "Shows those after this authorization." })
  after?: GlobalId | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "An administrator, key or issuer that would end." })
class EndedCredential {
  @Field(() => ID, { description: "Global id of the administrator, key or issuer" })
  id: GlobalId;

  @Field(() => String, { description: "Login or name" })
  label: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What would end with a move, because whoever gave it is not above it any more." })
class MovePreview {
  @Field(() => Int, { description: "Grants and approvals." })
  authorizationCount: number;

  @Field(() => [Authorization], { description: "By id; `first` and `after` page through them." })
  authorizations: Authorization[];

  @Field(() => Int, { description: "Rights to send as anybody in a domain that would end" })
  domainAuthorizationCount: number;

  @Field(() => [DomainAuthorization], { description: "The first 200." })
  domainAuthorizations: DomainAuthorization[];

  @Field(() => Int, { description: "Administrators, keys and issuers." })
  credentialCount: number;

  @Field(() => [EndedCredential], { description: "The first 200." })
  credentials: EndedCredential[];

  @Field(() => Boolean, {
    description:
      "The domain would be UNPROVEN: its record, or its exchangers, speak for the reseller that it would leave.",
  })
  losesProof: boolean;

  @Field(() => Int, { description: "Messages of the last 30 days that were sent under what would end." })
  messagesOf30Days: number;
}

/** Joins what the rooms end with a move, before it is made. */
@Resolver()
export class MovePreviewResolver {
  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Query(() => MovePreview, { description: "What `moveDomain` or `moveReseller` would end. Changes nothing." })
  async previewMove(
    @Ctx() context: RequestContext,
    @Arg("input", () => PreviewMoveInput) input: PreviewMoveInput,
  ): Promise<MovePreview> {
    if (input.first < 1 || input.first > MAX_SHOWN) {
      throw badInput(
        because("OUT_OF_RANGE", { min: 1, max: MAX_SHOWN }),
        "input.first",
        `Between 1 and ${MAX_SHOWN}`,
        `1…${MAX_SHOWN}`,
      );
    }
    const { reader } = context.database;
    const move = await moveOf(context, input);
    const rights = await rightsEndedByMove(reader, move);
    // Each is of an account or of an address in what moves, which the caller administers.
    showToAddressSide([...rights.authorizations, ...rights.claims]);
    const credentials = await credentialsEndedBy(reader, move);
    const lastDays = { now: context.clock.now(), days: DAYS_LOOKED_AT };
    return {
      authorizationCount: rights.authorizations.length,
      authorizations: pageOf(rights, input),
      domainAuthorizationCount: rights.claims.length,
      domainAuthorizations: rights.claims.slice(0, MAX_SHOWN),
      credentialCount: credentials.length,
      credentials: credentials.slice(0, MAX_SHOWN).map((credential) => ({
        id: toGlobalId(credential.constructor.name, credential.id),
        label: "login" in credential ? credential.login : credential.name,
      })),
      losesProof: await losesProof(reader, move),
      messagesOf30Days: await messagesUnder(reader, lastDays, rights.authorizations, rights.claims),
    };
  }
}

function pageOf({ authorizations }: EndedRights, { first, after }: PreviewMoveInput) {
  const from = after ? fromGlobalId("Authorization", after) : "";
  const sorted = [...authorizations].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.filter(({ id }) => id > from).slice(0, first);
}

async function losesProof(reader: EntityManager, move: Move): Promise<boolean> {
  if (move.kind !== "DOMAIN" || move.from === move.to) return false;
  const domain = await reader.findOneBy(Domain, { id: move.domainId });
  return domain !== null && isForOneReseller(domain);
}

/** Both ends must be inside the caller's scope, as for the move itself. */
async function moveOf({ actor, database }: RequestContext, input: PreviewMoveInput): Promise<Move> {
  const scope = requireScope(actor);
  const { domainId, resellerId, toResellerId } = input;
  if (!domainId === !resellerId)
    throw badInput("EXACTLY_ONE_WANTED", "input", "Name a domain or a reseller", "one of domainId, resellerId");
  if (!toResellerId && (domainId || scope.kind !== "PLATFORM")) {
    throw badInput("VALUE_MISSING", "input.toResellerId", "Say where it would go", "the id of a reseller");
  }
  const target = toResellerId
    ? await requireReseller(database.reader, scope, fromGlobalId("Reseller", toResellerId))
    : null;
  if (domainId) {
    const domain = await requireDomain(database.reader, scope, fromGlobalId("Domain", domainId));
    const { id, name, resellerPath: from } = domain;
    return { kind: "DOMAIN", domainId: id, name, from, to: target?.path ?? "" };
  }
  const reseller = await requireReseller(database.reader, scope, fromGlobalId("Reseller", required(resellerId)));
  // Eight characters of the path are its own label.
  return { kind: "RESELLER", from: reseller.path, to: `${target?.path ?? ""}${reseller.path.slice(-8)}` };
}
