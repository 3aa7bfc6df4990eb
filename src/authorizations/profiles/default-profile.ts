import { type Transaction, updateRows } from "../../database/index.js";
import type { Authorization } from "../authorization.entity.js";
import { AuthorizationState } from "../authorization-state.js";
import { clearDefaults, wishedDefaultsOf } from "./profile.queries.js";
import { SenderProfile } from "./sender-profile.entity.js";

/**
 * Makes a profile the one its account writes from, or no longer. Where its right waits it becomes so when that is
 * allowed, and what was the default stays until then. Returns whether anything has changed.
 */
export async function setDefault(
  tx: Transaction,
  { state }: Pick<Authorization, "state">,
  profile: SenderProfile,
  isDefault: boolean,
): Promise<boolean> {
  const wished = await wishedDefaultsOf(tx, profile.accountId);
  const place = wished.findIndex(({ id }) => id === profile.id);
  const isUsable = state === AuthorizationState.AUTHORIZED;
  if (isDefault) {
    if (place !== -1 && place === wished.length - 1) return false;
    profile.defaultSince = tx.now;
    await updateRows(tx, SenderProfile, { id: profile.id }, { defaultSince: tx.now });
    const others = wished.filter(({ id }) => id !== profile.id);
    if (isUsable) await clearDefaults(tx, idsOf(others));
    return true;
  }
  // Whoever writes back what is shown of a right that waits does not take the wish away.
  if (place === -1 || !isUsable) return false;
  profile.defaultSince = null;
  // Those wished before would come up again.
  await clearDefaults(tx, idsOf(wished.slice(0, place + 1)));
  return true;
}

type Wish = Pick<SenderProfile, "id" | "defaultSince">;

/** Whether the first was wished later than the other, or the other never; in the order of the queries. */
export function isWishedAfter(one: Wish, other: Wish | null): boolean {
  if (one.defaultSince === null) return false;
  if (other === null || other.defaultSince === null) return true;
  const later = one.defaultSince.getTime() - other.defaultSince.getTime();
  return later > 0 || (later === 0 && one.id > other.id);
}

function idsOf(profiles: readonly SenderProfile[]): string[] {
  return profiles.map(({ id }) => id);
}
