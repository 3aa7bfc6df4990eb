import { IsNull } from "typeorm";
import { insertRow, lockRow, moveRows, type Transaction, updateRows } from "../database/index.js";
import { type Actor, type Locked, newIdentifier, newInstance, notFound } from "../kernel/index.js";
import { automationSignals, type PressEvidence } from "./automation.js";
import { LinkPress } from "./link-press.entity.js";
import { countsRepeated, mayStillTurnRound, mustBeRepeated, type PageAct, type PressProof } from "./page-acts.js";
import { PRESS_STATES, type PressEvent } from "./press-states.js";

/** One press on a page, as it came. */
export interface Press {
  readonly act: PageAct;
  readonly subjectId: string;
  readonly targetId?: string | null;
  /** What was shown with it; that it is what the act takes, and right, the caller has checked. */
  readonly shown: PressProof;
  readonly visitor: Actor;
  readonly pageViewedAt: Date | null;
  /** When the mail with the link was handed over; null where that is not known. */
  readonly sentAt?: Date | null;
}

export function evidenceOfPress(press: Press, now: Date): PressEvidence {
  const seen = {
    via: "PAGE" as const,
    delayMs: press.sentAt ? now.getTime() - press.sentAt.getTime() : null,
    pageViewedAt: press.pageViewedAt?.getTime() ?? null,
    remoteAddress: press.visitor.remoteAddress,
    userAgent: press.visitor.userAgent?.slice(0, 256) ?? null,
  };
  return { ...seen, signals: automationSignals(seen) };
}

/**
 * The guard before every change that a page makes. Null when the press is held: it counts once it is repeated by
 * somebody who does not name themselves as a program. Otherwise it is written down as done, and the caller does it,
 * with what it takes to turn it round in `before` (`noteBefore`). The subject's row is locked by the caller.
 */
export async function takePress(tx: Transaction, press: Press): Promise<LinkPress | null> {
  const evidence = evidenceOfPress(press, tx.now);
  const held = await heldPress(tx, press);
  const isRepeated = held?.act === press.act && countsRepeated(evidence.signals, press.shown);
  if (!isRepeated && mustBeRepeated(press.act, evidence.signals, press.shown)) {
    if (held?.act === press.act) return null;
    if (held !== null) await setState(tx, held, "REPLACE");
    await insertPress(tx, press, evidence, "HELD");
    return null;
  }
  if (held !== null) await setState(tx, held, isRepeated ? "REPEAT" : "REPLACE");
  if (isRepeated && held !== null) return held;
  return insertPress(tx, press, evidence, "DONE");
}

/** What is to be restored when the press is turned round. */
export async function noteBefore(tx: Transaction, { id }: LinkPress, before: unknown): Promise<void> {
  await updateRows(tx, LinkPress, { id }, { before });
}

/** Turns a press of this page round, within its hour. Throws NOT_FOUND for any other. */
export async function turnRound(tx: Transaction, subjectId: string, id: string): Promise<LinkPress> {
  const press = await lockRow(tx, LinkPress, { id, subjectId });
  if (press === null || press.state !== "DONE" || !mayStillTurnRound(press.act, press.createdAt, tx.now)) {
    throw notFound("Press");
  }
  await setState(tx, press, "TURN_ROUND");
  return press;
}

async function heldPress(tx: Transaction, { subjectId, targetId }: Press): Promise<Locked<LinkPress> | null> {
  const held = { subjectId, targetId: targetId ?? IsNull(), state: "HELD" as const };
  return lockRow(tx, LinkPress, held, { createdAt: "DESC", id: "DESC" });
}

async function setState(tx: Transaction, press: Locked<LinkPress>, event: PressEvent): Promise<void> {
  const from = press.state;
  const to = PRESS_STATES.move(press, event);
  press.turnedRoundAt = event === "TURN_ROUND" ? tx.now : null;
  if (event === "REPEAT") press.createdAt = tx.now;
  const { id, turnedRoundAt, createdAt } = press;
  await moveRows(tx, LinkPress, { where: { id }, step: { from: [from], to }, changes: { turnedRoundAt, createdAt } });
}

async function insertPress(
  tx: Transaction,
  { act, subjectId, targetId }: Press,
  evidence: PressEvidence,
  state: LinkPress["state"],
): Promise<LinkPress> {
  const row = newInstance(LinkPress, {
    id: newIdentifier(),
    subjectId,
    targetId: targetId ?? null,
    act,
    state,
    before: null,
    evidence,
    createdAt: tx.now,
    turnedRoundAt: null,
  });
  await insertRow(tx, LinkPress, row);
  return row;
}
