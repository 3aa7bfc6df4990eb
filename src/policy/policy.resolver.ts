import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { DateTimeScalar, type FieldRule, RepeatsView, type RequestContext } from "../graphql/index.js";
import { ADMINISTRATORS, newInstance, placeOfScope, requireScope, type Scope } from "../kernel/index.js";
import { brandingFor, resolveScope, ScopeInput } from "../tenancy/index.js";
import { removePolicy } from "./operations/remove-policy.js";
import { requirePolicyUnchanged, setPolicy } from "./operations/set-policy.js";
import type { PolicySetting } from "./policy.enums.js";
import { changesOf, SetPolicyInput } from "./policy.input.js";
import { modesOf, PolicyOrigin, PolicyView, PolicyWarningCode, PolicyWarningView, valuesOf } from "./policy.types.js";
import { policyChains, resolveSettings } from "./policy-levels.queries.js";
import { originsOf } from "./policy-origins.js";
import { namesFromAbove } from "./policy-ranks.js";
import { warningInWords, warningsOf } from "./policy-warnings.js";
import { scopeIdOf } from "./record-policy.js";
import type { PolicySettings } from "./settings-table.js";

@Resolver(() => PolicyView)
export class PolicyResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => PolicyView, { description: "What holds for a scope that the caller may see." })
  async policy(@Ctx() context: RequestContext, @Arg("scope", () => ScopeInput) input: ScopeInput): Promise<PolicyView> {
    return policyOf(context, input, "scope");
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @RepeatsView((context, { input }: { readonly input: SetPolicyInput }) =>
    policyOf(context, input.scope, "input.scope"),
  )
  @Mutation(() => PolicyView)
  async setPolicy(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetPolicyInput) input: SetPolicyInput,
  ): Promise<PolicyView> {
    const { database, actor } = context;
    const scope = await database.write(async (tx) => {
      const resolved = await resolveScope(tx.manager, actor, input.scope, "input.scope");
      await requirePolicyUnchanged(tx, resolved, input.ifUpdatedAt);
      await setPolicy(tx, actor, resolved, { changes: changesOf(input), locked: input.locked });
      return resolved;
    });
    return viewOf(context, scope);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @RepeatsView((context, { scope }: { readonly scope: ScopeInput }) => policyOf(context, scope, "scope"))
  @Mutation(() => PolicyView, { description: "Takes away everything a scope sets; it then inherits." })
  async removePolicy(
    @Ctx() context: RequestContext,
    @Arg("scope", () => ScopeInput) input: ScopeInput,
    @Arg("ifUpdatedAt", () => DateTimeScalar, {
      nullable: true,
      description: "`updatedAt` of the policy that is meant: another is a CONFLICT",
    })
    ifUpdatedAt?: Date | null,
  ): Promise<PolicyView> {
    const { database, actor } = context;
    const scope = await database.write(async (tx) => {
      const resolved = await resolveScope(tx.manager, actor, input, "scope");
      await requirePolicyUnchanged(tx, resolved, ifUpdatedAt ?? undefined, "ifUpdatedAt");
      await removePolicy(tx, actor, resolved);
      return resolved;
    });
    return viewOf(context, scope);
  }

  @FieldResolver(() => [PolicyOrigin], {
    description: "Of what anybody has set or locked; everything else is the default",
  })
  origins(@Ctx() { database, actor }: RequestContext, @Root() { chain }: PolicyView): Promise<PolicyOrigin[]> {
    return originsOf(database.reader, requireScope(actor), chain);
  }
}

async function policyOf(context: RequestContext, input: ScopeInput, field: string): Promise<PolicyView> {
  return viewOf(context, await resolveScope(context.database.reader, context.actor, input, field));
}

async function viewOf(context: RequestContext, scope: Scope): Promise<PolicyView> {
  const [chain = []] = await policyChains(context.database.reader, [placeOfScope(scope)]);
  const own = chain.find(({ policy }) => policy.scopeKind === scope.kind && policy.scopeId === scopeIdOf(scope));
  const effective = resolveSettings(chain);
  const lockedAbove = new Set(chain.filter((link) => link !== own).flatMap(({ locked }) => locked));
  return newInstance(PolicyView, {
    scope,
    settings: valuesOf(own?.settings ?? {}),
    locked: (own?.locked ?? []) as PolicySetting[],
    lockedAbove: [...lockedAbove] as PolicySetting[],
    setAbove: (own ? namesFromAbove(own.policy, requireScope(context.actor)) : []) as PolicySetting[],
    effective: valuesOf(effective),
    chain,
    updatedAt: own?.policy.updatedAt ?? null,
    ...modesOf(effective, context.clock.now()),
    warnings: await warningsFor(context, scope, effective),
  });
}

async function warningsFor(
  { database, clock, language }: RequestContext,
  scope: Scope,
  effective: Required<PolicySettings>,
): Promise<PolicyWarningView[]> {
  const warnings = warningsOf(effective, clock.now().getTime());
  if (warnings.length === 0) return [];
  const { timeZone } = await brandingFor(database.reader, placeOfScope(scope).resellerPath ?? "");
  return warnings.map((warning) =>
    newInstance(PolicyWarningView, {
      code: PolicyWarningCode[warning.code],
      setting: warning.setting,
      enforcedAt: new Date(warning.enforcedAt),
      message: warningInWords(warning, language, timeZone),
    }),
  );
}
