import type { Administrator } from "../../access/index.js";
import type { Transaction } from "../../database/index.js";
import { extendUntried, replaceUntried } from "../../outbox/index.js";
import { enforcementOf } from "../enforcement-state.js";
import { scopeOfAdministrator } from "./recipients.queries.js";

/**
 * What waits for this administrator and has not left says what is so now: a digest of the state of enforcement, and an
 * announcement of a date that is none any more is not sent. Called where a beginning is held or released.
 */
export async function bringUpToDate(tx: Transaction, administrator: Administrator): Promise<void> {
  const found = await scopeOfAdministrator(tx.manager, administrator);
  if (found === null) return;
  const enforcement = await enforcementOf(tx.manager, found.scope, tx.now);
  await extendUntried(tx, administrator.id, "digest-reseller", (parameters) => ({ ...parameters, enforcement }));
  if (enforcement.kind === "PLANNED") {
    await extendUntried(tx, administrator.id, "announcement", (parameters) => ({
      ...parameters,
      enforcedAt: enforcement.at,
      heldBelow: enforcement.heldBelow,
    }));
  } else {
    await replaceUntried(tx, administrator.id, "announcement");
  }
}
