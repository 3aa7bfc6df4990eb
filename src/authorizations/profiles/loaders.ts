import DataLoader from "dataloader";
import { loaderKey, type RequestContext, rowLoader, rowsLoader } from "../../graphql/index.js";
import { accountById } from "../../tenancy/index.js";
import type { Authorization } from "../authorization.entity.js";
import { htmlSignaturesOf } from "./html-signatures.js";
import { defaultProfilesOf } from "./profile.queries.js";
import { SenderProfile } from "./sender-profile.entity.js";

export const senderProfileById = rowLoader(SenderProfile);

/** Of a right, oldest first. */
export const profilesByAuthorization = rowsLoader(SenderProfile, "authorizationId", "id");

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
  const account = await context.loader(accountById).load(accountId);
  if (account?.addressKey !== addressKey) return null;
  const [first] = await context.loader(profilesByAuthorization).load(id);
  return first ?? null;
}
