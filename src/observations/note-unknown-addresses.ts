import { In } from "typeorm";
import { additiveUpsert, inBatches, type Transaction, type Upsert } from "../database/index.js";
import { loginKeyOf } from "../decision/index.js";
import { addressKeysOf, type DatedSubmission } from "./count-submissions.js";
import { OVERFLOW_KEY } from "./observed-submission.js";
import { UnknownLoginAddress } from "./unknown-login-address.entity.js";

/** Further ones of a login are counted together: who has found a password there sends as thousands. */
export const MAX_ADDRESSES_OF_UNKNOWN_LOGIN = 20;

const ADDRESSES: Upsert = {
  table: "unknown_login_address",
  key: ["loginKey", "addressKey"],
  add: ["messages"],
  most: ["lastSeenAt"],
};

interface Used {
  readonly loginKey: string;
  readonly addressKey: string;
  messages: number;
  lastSeenAt: number;
}

/** Counts what logins without an account sent as, of those logins that are kept by name. */
export async function noteUnknownAddresses(
  tx: Transaction,
  submissions: readonly DatedSubmission[],
  isKept: (loginKey: string) => boolean,
): Promise<void> {
  const rows = new Map<string, Used>();
  for (const submission of submissions) {
    const loginKey = loginKeyOf(submission.login);
    if (!isKept(loginKey)) continue;
    for (const addressKey of addressKeysOf(submission)) {
      add(rows, { loginKey, addressKey, messages: submission.count, lastSeenAt: submission.at });
    }
  }
  const kept = await bounded(tx, [...rows.values()]);
  await additiveUpsert(
    tx,
    ADDRESSES,
    kept.map((row) => ({ ...row })),
  );
}

/** What each login is known to send as stays; of what is new the most used comes first. */
async function bounded(tx: Transaction, used: readonly Used[]): Promise<Used[]> {
  const known = await knownAddresses(tx, [...new Set(used.map(({ loginKey }) => loginKey))]);
  const kept = new Map<string, Used>();
  for (const row of [...used].sort((one, other) => other.messages - one.messages)) {
    const ofLogin = known.get(row.loginKey) ?? new Set<string>();
    known.set(row.loginKey, ofLogin);
    const isNamed = ofLogin.has(row.addressKey) || ofLogin.size < MAX_ADDRESSES_OF_UNKNOWN_LOGIN;
    if (isNamed) ofLogin.add(row.addressKey);
    add(kept, isNamed ? row : { ...row, addressKey: OVERFLOW_KEY });
  }
  return [...kept.values()];
}

async function knownAddresses(tx: Transaction, loginKeys: readonly string[]): Promise<Map<string, Set<string>>> {
  const known = new Map<string, Set<string>>();
  for (const chunk of inBatches(loginKeys)) {
    for (const { loginKey, addressKey } of await tx.manager.findBy(UnknownLoginAddress, { loginKey: In(chunk) })) {
      if (addressKey === OVERFLOW_KEY) continue;
      known.set(loginKey, (known.get(loginKey) ?? new Set()).add(addressKey));
    }
  }
  return known;
}

function add(rows: Map<string, Used>, { loginKey, addressKey, messages, lastSeenAt }: Used): void {
  const key = `${loginKey}\n${addressKey}`;
  const row = rows.get(key);
  if (row === undefined) {
    rows.set(key, { loginKey, addressKey, messages, lastSeenAt });
    return;
  }
  row.messages += messages;
  row.lastSeenAt = Math.max(row.lastSeenAt, lastSeenAt);
}
