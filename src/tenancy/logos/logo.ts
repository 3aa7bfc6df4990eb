import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { loadRow, type RequestContext, rowLoader, VisibleTo } from "../../graphql/index.js";
import { newInstance, rowAcrossTenants, sizeOfLogo } from "../../kernel/index.js";
import { BrandLogo } from "./brand-logo.entity.js";

/** Of every input that takes one. */
export const LOGO_RULE =
  "A PNG, JPEG or WebP picture in base64, of up to 256 kB and 16 million pixels, 8,000 each way; it is drawn anew, 480 " +
  "by 160 pixels at most. Shown on pages, in emails and in the console beside the name.";

/** As many fields as tens of kilobytes weigh. */
const FIELDS_PER_PICTURE = 100;

const logoByName = rowLoader(BrandLogo, "name");

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "A logo as it was redrawn from what was sent." })
export class Logo {
  @Field(() => String, { description: "Another picture has another name" })
  name: string;

  @Field(() => Int, { description: "Pixels" })
  width: number;

  @Field(() => Int, { description: "Pixels" })
  height: number;
}

@Resolver(() => Logo)
export class LogoResolver {
  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => String, { complexity: FIELDS_PER_PICTURE, description: "A PNG in base64, of up to 64 kB" })
  async png(@Root() { name }: Logo, @Ctx() context: RequestContext): Promise<string> {
    const logo = await loadRow(context.loader(logoByName), name);
    return rowAcrossTenants(logo, "named by a brand that is seen").png;
  }
}

/** Null without one. */
export function logoNamed(name: string | null): Logo | null {
  const size = name === null ? null : sizeOfLogo(name);
  return name === null || size === null ? null : newInstance(Logo, { name, ...size });
}
