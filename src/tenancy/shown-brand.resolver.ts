import { Arg, Authorized, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import { type FieldRule, type RequestContext, type Services, VisibleTo } from "../graphql/index.js";
import { logoPicture, newInstance, type Properties, placeOfScope, type TimeZone } from "../kernel/index.js";
import { type Branding, brandingFor, inheritedBrandingFor } from "./branding.js";
import { resolveScope, ScopeInput } from "./scope.input.js";
import { shownBranding } from "./shown-branding.js";

/** What mails and pages show of whoever runs a scope. */
@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What would be shown if the reseller had set nothing of it." })
export class InheritedBrand {
  @Field(() => String, { description: "What people read" })
  name: string;

  @Field(() => String, { nullable: true, description: "Whom to ask" })
  supportContact: string | null;

  @Field(() => String, { nullable: true, description: "Template of the links to the control panel" })
  panelUrl: string | null;

  @Field(() => String, { description: "BCP 47 tag" })
  language: string;

  @Field(() => String, { description: "IANA name" })
  timeZone: TimeZone;

  @Field(() => String, { nullable: true, description: "Such as #1757c2; null for the program's own" })
  colour: string | null;

  @Field(() => String, { nullable: true, description: "Anybody may fetch it; null where there is none" })
  logoUrl: string | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What mails and pages show of whoever runs a scope, with everything inherited." })
export class ShownBrand extends InheritedBrand {
  @Field(() => InheritedBrand, { nullable: true, description: "Null for the platform" })
  above: InheritedBrand | null;
}

@Resolver(() => ShownBrand)
export class ShownBrandResolver {
  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Query(() => ShownBrand, { description: "What people of a scope are shown, and what of it is inherited." })
  async shownBrand(
    @Ctx() context: RequestContext,
    @Arg("scope", () => ScopeInput) input: ScopeInput,
  ): Promise<ShownBrand> {
    const scope = await resolveScope(context.database.reader, context.actor, input, "scope");
    const { resellerPath } = placeOfScope(scope);
    const { reader } = context.database;
    const above = resellerPath
      ? newInstance(InheritedBrand, shown(context, await inheritedBrandingFor(reader, resellerPath)))
      : null;
    return newInstance(ShownBrand, { ...shown(context, await brandingFor(reader, resellerPath ?? null)), above });
  }
}

function shown(services: Services, branding: Branding): Properties<InheritedBrand> {
  const { brandName, supportContact, language, timeZone, colour, logo } = shownBranding(services, branding);
  const picture = logoPicture(logo);
  const logoUrl = picture && `${services.configuration.publicUrl}${picture.path}`;
  return { name: brandName, supportContact, panelUrl: branding.panelUrl, language, timeZone, colour, logoUrl };
}
