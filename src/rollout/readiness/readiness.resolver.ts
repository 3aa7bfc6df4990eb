import type { GraphQLResolveInfo } from "graphql";
import type { ComplexityEstimator } from "graphql-query-complexity";
import { Arg, Args, Authorized, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from "type-graphql";
import { type Database, EMPTY_PAGE, type Page, USUAL_PAGE } from "../../database/index.js";
import {
  type Connection,
  DateTimeScalar,
  FIELD_WEIGHTS,
  type FieldRule,
  type Order,
  orderOf,
  orderType,
  PageArguments,
  type RequestContext,
  selectsField,
  showRows,
  toConnection,
} from "../../graphql/index.js";
import { ADMINISTRATORS, newInstance, placeOfScope, requireScope, type Scope } from "../../kernel/index.js";
import { SetPolicyInput } from "../../policy/index.js";
import {
  accountById,
  domainById,
  resellerByPath,
  resolveScope,
  ScopeInput,
  timeZoneByPath,
} from "../../tenancy/index.js";
import { accountFigures } from "./account-figures.js";
import { domainFigures } from "./domain-figures.js";
import {
  listAccountReadiness,
  listDomainReadiness,
  listResellerReadiness,
  ReadinessOrderField,
} from "./list-readiness.js";
import { previewPolicy } from "./preview-policy.js";
import {
  PolicyPreview,
  ReadinessOfAccount,
  ReadinessOfAccountConnection,
  ReadinessOfDomain,
  ReadinessOfDomainConnection,
  ReadinessOfReseller,
  ReadinessOfResellerConnection,
  ReadinessReport,
} from "./readiness.types.js";
import { addressViews, summaryView } from "./readiness-views.js";
import {
  noSummary,
  type ReadinessQuery,
  type ReadinessWindow,
  readinessWindow,
  summarizeReadiness,
} from "./summarize.js";
import { noteAsked } from "./sums/asked-scopes.js";
import { SUMMED_DAYS } from "./sums/sum-windows.js";
import { summedReadiness } from "./sums/summed-readiness.js";
import { takeWalk } from "./walks.js";

const ReadinessOrderInput = orderType("Readiness", ReadinessOrderField);

/** Found by a walk over the whole scope. */
const FIGURES = ["messages", "refused", "unresolved", "lacking", "trend"] satisfies (keyof ReadinessReport)[];

/** Those of which no sums are kept. */
const OF_WALK = ["lacking", "trend", "accounts"] as const;

/** A page of those concerned walks until it is full. */
const pageOfWalk: ComplexityEstimator = ({ args, childComplexity }) =>
  FIELD_WEIGHTS.walk / 2 +
  ([args.first, args.last].find((given) => typeof given === "number") ?? USUAL_PAGE) * childComplexity;

/** A page that one walk finds; counting the whole list is another one. */
async function walkedPage<Row>(database: Database, list: () => Promise<Page<Row>>): Promise<Page<Row>> {
  const page = await takeWalk(database, list);
  return { ...page, total: () => takeWalk(database, page.total) };
}

/** From the sums that are kept of large scopes; null where a walk has to find it. */
async function summedReport(
  database: Database,
  scope: Scope,
  window: ReadinessWindow,
  { at, days, now }: ReadinessQuery & { readonly now: Date },
): Promise<ReadinessReport | null> {
  const isKept = !at && SUMMED_DAYS.includes(days ?? 0);
  if (!isKept || scope.kind === "DOMAIN" || scope.kind === "ACCOUNT") return null;
  const { reader } = database;
  const found = await summedReadiness(reader, { scope, days: days ?? 0, window, now });
  if (found === null || found.isBehind) noteAsked(database, scope);
  if (found === null) return null;
  const { asOf, isBehind: _isBehind, byDomain, ...figures } = found;
  const summary = { ...noSummary(window), ...figures };
  const byAccount = accountFigures(reader, scope, window, null);
  return newInstance(ReadinessReport, { ...summaryView(summary), asOf, byDomain, byAccount });
}

@Resolver(() => ReadinessReport)
export class ReadinessResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => ReadinessReport, {
    complexity: FIELD_WEIGHTS.walk,
    description:
      "What enforcement would refuse of the mail seen in the last days. Unless told: the caller's own scope, the next beginning of enforcement, all days that are kept.",
  })
  async readiness(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg("scope", () => ScopeInput, { nullable: true }) input?: ScopeInput | null,
    @Arg("at", () => DateTimeScalar, {
      nullable: true,
      description: "As of when the schedules are looked at; without it now",
    })
    at?: Date | null,
    @Arg("days", () => Int, { nullable: true, description: "How many days back mail is looked at" }) days?:
      | number
      | null,
  ): Promise<ReadinessReport> {
    const { database, actor, clock } = context;
    const scope = input ? await resolveScope(database.reader, actor, input, "scope") : requireScope(actor);
    const zone = await context.loader(timeZoneByPath).load(placeOfScope(scope).resellerPath ?? "");
    const now = clock.now();
    const options = await readinessWindow(database.reader, scope, { at, days, zone }, now);
    const summed = selectsField(OF_WALK, info) ? null : await summedReport(database, scope, options, { at, days, now });
    if (summed !== null) return summed;
    const kept = { accounts: selectsField(["accounts"], info) };
    const summary = selectsField(FIGURES, info)
      ? await takeWalk(database, () => summarizeReadiness(database.reader, scope, options, kept))
      : noSummary(options);
    const byDomain = domainFigures(database.reader, scope, options, summary.domains);
    const byAccount = accountFigures(database.reader, scope, options, summary.accounts);
    return newInstance(ReadinessReport, { ...summaryView(summary), asOf: now, byDomain, byAccount });
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => PolicyPreview, {
    complexity: 2 * FIELD_WEIGHTS.walk,
    description: "What a change of policy would refuse, before it is made: at `at`, or when its enforcement begins.",
  })
  async previewPolicy(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetPolicyInput) input: SetPolicyInput,
    @Arg("at", () => DateTimeScalar, {
      nullable: true,
      description: "As of when the schedules are looked at; without it now",
    })
    at?: Date | null,
    @Arg("days", () => Int, { nullable: true, description: "How many days back mail is looked at" }) days?:
      | number
      | null,
  ): Promise<PolicyPreview> {
    const { before, after } = await previewPolicy(context, context.actor, input, { at, days });
    return newInstance(PolicyPreview, { before: summaryView(before), after: summaryView(after) });
  }

  @FieldResolver(() => ReadinessOfResellerConnection, {
    complexity: pageOfWalk,
    description: "Nothing for those who see no more than a domain.",
  })
  async resellers(
    @Ctx() context: RequestContext,
    @Root() { byDomain }: ReadinessReport,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("orderBy", () => [ReadinessOrderInput], { nullable: true }) orderBy?: Order<ReadinessOrderField>[] | null,
  ): Promise<Connection<ReadinessOfReseller>> {
    const { kind } = requireScope(context.actor);
    if (kind === "DOMAIN" || kind === "ACCOUNT") return toConnection<ReadinessOfReseller>(EMPTY_PAGE);
    const list = () => listResellerReadiness(byDomain, { ...page, orderBy: orderOf(orderBy) });
    const found = byDomain.areKept ? await list() : await walkedPage(context.database, list);
    const shown = await showRows(found, async ({ resellerPath, ...figures }) => {
      const reseller = await context.loader(resellerByPath).load(resellerPath);
      return reseller && newInstance(ReadinessOfReseller, { reseller, ...figures });
    });
    return toConnection(shown);
  }

  @FieldResolver(() => ReadinessOfDomainConnection, {
    complexity: pageOfWalk,
    description: "Domain by domain, those with the most first",
  })
  async domains(
    @Ctx() context: RequestContext,
    @Root() { byDomain }: ReadinessReport,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("orderBy", () => [ReadinessOrderInput], { nullable: true }) orderBy?: Order<ReadinessOrderField>[] | null,
  ): Promise<Connection<ReadinessOfDomain>> {
    const list = () => listDomainReadiness(byDomain, { ...page, orderBy: orderOf(orderBy) });
    const found = byDomain.areKept ? await list() : await walkedPage(context.database, list);
    const shown = await showRows(found, async ({ domain: { id }, ...figures }) => {
      const domain = await context.loader(domainById).load(id);
      return domain && newInstance(ReadinessOfDomain, { domain, ...figures });
    });
    return toConnection(shown);
  }

  @FieldResolver(() => ReadinessOfAccountConnection, {
    complexity: pageOfWalk,
    description: "Account by account, those with the most first",
  })
  async accounts(
    @Ctx() context: RequestContext,
    @Root() { byAccount }: ReadinessReport,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("orderBy", () => [ReadinessOrderInput], { nullable: true }) orderBy?: Order<ReadinessOrderField>[] | null,
  ): Promise<Connection<ReadinessOfAccount>> {
    const list = () => listAccountReadiness(byAccount, { ...page, orderBy: orderOf(orderBy) });
    const found = byAccount.areKept ? await list() : await walkedPage(context.database, list);
    const shown = await showRows(found, async ({ account: { accountId, refused, unresolved, addresses } }) => {
      const account = await context.loader(accountById).load(accountId);
      return (
        account && newInstance(ReadinessOfAccount, { account, refused, unresolved, addresses: addressViews(addresses) })
      );
    });
    return toConnection(shown);
  }
}
