import { Field, ID, InputType } from "type-graphql";
import { DateTimeScalar, NullHasMeaning, orderType, Selects, TimeRange } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { BrandState } from "./brand-state.js";
import { HelpTextInput } from "./help-texts.js";
import { LOGO_RULE } from "./logos/logo.js";
import type { RedrawnLogo } from "./logos/redraw-logo.js";
import { ResellerOrderField } from "./reseller.queries.js";
import { TenantState } from "./tenant-state.js";

@InputType()
export class CreateResellerInput {
  @Field(() => String, { description: "What it is called; shown where it has no brand of its own" })
  name: string;

  @Field(() => String, { description: "Lower case letters, digits and hyphens; unique in the installation." })
  slug: string;

  @NullHasMeaning()
  @Field(() => ID, { nullable: true, description: "The reseller above; without one the platform itself, if you may." })
  parentId?: GlobalId | null;

  @Field(() => String, {
    nullable: true,
    description: "Shown in mails and pages in place of the platform's name, once the operator has approved it.",
  })
  brandName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Where its people find help, in words or as a telephone number; approved with the brand.",
  })
  supportContact?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where senders are looked after in the reseller's own panel: https, with {address} and {account}; approved with " +
      "the brand. Mails to its people lead there in place of our console.",
  })
  panelUrl?: string | null;

  @Field(() => String, { nullable: true, description: "BCP 47 tag of the mails to its people." })
  language?: string | null;

  @Field(() => String, { nullable: true, description: "IANA name of the zone of its people's dates: Europe/Berlin." })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: "Of buttons and links in mails and pages, such as #1757c2." })
  colour?: string | null;

  @Field(() => String, { nullable: true, description: `${LOGO_RULE} Approved with the brand.` })
  logo?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What your panel knows it by: up to 128 characters, unique among those of your reseller",
  })
  externalReference?: string | null;
}

@InputType({
  description:
    "What is absent stays as it is; null removes what may be absent. Another brand or contact waits for approval again.",
})
export class UpdateResellerInput {
  @Field(() => String, { nullable: true, description: "What it is called among administrators" })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Its short name, of which there is one among its siblings" })
  slug?: string | null;

  @Field(() => String, { nullable: true, description: "Null inherits from the reseller above." })
  brandName?: string | null;

  @Field(() => String, { nullable: true, description: "Null inherits from the reseller above." })
  supportContact?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "At a host below a proven domain of the reseller, or any that the operator sets; null inherits.",
  })
  panelUrl?: string | null;

  @Field(() => String, { nullable: true, description: "Null inherits from the reseller above." })
  language?: string | null;

  @Field(() => String, { nullable: true, description: "IANA name, such as Europe/Berlin; null inherits from above." })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: "Such as #1757c2; null inherits from above." })
  colour?: string | null;

  @Field(() => String, { nullable: true, description: `${LOGO_RULE} Approved with the brand; null removes it.` })
  logo?: string | null;

  @Field(() => [HelpTextInput], {
    nullable: true,
    description:
      "What its people read under Help of the console in place of ours, and on its screens: all of it at once, 15,000 characters together; null inherits.",
  })
  helpTexts?: HelpTextInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: "What your panel knows it by: up to 128 characters, unique among those of your reseller",
  })
  externalReference?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "`updatedAt` of the reseller that the change is meant for: another is a CONFLICT",
  })
  ifUpdatedAt?: Date | null;
}

/** With the logo drawn anew, which comes before the transaction. */
export type WithRedrawnLogo<Input> = Omit<Input, "logo"> & { readonly logo?: RedrawnLogo | null | undefined };

@InputType({ description: "With the texts that were looked at, so that none is approved unseen." })
export class DecideBrandInput {
  @Field(() => ID)
  resellerId: GlobalId;

  @Field(() => Boolean, { description: "Whether mails and pages may show them" })
  isApproved: boolean;

  @NullHasMeaning()
  @Field(() => String, { nullable: true, description: "As it is now; null for none" })
  brandName?: string | null;

  @NullHasMeaning()
  @Field(() => String, { nullable: true, description: "As it is now; null for none" })
  supportContact?: string | null;

  @NullHasMeaning()
  @Field(() => String, { nullable: true, description: "As it is now; null for none" })
  panelUrl?: string | null;

  @NullHasMeaning()
  @Field(() => String, { nullable: true, description: "Name of the logo as it is now; null for none" })
  logo?: string | null;

  @NullHasMeaning()
  @Field(() => String, {
    nullable: true,
    description: "The reseller's name as it is now: decides also whether it may stand where no brand is approved.",
  })
  name?: string | null;
}

@InputType({ description: "What is absent stays as it is." })
export class SetDomainTrustInput {
  @Field(() => ID)
  resellerId: GlobalId;

  @Field(() => Boolean, { nullable: true, description: "Domains that it makes from now on are proven by its word." })
  isTrusted?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: "Host names of mail exchangers that take mail for this reseller's customers alone; up to 50.",
  })
  mailExchangers?: string[] | null;
}

@Selects()
@InputType({ description: "Each part narrows the list." })
export class ResellerFilter {
  @Field(() => ID, { nullable: true, description: "Directly below this reseller" })
  parentId?: GlobalId | null;

  @Field(() => TenantState, { nullable: true, description: "Only resellers in this state" })
  state?: TenantState | null;

  @Field(() => [TenantState], { nullable: true, description: "One of these" })
  states?: TenantState[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Beginning of the name, as it is written; without an order, in that of names",
  })
  name?: string | null;

  @Field(() => TimeRange, { nullable: true, description: "Without an order, the earliest first" })
  createdAt?: TimeRange | null;

  @Field(() => BrandState, { nullable: true, description: "WAITING lists what the operator has to look at" })
  brandState?: BrandState | null;

  @Field(() => String, { nullable: true, description: "Beginning of the slug" })
  search?: string | null;
}

export const ResellerOrderInput = orderType("Reseller", ResellerOrderField);
