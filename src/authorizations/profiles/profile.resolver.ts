import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import {
  type FieldRule,
  fromGlobalId,
  loadRow,
  type RequestContext,
  ShownInstead,
  VisibleTo,
} from "../../graphql/index.js";
import {
  ADMINISTRATORS,
  type ForeignRow,
  type GlobalId,
  optionalAddressList,
  rowAcrossTenants,
} from "../../kernel/index.js";
import { requireBatch } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { authorizationById } from "../loaders.js";
import { addSenderProfile } from "../operations/add-sender-profile.js";
import { answerProfileProposal } from "../operations/answer-profile-proposal.js";
import { removeSenderProfile } from "../operations/remove-sender-profile.js";
import { updateIdentityProfile } from "../operations/update-identity-profile.js";
import { updateSenderProfile } from "../operations/update-sender-profile.js";
import { isWishedAfter } from "./default-profile.js";
import {
  defaultProfileByAccount,
  defaultProfileOf,
  htmlSignatureByProfile,
  profilesByAuthorization,
} from "./loaders.js";
import {
  AddSenderProfileInput,
  UpdateIdentityProfileInput,
  UpdateSenderProfileInput,
  UpdateSenderProfilesInput,
} from "./profile.input.js";
import { ProfileProposal, shownProposal } from "./profile-proposal.js";
import { SenderProfile } from "./sender-profile.entity.js";

const PEOPLE = [...ADMINISTRATORS, "ACCOUNT"] as const;

@Resolver(() => SenderProfile)
export class SenderProfileResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => SenderProfile, {
    description: "One more way to present oneself under an address that the account has or asks for; nobody is asked.",
  })
  async addSenderProfile(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddSenderProfileInput) { authorizationId, ...profile }: AddSenderProfileInput,
  ): Promise<SenderProfile> {
    const id = fromGlobalId("Authorization", authorizationId);
    return context.database.write((tx) => addSenderProfile(tx, context.actor, id, profile));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => SenderProfile, { description: "What changes nothing makes no new version." })
  async updateSenderProfile(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateSenderProfileInput) input: UpdateSenderProfileInput,
  ): Promise<SenderProfile> {
    const update = { ...input, profileId: fromGlobalId("SenderProfile", input.profileId) };
    return context.database.write((tx) => updateSenderProfile(tx, context.actor, update));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => [SenderProfile], {
    description: "Up to 1,000 in one transaction, in the order of the items; one that is wrong refuses all.",
  })
  async updateSenderProfiles(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateSenderProfilesInput) { items }: UpdateSenderProfilesInput,
  ): Promise<SenderProfile[]> {
    requireBatch(items, "input.items");
    const updates = items.map((item) => ({ ...item, profileId: fromGlobalId("SenderProfile", item.profileId) }));
    return context.database.write(async (tx) => {
      const profiles: SenderProfile[] = [];
      for (const [index, update] of updates.entries()) {
        profiles.push(await updateSenderProfile(tx, context.actor, update, `input.items[${index}]`));
      }
      return profiles;
    });
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => Authorization, { description: "The right stays, with its other profiles; the last one cannot go." })
  async removeSenderProfile(
    @Ctx() context: RequestContext,
    @Arg("profileId", () => ID) profileId: GlobalId,
  ): Promise<Authorization> {
    const id = fromGlobalId("SenderProfile", profileId);
    return context.database.write((tx) => removeSenderProfile(tx, context.actor, id));
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => SenderProfile, {
    description:
      "What an administrator proposed for Reply-To and Bcc is taken by the account itself, and refused by it or by administrators.",
  })
  async answerProfileProposal(
    @Ctx() context: RequestContext,
    @Arg("profileId", () => ID) profileId: GlobalId,
    @Arg("isTaken", () => Boolean, { description: "Whether the profile becomes what was suggested" }) isTaken: boolean,
  ): Promise<SenderProfile> {
    const id = fromGlobalId("SenderProfile", profileId);
    return context.database.write((tx) => answerProfileProposal(tx, context.actor, id, isTaken));
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => ProfileProposal, { nullable: true, description: "Null where nothing waits for the account" })
  proposal(@Root() { proposal }: SenderProfile): ProfileProposal | null {
    return shownProposal(proposal);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => String, { nullable: true, description: "HTML without anything that runs" })
  async signatureHtml(@Root() { id }: SenderProfile, @Ctx() context: RequestContext): Promise<string | null> {
    return context.loader(htmlSignatureByProfile).load(id);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => [String], { description: "Canonical addresses of everybody in `replyTo`, for comparing" })
  replyToAddresses(@Root() { replyTo }: SenderProfile): readonly string[] {
    return optionalAddressList(replyTo, "replyTo")?.keys ?? [];
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => [String], { description: "Canonical addresses of everybody in `bcc`, for comparing" })
  bccAddresses(@Root() { bcc }: SenderProfile): readonly string[] {
    return optionalAddressList(bcc, "bcc")?.keys ?? [];
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Boolean, {
    description: "Whether the account writes from it by default; never true of an address that it may not use now.",
  })
  async isDefault(@Root() profile: SenderProfile, @Ctx() context: RequestContext): Promise<boolean> {
    const right = await loadRow(context.loader(authorizationById), profile.authorizationId);
    return (await defaultProfileOf(context, rowAcrossTenants(right, "of a profile that is seen")))?.id === profile.id;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Boolean, { description: "Whether it becomes the default as soon as it is allowed" })
  async becomesDefault(
    @Root() { id, accountId, defaultSince }: SenderProfile,
    @Ctx() context: RequestContext,
  ): Promise<boolean> {
    const chosen = await context.loader(defaultProfileByAccount).load(accountId);
    return chosen?.id !== id && isWishedAfter({ id, defaultSince }, chosen);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Authorization, { description: "The right to the address that it presents" })
  async authorization(
    @Root() { authorizationId }: SenderProfile,
    @Ctx() context: RequestContext,
  ): Promise<ForeignRow<Authorization>> {
    return loadRow(context.loader(authorizationById), authorizationId);
  }
}

