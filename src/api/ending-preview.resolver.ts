import { Arg, Authorized, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import { And, type EntityManager, type FindOperator, In, IsNull, LessThan, MoreThanOrEqual } from "typeorm";
import { Administrator, ApiKey, TrustedIssuer } from "../access/index.js";
import { recordedIn } from "../audit/index.js";
import {
  Authorization,
  AuthorizationState,
  DomainAuthorization,
  DomainAuthorizationState,
  showToAddressSide,
} from "../authorizations/index.js";
import { type Transaction, Turns } from "../database/index.js";
import {
  FIELD_WEIGHTS,
  type FieldRule,
  fromGlobalId,
  parseGlobalId,
  type RequestContext,
  VisibleTo,
} from "../graphql/index.js";
import { ADMINISTRATORS, endOfSubtree, forbidden, type GlobalId } from "../kernel/index.js";
import { messagesUnder } from "../observations/index.js";
import { deleteAccount, deleteDomain, deleteReseller, Reseller, updateAccount } from "../tenancy/index.js";

/** A rehearsal holds its locks as long as what it rehearses: one runs at a time. */
const rehearsals = new Turns(1, "previews of deletions");

const MAX_SHOWN = 200;
const DAYS_LOOKED_AT = 30;
const IDS_PER_STATEMENT = 500;
const AUTHORIZATIONS_IN_FORCE = [AuthorizationState.PENDING, AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED];
const CLAIMS_IN_FORCE = [DomainAuthorizationState.AUTHORIZED, DomainAuthorizationState.PAUSED];

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What would end when a mailbox, a domain or a reseller goes, or goes by another name." })
class EndingPreview {
  @Field(() => Int, { description: "Resellers that would be deleted." })
  resellerCount: number;

  @Field(() => Int, { description: "Domains that would be deleted." })
  domainCount: number;

  @Field(() => Int, { description: "Accounts that would be deleted: what `expectedCount` counts." })
  accountCount: number;

  @Field(() => Int, { description: "Accounts elsewhere that would lose an alias." })
  reducedAccountCount: number;

  @Field(() => Int, { description: "Authorizations and open questions of the accounts that would be deleted." })
  ownAuthorizationCount: number;

  @Field(() => Int, {
    description: "Authorizations and open questions that would end of accounts that stay, on addresses that would go.",
  })
  authorizationCount: number;

  @Field(() => [Authorization], { description: "The first 200 of those." })
  authorizations: Authorization[];

  @Field(() => Int, { description: "Of accounts that stay and of those that would be deleted." })
  domainAuthorizationCount: number;

  @Field(() => Int, { description: "Administrators, keys and issuers that would be deleted." })
  credentialCount: number;

  @Field(() => Int, { description: "Messages of the last 30 days of accounts that stay, sent under what would end." })
  messagesOf30Days: number;
}

/** Does what the mutations do, in a transaction that is rolled back, and counts: it says nothing but what they do. */
@Resolver()
export class EndingPreviewResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => EndingPreview, {
    complexity: FIELD_WEIGHTS.rehearsal,
    description: "What `deleteAccount`, `deleteDomain` or `deleteReseller` with `cascade` would end. Changes nothing.",
  })
  async previewDeletion(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<EndingPreview> {
    const { actor } = context;
    const kind = parseGlobalId(id)?.kind;
    if (kind === "Account")
      return previewOf(context, id, (tx) => deleteAccount(tx, actor, fromGlobalId("Account", id)));
    if (actor.role === "DOMAIN_ADMIN") throw forbidden("RESELLER_ONLY", "Your reseller deletes domains");
    if (kind === "Domain")
      return previewOf(context, id, (tx) => deleteDomain(tx, actor, fromGlobalId("Domain", id), { cascade: true }));
    return previewOf(context, id, (tx) => deleteReseller(tx, actor, fromGlobalId("Reseller", id), { cascade: true }));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => EndingPreview, {
    complexity: FIELD_WEIGHTS.rehearsal,
    description: "What `updateAccount` with this address would end. Changes nothing.",
  })
  async previewRename(
    @Ctx() context: RequestContext,
    @Arg("accountId", () => ID) accountId: GlobalId,
    @Arg("address", () => String, { description: "The new address" }) address: string,
  ): Promise<EndingPreview> {
    return previewOf(context, null, (tx) =>
      updateAccount(tx, context.actor, fromGlobalId("Account", accountId), { address }),
    );
  }
}

