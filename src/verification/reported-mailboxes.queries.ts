import type { EntityManager } from "typeorm";
import type { Identity } from "../authorizations/index.js";
import { mailboxAt } from "../policy/index.js";
import { ReportedMailbox } from "./reported-mailbox.entity.js";

export function isReported(manager: EntityManager, mailbox: string): Promise<boolean> {
  return manager.existsBy(ReportedMailbox, { mailbox });
}

/** Since when nobody is asked at the address, as whoever reads it wished; null where they did not. */
export async function noQuestionsSince(
  manager: EntityManager,
  { blockedAt, addressKey }: Pick<Identity, "blockedAt" | "addressKey">,
): Promise<Date | null> {
  if (blockedAt !== null) return blockedAt;
  const mailbox = await mailboxAt(manager, addressKey);
  return (await manager.findOneBy(ReportedMailbox, { mailbox }))?.reportedAt ?? null;
}
