import { Identity } from "../../authorizations/index.js";
import type { Services } from "../../graphql/index.js";
import { findOwnerLink, isLinkOver } from "../owner-links.queries.js";
import { readSightLink } from "../sight-links.js";
import type { VerificationKeys } from "../verification-keys.js";
import type { OpenedOwnerPage } from "./owner-page-request.js";

const SIGHT_MS = 24 * 60 * 60 * 1_000;

/** Reads only: looking at the page changes nothing. */
export async function openOwnerPage(
  services: Services,
  mailer: VerificationKeys,
  token: string,
): Promise<OpenedOwnerPage> {
  const { reader } = services.database;
  const now = services.clock.now();
  const link = await findOwnerLink(reader, token);
  if (link !== null) {
    const identity = await reader.findOneByOrFail(Identity, { id: link.identityId });
    return isLinkOver(link, identity, now) ? { kind: "OVER", identity } : { kind: "ACTING", identity, link };
  }
  const sight = await readSightLink(reader, mailer, token);
  const identity = sight === null ? null : await reader.findOneBy(Identity, { id: sight.identityId });
  if (sight === null || identity === null) return { kind: "UNKNOWN" };
  if (sight.version !== identity.ownerLinkVersion) return { kind: "OVER", identity };
  const endsAt = new Date((sight.issuedAt ?? now).getTime() + SIGHT_MS);
  return endsAt > now ? { kind: "SIGHT", identity, endsAt } : { kind: "OVER", identity };
}
