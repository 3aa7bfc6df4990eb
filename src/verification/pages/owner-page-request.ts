import type { FastifyReply, FastifyRequest } from "fastify";
import type { Identity } from "../../authorizations/index.js";
import type { Services } from "../../graphql/index.js";
import type { Actor } from "../../kernel/index.js";
import type { LanguageInZone } from "../../texts/index.js";
import type { ShownBranding } from "../../web/index.js";
import type { OwnerLink } from "../owner-link.entity.js";
import type { VerificationKeys } from "../verification-keys.js";

/** What a link to the owner's page leads to, by the clock. */
export type OpenedOwnerPage =
  /** From a question or a notice, for a day: it shows. */
  | { readonly kind: "SIGHT"; readonly identity: Identity; readonly endsAt: Date }
  /** Mailed on a press, for an hour: with its number it acts. */
  | { readonly kind: "ACTING"; readonly identity: Identity; readonly link: OwnerLink }
  /** Either of them past its end: it has a new one mailed. */
  | { readonly kind: "OVER"; readonly identity: Identity }
  /** We gave out no such link. */
  | { readonly kind: "UNKNOWN" };

/** One request for the owner's page, and what it takes to answer it. */
export interface OwnerRequest {
  readonly services: Services;
  readonly mailer: VerificationKeys;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly token: string;
  readonly branding: ShownBranding;
  readonly language: LanguageInZone;
  readonly say: LanguageInZone["say"];
  readonly visitor: Actor;
  readonly now: Date;
  readonly opened: OpenedOwnerPage;
  /** A field of the sent form; null when it is missing or came more than once. */
  field(name: string): string | null;
}
