import type { EntityManager } from "typeorm";
import type { DecisionReason } from "../decision/index.js";
import { loginKeyOf } from "../decision/index.js";
import { decideBatch } from "../decision-data/index.js";
import { type Place, writtenReversePath } from "../kernel/index.js";

export type SenderRightsOutcome = "own" | "authorized" | "unauthorized";

/** What an address is to an account at this moment. */
export interface Standing {
  readonly outcome: SenderRightsOutcome;
  readonly reason: DecisionReason;
  readonly isLogin: boolean;
  readonly authorizationId: string | null;
  readonly place: Required<Place>;
}

const QUESTIONS_PER_CALL = 500;

/** Standing of each login and address key, by `standingKey`; null for a login that no account has. */
export async function loadStandings(
  manager: EntityManager,
  pairs: readonly { readonly login: string; readonly addressKey: string }[],
  now: Date,
): Promise<Map<string, Standing | null>> {
  const distinct = [...new Map(pairs.map((pair) => [standingKey(pair.login, pair.addressKey), pair])).entries()];
  const standings = new Map<string, Standing | null>();
  for (let start = 0; start < distinct.length; start += QUESTIONS_PER_CALL) {
    const chunk = distinct.slice(start, start + QUESTIONS_PER_CALL);
    const questions = chunk.map(([, { login, addressKey }]) => ({
      login,
      reversePath: writtenReversePath(addressKey),
      fromAddresses: [],
    }));
    const decisions = await decideBatch(manager, questions, now);
    for (const [index, [key, { login, addressKey }]] of chunk.entries()) {
      const located = decisions[index];
      if (located === undefined || located.place === null) {
        standings.set(key, null);
        continue;
      }
      const { reason, authorizationId, wouldDeny } = located.decision;
      const isLogin = loginKeyOf(login) === addressKey;
      standings.set(key, {
        outcome: isLogin ? "own" : outcomeOf(reason, wouldDeny, authorizationId),
        reason,
        isLogin,
        authorizationId,
        place: located.place,
      });
    }
  }
  return standings;
}

export function standingKey(login: string, addressKey: string): string {
  return `${login}\n${addressKey}`;
}

function outcomeOf(reason: DecisionReason, wouldDeny: boolean, authorizationId: string | null): SenderRightsOutcome {
  if (wouldDeny) return "unauthorized";
  const isOwn = reason === "OWN_ADDRESS" || reason === "ALIAS" || reason === "SUBADDRESS" || reason === "NULL_SENDER";
  return isOwn && authorizationId === null ? "own" : "authorized";
}
