import DataLoader from "dataloader";
import { In } from "typeorm";
import { loaderKey, type NodeFinders, type RequestContext, rowsLoader, showUnder } from "../../graphql/index.js";
import { type ForeignRow, foreignRow, rowAcrossTenants, rowsAcrossTenants, rowWithin } from "../../kernel/index.js";
import { accountById, placeOfAccount } from "../../tenancy/index.js";
import type { Authorization } from "../authorization.entity.js";
import { htmlSignaturesOf } from "./html-signatures.js";
import { defaultProfilesOf } from "./profile.queries.js";
import { SenderProfile } from "./sender-profile.entity.js";

/** Shown to whoever has its account in their scope. */
export const senderProfileById = loaderKey("sender profile by id", (context: RequestContext) => {
  return new DataLoader<string, ForeignRow<SenderProfile> | null>(async (ids) => {
    const profiles = await context.database.reader.findBy(SenderProfile, { id: In([...ids]) });
    const shown = await Promise.all(profiles.map((profile) => shownInScope(context, profile)));
    const byId = new Map(shown.map((profile) => [profile.id, foreignRow(profile)]));
    return ids.map((id) => byId.get(id) ?? null);
  });
});

async function shownInScope(context: RequestContext, profile: SenderProfile): Promise<SenderProfile> {
  const { scope } = context.viewer;
  const account = await context.loader(accountById).load(profile.accountId);
  const isSeen = scope !== null && rowWithin(scope, account, placeOfAccount) !== null;
  return isSeen ? showUnder("FOUND_IN_SCOPE", profile) : profile;
}

const rowsByAuthorization = rowsLoader(SenderProfile, "authorizationId", "id");

/** Of a right that the caller sees with its account; oldest first. */
export const profilesByAuthorization = loaderKey("profiles by right", (context: RequestContext) => {
  const load = async (id: string) => {
    const profiles = rowsAcrossTenants(await context.loader(rowsByAuthorization).load(id), "of a right that is seen");
    return profiles.map((profile) => showUnder("FOUND_IN_SCOPE", profile));
  };
  return new DataLoader<string, readonly SenderProfile[]>((ids) => Promise.all(ids.map(load)));
});

export const profileNodes: NodeFinders = {
  SenderProfile: (context, id) => context.loader(senderProfileById).load(id),
};

export const htmlSignatureByProfile = loaderKey("HTML signature by profile", (context: RequestContext) => {
  return new DataLoader<string, string | null>(async (ids) => {
    const found = await htmlSignaturesOf(context.database.reader, ids);
    return ids.map((id) => found.get(id) ?? null);
  });
});

/** What an account has chosen to write from; null where that is its own address. */
export const defaultProfileByAccount = loaderKey("default profile by account", (context: RequestContext) => {
  return new DataLoader<string, SenderProfile | null>(async (ids) => {
    const found = await defaultProfilesOf(context.database.reader, ids, context.clock.now());
    return ids.map((id) => found.get(id) ?? null);
  });
});

/** The profile that webmail begins with under this right; null where that is another's. */
export async function defaultProfileOf(
  context: RequestContext,
  { id, accountId, addressKey }: Pick<Authorization, "id" | "accountId" | "addressKey">,
): Promise<SenderProfile | null> {
  const chosen = await context.loader(defaultProfileByAccount).load(accountId);
  if (chosen !== null) return chosen.authorizationId === id ? chosen : null;
  const account = rowAcrossTenants(await context.loader(accountById).load(accountId), "of a right that is seen");
  if (account?.addressKey !== addressKey) return null;
  const [first] = await context.loader(profilesByAuthorization).load(id);
  return first ?? null;
}