const OLDEST = "Of the oldest profile.";

/** The oldest profile, as if it were part of the right. */
@Resolver(() => Authorization)
export class AuthorizationProfileResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => Authorization, {
    description: "Changes the oldest profile; what changes nothing makes no new version.",
  })
  async updateIdentityProfile(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateIdentityProfileInput) { authorizationId, ...profile }: UpdateIdentityProfileInput,
  ): Promise<Authorization> {
    const id = fromGlobalId("Authorization", authorizationId);
    return context.database.write((tx) => updateIdentityProfile(tx, context.actor, id, profile));
  }

  @VisibleTo("WITHIN_SCOPE")
  @ShownInstead([])
  @FieldResolver(() => [SenderProfile], { description: "Oldest first, 50 at most" })
  async profiles(@Root() { id }: Authorization, @Ctx() context: RequestContext): Promise<readonly SenderProfile[]> {
    return context.loader(profilesByAuthorization).load(id);
  }

  @ShownInstead("")
  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => String, { description: OLDEST })
  async displayName(@Root() authorization: Authorization, @Ctx() context: RequestContext): Promise<string> {
    return (await firstOf(context, authorization))?.displayName ?? "";
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => String, { nullable: true, description: OLDEST })
  async organization(@Root() authorization: Authorization, @Ctx() context: RequestContext): Promise<string | null> {
    return (await firstOf(context, authorization))?.organization ?? null;
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => String, { nullable: true, description: OLDEST })
  async replyTo(@Root() authorization: Authorization, @Ctx() context: RequestContext): Promise<string | null> {
    return (await firstOf(context, authorization))?.replyTo ?? null;
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => String, { nullable: true, description: OLDEST })
  async bcc(@Root() authorization: Authorization, @Ctx() context: RequestContext): Promise<string | null> {
    return (await firstOf(context, authorization))?.bcc ?? null;
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => String, { nullable: true, description: OLDEST })
  async signature(@Root() authorization: Authorization, @Ctx() context: RequestContext): Promise<string | null> {
    return (await firstOf(context, authorization))?.signature ?? null;
  }

  @ShownInstead(false)
  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => Boolean, {
    description: "Whether the account writes from this address by default; never true of one that it may not use now.",
  })
  async isDefault(@Root() authorization: Authorization, @Ctx() context: RequestContext): Promise<boolean> {
    return (await defaultProfileOf(context, authorization)) !== null;
  }
}

async function firstOf(context: RequestContext, { id }: Authorization): Promise<SenderProfile | undefined> {
  return (await context.loader(profilesByAuthorization).load(id))[0];
}
