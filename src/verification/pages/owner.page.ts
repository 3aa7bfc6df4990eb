import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "../../graphql/index.js";
import { shownBranding, shownPlatform } from "../../tenancy/index.js";
import { pageLanguage, visitor } from "../../web/index.js";
import { brandingOfOwner } from "../branding-of-owner.js";
import { type VerificationKeys, verificationKeys } from "../verification-keys.js";
import { openOwnerPage } from "./open-owner-page.js";
import { actAsOwner, askForLink, openWithNumber } from "./owner-page-acts.js";
import type { OwnerRequest } from "./owner-page-request.js";
import { readProofMark } from "./proof-mark.js";
import { showActingPage, showBlockPage, showNumberPage, showOverPage, showSightPage } from "./show-owner-page.js";

interface Link {
  readonly Params: { readonly token: string };
}

/**
 * `/owner/:token`. GET shows who may send as the address and changes nothing; neither does anything else that the link of
 * a question can do, but have a link mailed with which its owner acts for an hour. That one opens with the digits that
 * stood where it was asked for, and only the POST of a form on the page behind it changes anything.
 */
export function registerOwnerPage(app: FastifyInstance, services: Services): void {
  const mailer = verificationKeys(services.configuration);
  app.get<Link>("/owner/:token", async (request, reply) => show(await read(services, mailer, request, reply)));
  app.post<Link>("/owner/:token", async (request, reply) => {
    const on = await read(services, mailer, request, reply);
    switch (on.field("action")) {
      case "renew":
      case "mail-link":
        return askForLink(on);
      case "open":
        return openWithNumber(on);
      case "withdraw":
      case "block":
      case "unblock":
      case "end-links":
      case "take-back":
      case "ask-again":
        return actAsOwner(on);
      case "ask-block": {
        const { opened } = on;
        const isProven = opened.kind === "ACTING" && readProofMark(on);
        return isProven ? showBlockPage(on, opened) : actAsOwner(on);
      }
      default:
        return show(on, 400, on.say("answerPage.badForm"));
    }
  });
}

async function read(
  services: Services,
  mailer: VerificationKeys,
  request: FastifyRequest<Link>,
  reply: FastifyReply,
): Promise<OwnerRequest> {
  const opened = await openOwnerPage(services, mailer, request.params.token);
  const branding =
    opened.kind === "UNKNOWN"
      ? await shownPlatform(services)
      : shownBranding(services, await brandingOfOwner(services.database.reader, opened.identity));
  const language = pageLanguage(request, branding);
  const { token } = request.params;
  const body = request.body as Record<string, unknown> | null;
  return {
    services,
    mailer,
    request,
    reply,
    token,
    branding,
    language,
    say: language.say,
    visitor: visitor(request),
    now: services.clock.now(),
    opened,
    field(name) {
      const value = body !== null && typeof body === "object" && Object.hasOwn(body, name) ? body[name] : null;
      return typeof value === "string" ? value : null;
    },
  };
}

/** What the link shows before anything is pressed. */
async function show(on: OwnerRequest, status = 200, problem: string | null = null): Promise<FastifyReply> {
  const { opened } = on;
  switch (opened.kind) {
    case "SIGHT":
      return showSightPage(on, opened, status, problem);
    case "ACTING":
      return readProofMark(on)
        ? showActingPage(on, opened, { status, problem })
        : showNumberPage(on, opened, status, problem);
    case "OVER":
    case "UNKNOWN":
      return showOverPage(on, opened);
  }
}
