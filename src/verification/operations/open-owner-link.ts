import { lockIdentity } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { takePress } from "../../presses/index.js";
import { OwnerLink } from "../owner-link.entity.js";
import { findOwnerLink, isLinkOver, lockOwnerLink } from "../owner-links.queries.js";
import { readMatchNumber } from "../tokens.js";
import { auditIdentity } from "./block-identity.js";
import { noteConfirmed } from "./confirm-senders.js";
import { noteReceived } from "./mark-deliverable.js";
import { ownerActor } from "./owner-actor.js";

export type OpenedWith = "RIGHT" | "MISSING" | "WRONG" | "OVER";

const MAX_WRONG_NUMBERS = 2;

/**
 * Whether the digits typed into the link's page are those that stood where it was asked for. A wrong one is counted, the
 * second ends the link. Of a right
 * one only the press is kept: the page that it opens carries the proof in its own forms.
 */
export async function openOwnerLink(
  tx: Transaction,
  visitor: Actor,
  token: string,
  typed: string | null,
): Promise<OpenedWith> {
  const found = await findOwnerLink(tx.manager, token);
  if (found === null) return "OVER";
  const identity = await lockIdentity(tx, found.identityId);
  const link = await lockOwnerLink(tx, token);
  if (link === null || isLinkOver(link, identity, tx.now)) return "OVER";
  const number = readMatchNumber(typed);
  if (number === null) return "MISSING";
  const actor = ownerActor(visitor, identity);
  if (number !== link.number) {
    const wrongNumbers = link.wrongNumbers + 1;
    const isOver = wrongNumbers >= MAX_WRONG_NUMBERS;
    await tx.manager.update(OwnerLink, { id: link.id }, { wrongNumbers, endedAt: isOver ? tx.now : null });
    auditIdentity(tx, actor, { action: "identity.wrong_number", identity, after: { wrongNumbers } });
    return isOver ? "OVER" : "WRONG";
  }
  const opened = { act: "OPEN_LINK", subjectId: identity.id, shown: "NUMBER", visitor, pageViewedAt: null } as const;
  await takePress(tx, opened);
  await noteConfirmed(tx, identity);
  await noteReceived(tx, actor, identity, "OWNER_OPENED_LINK");
  return "RIGHT";
}