async function previewOf(
  { database, clock }: RequestContext,
  deletedId: GlobalId | null,
  work: (tx: Transaction) => Promise<unknown>,
): Promise<EndingPreview> {
  const { own, endingsOf } = await rehearsals.run(() =>
    database.rehearse(async (tx) => {
      const counted = deletedId === null ? NOTHING_OWN : await countOwn(tx.manager, deletedId);
      await work(tx);
      // Read when the commit steps are done, which end what others hold.
      return { own: counted, endingsOf: () => recordedIn(tx) };
    }),
  );
  const events = endingsOf();
  const subjects = (kind: string, ...actions: string[]) =>
    new Set(
      events
        .filter(({ subjectKind, action }) => subjectKind === kind && (actions.length === 0 || actions.includes(action)))
        .flatMap(({ subjectId }) => subjectId ?? []),
    );
  const authorizations = await rowsOf(database.reader, Authorization, subjects("Authorization"));
  const claims = await rowsOf(database.reader, DomainAuthorization, subjects("DomainAuthorization"));
  // Each is on an address in what would go, which the caller administers, or of the account itself.
  showToAddressSide(authorizations);
  const lastDays = { now: clock.now(), days: DAYS_LOOKED_AT };
  return {
    resellerCount: subjects("Reseller", "reseller.deleted").size,
    domainCount: subjects("Domain", "domain.deleted").size,
    accountCount: subjects("Account", "account.deleted").size,
    reducedAccountCount: subjects("Account", "account.alias-removed").size,
    ownAuthorizationCount: own.authorizations,
    authorizationCount: authorizations.length,
    authorizations: authorizations.slice(0, MAX_SHOWN),
    domainAuthorizationCount: own.domainAuthorizations + claims.length,
    credentialCount: own.credentials,
    messagesOf30Days: await messagesUnder(database.reader, lastDays, authorizations, claims),
  };
}

/** What the foreign keys take along with a row of the tenant tree, without a word of its own in the audit trail. */
interface OwnEndings {
  readonly authorizations: number;
  readonly domainAuthorizations: number;
  readonly credentials: number;
}

const NOTHING_OWN: OwnEndings = { authorizations: 0, domainAuthorizations: 0, credentials: 0 };

async function countOwn(manager: EntityManager, globalId: GlobalId): Promise<OwnEndings> {
  const { kind, id } = parseGlobalId(globalId) ?? { kind: "", id: "" };
  const reseller = kind === "Reseller" ? await manager.findOneBy(Reseller, { id }) : null;
  const below = reseller === null ? null : And(MoreThanOrEqual(reseller.path), LessThan(endOfSubtree(reseller.path)));
  const ofAccounts =
    below !== null ? { resellerPath: below } : kind === "Domain" ? { domainId: id } : { accountId: id };
  const [inForce, claimsInForce] = [In(AUTHORIZATIONS_IN_FORCE), In(CLAIMS_IN_FORCE)];
  return {
    authorizations: await manager.countBy(Authorization, { ...ofAccounts, state: inForce }),
    domainAuthorizations: await manager.countBy(DomainAuthorization, { ...ofAccounts, state: claimsInForce }),
    credentials:
      kind === "Account" ? 0 : await countCredentials(manager, below ? { resellerPath: below } : { domainId: id }),
  };
}

async function countCredentials(
  manager: EntityManager,
  place: { resellerPath: FindOperator<string> } | { domainId: string },
): Promise<number> {
  const administrators = await manager.countBy(Administrator, { ...place, isDisabled: false });
  const keys = await manager.countBy(ApiKey, { ...place, revokedAt: IsNull() });
  // An issuer speaks for a reseller, never for one domain.
  const issuers = "domainId" in place ? 0 : await manager.countBy(TrustedIssuer, { ...place, isDisabled: false });
  return administrators + keys + issuers;
}

async function rowsOf<Row extends Authorization | DomainAuthorization>(
  manager: EntityManager,
  Entity: new () => Row,
  ids: ReadonlySet<string>,
): Promise<Row[]> {
  const rows: Row[] = [];
  const sorted = [...ids].sort();
  for (let start = 0; start < sorted.length; start += IDS_PER_STATEMENT) {
    const some = sorted.slice(start, start + IDS_PER_STATEMENT);
    rows.push(...(await manager.createQueryBuilder(Entity, "ended").whereInIds(some).orderBy("ended.id").getMany()));
  }
  return rows;
}
