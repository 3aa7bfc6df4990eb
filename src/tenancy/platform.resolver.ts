import { Arg, Authorized, Ctx, Field, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import {
  DateTimeScalar,
  type FieldRule,
  RepeatsView,
  type RequestContext,
  SIGNED_IN,
  VisibleTo,
} from "../graphql/index.js";
import { UTC } from "../kernel/index.js";
import { LANGUAGES } from "../texts/index.js";
import { Logo, logoNamed } from "./logos/logo.js";
import { redrawLogo } from "./logos/redraw-logo.js";
import { setPlatform } from "./operations/set-platform.js";
import { SetPlatformInput } from "./platform.input.js";
import type { PlatformSettings } from "./platform-settings.entity.js";
import { platformSettings } from "./platform-settings.queries.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "The installation, as mails and pages speak of it." })
export class Platform {
  @Field(() => String, { description: "As it is shown, also where nobody has set one." })
  name: string;

  @Field(() => Boolean, { description: "False where the name is that of the environment or the host." })
  isNameSet: boolean;

  @Field(() => String, { nullable: true, description: "Whom people ask; null where none is set" })
  helpContact: string | null;

  @Field(() => String, { description: "BCP 47 tag of mails to people of whom no other language is known." })
  language: string;

  @Field(() => [String], { description: "What mails and pages can speak." })
  languages: string[];

  @Field(() => String, { description: "IANA name; UTC where none is set. A reseller's own goes before it." })
  timeZone: string;

  @Field(() => String, { nullable: true, description: "Such as #1757c2; null for the program's own." })
  colour: string | null;

  @Field(() => String, { nullable: true, description: "Where its people look after senders; null for our console" })
  panelUrl: string | null;

  @Field(() => Logo, { nullable: true, description: "Null without one" })
  logo: Logo | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When any of it was last set; null: never. Say it as `ifUpdatedAt`",
  })
  updatedAt: Date | null;
}

@Resolver(() => Platform)
export class PlatformResolver {
  @Authorized<FieldRule>(SIGNED_IN)
  @Query(() => Platform, { description: "What mails and pages call the platform, and the zone of their dates." })
  async platform(@Ctx() context: RequestContext): Promise<Platform> {
    return currentPlatform(context);
  }

  @Authorized<FieldRule>("OPERATOR")
  @RepeatsView(currentPlatform)
  @Mutation(() => Platform)
  async setPlatform(
    @Ctx() { database, actor, configuration }: RequestContext,
    @Arg("input", () => SetPlatformInput) input: SetPlatformInput,
  ): Promise<Platform> {
    const logo = await redrawLogo(input.logo, "input.logo");
    const settings = await database.write((tx) => setPlatform(tx, actor, { ...input, logo }));
    return asPlatform(settings, configuration.platformName);
  }
}

async function currentPlatform({ database, configuration }: RequestContext): Promise<Platform> {
  return asPlatform(await platformSettings(database.reader), configuration.platformName);
}

function asPlatform(settings: PlatformSettings, fallbackName: string): Platform {
  const { name, helpContact, language, timeZone, colour, logo, panelUrl, updatedAt } = settings;
  return {
    name: name ?? fallbackName,
    isNameSet: name !== null,
    helpContact,
    language: language ?? "en",
    languages: [...LANGUAGES],
    timeZone: timeZone ?? UTC,
    colour,
    logo: logoNamed(logo),
    panelUrl,
    updatedAt: updatedAt.getTime() === 0 ? null : updatedAt,
  };
}
