import { Identity } from "../../authorizations/index.js";
import type { Services } from "../../graphql/index.js";
import { findOwnerLink, isLinkOver } from "../owner-links.queries.js";
import { firstSentSince } from "../owner-page.queries.js";
import type { SightLink } from "../owner-token.js";
import type { VerificationKeys } from "../verification-keys.js";
import type { OpenedOwnerPage } from "./owner-page-request.js";

const SIGHT_MS = 24 * 60 * 60 * 1_000;
/** A mail waits in a queue no longer than that: RFC 5321 4.5.4.1 gives up after days. */
const MAX_QUEUED_MS = 14 * SIGHT_MS;

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
  const sight = mailer.ownerLinks.read(token);
  const identity = sight === null ? null : await reader.findOneBy(Identity, { id: sight.identityId });
  if (sight === null || identity === null) return { kind: "UNKNOWN" };
  if (sight.version !== identity.ownerLinkVersion) return { kind: "OVER", identity };
  const endsAt = await endOfSight(services, identity, sight);
  return endsAt > now ? { kind: "SIGHT", identity, endsAt } : { kind: "OVER", identity };
}

/** A day from the handing over of the mail, which may have waited on its way out. */
async function endOfSight(services: Services, identity: Identity, { issuedAt }: SightLink): Promise<Date> {
  const endsAt = new Date(issuedAt.getTime() + SIGHT_MS);
  if (endsAt > services.clock.now()) return endsAt;
  const until = new Date(issuedAt.getTime() + MAX_QUEUED_MS);
  const sentAt = await firstSentSince(services.database.reader, identity.id, issuedAt, until);
  return sentAt === null ? endsAt : new Date(sentAt.getTime() + SIGHT_MS);
}
