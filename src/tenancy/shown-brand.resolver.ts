import { Arg, Authorized, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import { type FieldRule, type RequestContext, VisibleTo } from "../graphql/index.js";
import { ADMINISTRATORS, newInstance, placeOfScope, type TimeZone } from "../kernel/index.js";
import { brandingFor } from "./branding.js";
import { parentPathOf } from "./reseller-path.js";
import { resolveScope, ScopeInput } from "./scope.input.js";
import { shownBranding } from "./shown-branding.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What mails and pages show of whoever runs a scope, with everything inherited." })
export class ShownBrand {
  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  supportContact: string | null;

  @Field(() => String, { nullable: true })
  panelUrl: string | null;

  @Field(() => String, { description: "BCP 47 tag" })
  language: string;

  @Field(() => String, { description: "IANA name" })
  timeZone: TimeZone;

  @Field(() => String, { nullable: true, description: "Such as #1757c2; null for the program's own" })
  colour: string | null;

  @Field(() => ShownBrand, {
    nullable: true,
    description: "What would be shown if the scope's own reseller had set nothing; null for the platform",
  })
  above: ShownBrand | null;
}

@Resolver(() => ShownBrand)
export class ShownBrandResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => ShownBrand, { description: "What people of a scope are shown, and what of it is inherited." })
  async shownBrand(
    @Ctx() context: RequestContext,
    @Arg("scope", () => ScopeInput) input: ScopeInput,
  ): Promise<ShownBrand> {
    const scope = await resolveScope(context.database.reader, context.actor, input, "scope");
    const { resellerPath } = placeOfScope(scope);
    const above = resellerPath ? await brandOf(context, parentPathOf(resellerPath), null) : null;
    return brandOf(context, resellerPath ?? null, above);
  }
}

async function brandOf(context: RequestContext, path: string | null, above: ShownBrand | null): Promise<ShownBrand> {
  const branding = await brandingFor(context.database.reader, path);
  const { brandName, supportContact, language, timeZone, colour } = shownBranding(context, branding);
  const { panelUrl } = branding;
  return newInstance(ShownBrand, { name: brandName, supportContact, panelUrl, language, timeZone, colour, above });
}
