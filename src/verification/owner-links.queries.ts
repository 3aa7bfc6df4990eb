import { type EntityManager, In, IsNull, LessThan, MoreThan } from "typeorm";
import type { Identity } from "../authorizations/index.js";
import { lockRow, type Transaction } from "../database/index.js";
import { hashOfLinkToken } from "../kernel/index.js";
import { OwnerLink } from "./owner-link.entity.js";

export async function findOwnerLink(manager: EntityManager, token: string): Promise<OwnerLink | null> {
  const tokenHash = hashOfLinkToken(token);
  return tokenHash === null ? null : manager.findOneBy(OwnerLink, { tokenHash });
}

export async function lockOwnerLink(tx: Transaction, token: string): Promise<OwnerLink | null> {
  const tokenHash = hashOfLinkToken(token);
  return tokenHash === null ? null : lockRow(tx, OwnerLink, { tokenHash });
}

export function isLinkOver(link: OwnerLink, { ownerLinkVersion }: Identity, now: Date): boolean {
  const { endedAt, expiresAt, version } = link;
  return endedAt !== null || version < ownerLinkVersion || (expiresAt !== null && expiresAt <= now);
}

/** The newest that was asked for since, of the same kind, and can still be used. */
export async function recentOwnerLink(
  tx: Transaction,
  identity: Identity,
  isToBlock: boolean,
  since: Date,
): Promise<OwnerLink | null> {
  const row = await tx.manager.findOne(OwnerLink, {
    where: { identityId: identity.id, createdAt: MoreThan(since), endedAt: IsNull(), isToBlock },
    order: { createdAt: "DESC", id: "DESC" },
  });
  return row === null || isLinkOver(row, identity, tx.now) ? null : row;
}

/** Forgets links from before this moment, at most `limit`. Returns how many. */
export async function deleteOldOwnerLinks(tx: Transaction, before: Date, limit = 1_000): Promise<number> {
  const rows = await tx.manager.find(OwnerLink, {
    select: { id: true },
    where: { createdAt: LessThan(before) },
    order: { createdAt: "ASC" },
    take: limit,
  });
  if (rows.length > 0) await tx.manager.delete(OwnerLink, { id: In(rows.map(({ id }) => id)) });
  return rows.length;
}
