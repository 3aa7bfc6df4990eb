import type { FastifyReply } from "fastify";
import { lockIdentity } from "../../authorizations/index.js";
import { parseGlobalId, readGlobalId } from "../../graphql/index.js";
import { DomainError, notFound } from "../../kernel/index.js";
import { takePress } from "../../presses/index.js";
import { askAgainAsOwner } from "../operations/ask-again.js";
import { type MailedLink, mailOwnerLink } from "../operations/mail-owner-link.js";
import { openOwnerLink } from "../operations/open-owner-link.js";
import {
  blockAsOwner,
  type Owner,
  type OwnerActed,
  takeBackAsOwner,
  unblockAsOwner,
  withdrawAsOwner,
} from "../operations/owner-actions.js";
import type { OpenedOwnerPage, OwnerRequest } from "./owner-page-request.js";
import { readProvenAt } from "./proof-mark.js";
import { readSeenMark } from "./seen-mark.js";
import {
  showActingPage,
  showHeldPage,
  showMailedPage,
  showNumberPage,
  showOverPage,
  showSightPage,
} from "./show-owner-page.js";

type Acting = Extract<OpenedOwnerPage, { kind: "ACTING" }>;

/** Any link that was ever given out has one mailed to the address, with which its owner acts. */
export async function askForLink(on: OwnerRequest): Promise<FastifyReply> {
  const { opened } = on;
  if (opened.kind === "UNKNOWN") return showOverPage(on, opened);
  const { id } = opened.identity;
  const isToBlock = on.field("purpose") === "block";
  const mailed = await on.services.database.write(async (tx): Promise<MailedLink | "HELD"> => {
    const identity = await lockIdentity(tx, id);
    const pageViewedAt = readSeenMark(on.mailer, on.token, on.field("seen"), on.now);
    const press = { act: "MAIL_LINK", subjectId: id, shown: "PRESS", visitor: on.visitor, pageViewedAt } as const;
    if ((await takePress(tx, press)) === null) return "HELD";
    const wanted = { isToBlock, endsOlder: false, language: on.language.code };
    return mailOwnerLink(tx, on.visitor, on.mailer, { identity, wanted });
  });
  return mailed === "HELD" ? showHeldPage(on) : showMailedPage(on, opened.identity, mailed);
}

export async function openWithNumber(on: OwnerRequest): Promise<FastifyReply> {
  const { opened, services, say } = on;
  if (opened.kind === "SIGHT") return showSightPage(on, opened, 403, say("ownerPage.needsLink"));
  if (opened.kind !== "ACTING") return showOverPage(on, opened);
  const outcome = await services.database.write((tx) => openOwnerLink(tx, on.visitor, on.token, on.field("number")));
  switch (outcome) {
    case "RIGHT":
      return showActingPage(on, opened, { status: 200, problem: null });
    case "MISSING":
      return showNumberPage(on, opened, 400, say("ownerPage.openMissing"));
    case "WRONG":
      return showNumberPage(on, opened, 422, say("ownerPage.openWrong"));
    case "OVER":
      return showOverPage(on, { kind: "OVER", identity: opened.identity });
  }
}

/** What changes something: only from a page that was opened with the number. */
export async function actAsOwner(on: OwnerRequest): Promise<FastifyReply> {
  const { opened, say } = on;
  if (opened.kind === "SIGHT") return showSightPage(on, opened, 403, say("ownerPage.needsLink"));
  if (opened.kind !== "ACTING") return showOverPage(on, opened);
  const pageViewedAt = readProvenAt(on);
  if (pageViewedAt === null) return showNumberPage(on, opened, 403, say("ownerPage.openMissing"));
  const owner: Owner = {
    visitor: on.visitor,
    identityId: opened.identity.id,
    linkId: opened.link.id,
    language: on.language.code,
    pageViewedAt,
  };
  if (on.field("action") === "end-links") return endLinks(on, opened);
  try {
    if (on.field("action") === "ask-again") return await haveAsked(on, opened, owner);
    const acted = await act(on, owner);
    if (acted === null) return showHeldPage(on);
    return showActingPage(on, opened, { status: 200, problem: null, done: acted });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return showActingPage(on, opened, {
      status: error.code === "NOT_FOUND" ? 404 : 409,
      problem: say("ownerPage.changed"),
    });
  }
}

/** A question that waits, or was denied or left without an answer, is mailed to the address once more. */
async function haveAsked(on: OwnerRequest, opened: Acting, owner: Owner): Promise<FastifyReply> {
  const { services, mailer, say } = on;
  const authorization = parseGlobalId(readGlobalId(on.field("authorization") ?? ""));
  if (authorization === null) throw notFound("Authorization");
  const outcome = await services.database.write((tx) => askAgainAsOwner(tx, owner, mailer, authorization.id));
  switch (outcome) {
    case "ASKED": {
      const { address } = opened.identity;
      return showActingPage(on, opened, {
        status: 200,
        problem: null,
        done: say("answerPage.askAgainAsked", { address }),
      });
    }
    case "HELD":
      return showHeldPage(on);
    case "TOO_MANY":
      return showActingPage(on, opened, { status: 429, problem: say("answerPage.askAgainTooMany") });
    case "OVER":
      return showActingPage(on, opened, { status: 409, problem: say("ownerPage.changed") });
  }
}

/** What was done, in words; null when it is held. */
async function act(on: OwnerRequest, owner: Owner): Promise<string | null> {
  const { services, mailer, say } = on;
  const { database } = services;
  const done = ({ kind }: OwnerActed<unknown>, words: string) => (kind === "HELD" ? null : words);
  switch (on.field("action")) {
    case "withdraw": {
      const parsed = parseGlobalId(readGlobalId(on.field("authorization") ?? ""));
      if (parsed === null) throw notFound("Authorization");
      const acted = await database.write((tx) => withdrawAsOwner(tx, owner, mailer, parsed.id));
      if (acted.kind === "HELD") return null;
      const account = on.field("account") ?? "";
      return acted.result.state === "DENIED"
        ? say("ownerPage.denied", { account })
        : say("ownerPage.withdrawn", { account });
    }
    case "block":
      return done(await database.write((tx) => blockAsOwner(tx, owner, mailer)), say("ownerPage.blocked"));
    case "unblock":
      return done(await database.write((tx) => unblockAsOwner(tx, owner, mailer)), say("ownerPage.unblocked"));
    default: {
      const press = on.field("press") ?? "";
      return done(await database.write((tx) => takeBackAsOwner(tx, owner, mailer, press)), say("ownerPage.takenBack"));
    }
  }
}

async function endLinks(on: OwnerRequest, { identity }: Acting): Promise<FastifyReply> {
  const mailed = await on.services.database.write(async (tx): Promise<MailedLink | "HELD"> => {
    const locked = await lockIdentity(tx, identity.id);
    const pageViewedAt = readProvenAt(on);
    const press = {
      act: "END_LINKS",
      subjectId: identity.id,
      shown: "NUMBER",
      visitor: on.visitor,
      pageViewedAt,
    } as const;
    if ((await takePress(tx, press)) === null) return "HELD";
    const wanted = { isToBlock: false, endsOlder: true, language: on.language.code };
    return mailOwnerLink(tx, on.visitor, on.mailer, { identity: locked, wanted });
  });
  return mailed === "HELD" ? showHeldPage(on) : showMailedPage(on, identity, mailed, true);
}
