import { type EntityManager, IsNull, MoreThan } from "typeorm";
import type { Database, Transaction } from "../../database/index.js";
import type { SubjectKind } from "../refresh-token.entity.js";
import { ViewSession } from "./view-session.entity.js";

/** More at a time are not listed: each lasts half an hour at most. */
const MAX_VIEWS = 100;

export function listOpenViews(
  manager: EntityManager,
  subject: { readonly kind: SubjectKind; readonly id: string },
  now: Date,
): Promise<ViewSession[]> {
  return manager.find(ViewSession, {
    where: { subjectId: subject.id, subjectKind: subject.kind, endedAt: IsNull(), expiresAt: MoreThan(now) },
    order: { id: "DESC" },
    take: MAX_VIEWS,
  });
}

/** False where it had ended already. */
export async function endView(tx: Transaction, id: string): Promise<boolean> {
  const { affected } = await tx.manager.update(ViewSession, { id, endedAt: IsNull() }, { endedAt: tx.now });
  return affected === 1;
}

/** A row that is not there is one that a replica does not have yet: the token was signed here, and carries its end. */
export async function isViewEnded(database: Database, id: string): Promise<boolean> {
  const view = await database.reader.findOneBy(ViewSession, { id });
  return view !== null && view.endedAt !== null;
}
