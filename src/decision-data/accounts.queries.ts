import type { QueryRunner } from "typeorm";
import { placeholders, rowsOf } from "../database/index.js";

/** Where an account lives, for the policies that hold for it and for the check of who may ask. */
export interface AccountPlace {
  readonly accountId: string;
  readonly domainId: string;
  readonly resellerPath: string;
}

/** An account that a login belongs to, as it stands at the revision it was read with. */
export interface FoundAccount {
  readonly loginKey: string;
  readonly place: AccountPlace;
  /** Itself; what stands above it is not looked at here. */
  readonly isSuspended: boolean;
}

export interface FoundAccounts {
  readonly revision: number;
  /** By canonical login; logins that are not known here are missing. */
  readonly byLogin: ReadonlyMap<string, FoundAccount>;
}

interface AccountRow {
  readonly revision: number;
  readonly id: string | null;
  readonly addressKey: string;
  readonly domainId: string;
  readonly resellerPath: string;
  readonly state: string;
}

/** The accounts behind the logins and the revision, both of one moment: it is one statement. */
export async function findAccounts(runner: QueryRunner, loginKeys: readonly string[]): Promise<FoundAccounts> {
  const rows = await rowsOf<AccountRow>(
    runner,
    `SELECT c.value AS revision, a.id, a.addressKey, a.domainId, a.resellerPath, a.state
       FROM revision_counter c
       LEFT JOIN account a ON a.addressKey IN (${placeholders(loginKeys.length)})
      WHERE c.id = 1`,
    loginKeys,
  );
  const byLogin = new Map<string, FoundAccount>();
  for (const { id, addressKey, domainId, resellerPath, state } of rows) {
    if (id === null) continue;
    const isSuspended = state === "SUSPENDED";
    byLogin.set(addressKey, { loginKey: addressKey, place: { accountId: id, domainId, resellerPath }, isSuspended });
  }
  return { revision: Number(rows[0]?.revision ?? 0), byLogin };
}
