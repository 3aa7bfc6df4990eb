import { In } from "typeorm";
import { type Authorization, lockAuthorizations } from "../../authorizations/index.js";
import { inBatches, lockRows, type Transaction } from "../../database/index.js";
import { type Locked, rowsAcrossTenants } from "../../kernel/index.js";
import { Approval } from "../approval.entity.js";

export interface LockedRequests {
  readonly authorizations: Locked<Authorization>[];
  readonly approvals: Locked<Approval>[];
}

/** Requests that were found, as they are once nobody else changes them: authorizations first, as everywhere. */
export async function lockRequests(tx: Transaction, found: readonly Approval[]): Promise<LockedRequests> {
  const authorizationIds = found.map(({ authorizationId }) => authorizationId);
  const asked = await lockAuthorizations(tx, authorizationIds);
  const authorizations = rowsAcrossTenants(asked, "its request is one that the caller decides");
  const approvals: Locked<Approval>[] = [];
  for (const ids of inBatches(found.map(({ id }) => id))) {
    approvals.push(...(await lockRows(tx, Approval, { id: In(ids) })));
  }
  return { authorizations, approvals };
}
