import { Field, InputType } from "type-graphql";
import { DateTimeScalar, NullHasMeaning } from "../graphql/index.js";
import { LOGO_RULE } from "./logos/logo.js";

@InputType({ description: "What is absent stays as it is; null removes it." })
export class SetPlatformInput {
  @Field(() => String, {
    nullable: true,
    description:
      "What mails and pages call the platform. Without one MAYFROM_PLATFORM_NAME, else the host of PUBLIC_URL.",
  })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Where people find help, in words or as a telephone number." })
  helpContact?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "BCP 47 tag of mails to people of whom no other language is known. Without one English.",
  })
  language?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "IANA name, such as Europe/Berlin. Every date that people read is of it, and says so. Without one UTC.",
  })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: "Of buttons and links in mails and pages, such as #1757c2." })
  colour?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where senders are looked after in a panel of yours: https, with {address} and {account}. Mails to people whose " +
      "reseller has none lead there in place of our console.",
  })
  panelUrl?: string | null;

  @Field(() => String, { nullable: true, description: LOGO_RULE })
  logo?: string | null;

  @NullHasMeaning()
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "`updatedAt` of what the change is meant for, null where nothing was set: another is a CONFLICT",
  })
  ifUpdatedAt?: Date | null;
}
