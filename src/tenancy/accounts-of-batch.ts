import type { Transaction } from "../database/index.js";
import { badInput, type GlobalId, notFound, type Scope } from "../kernel/index.js";
import type { Account } from "./account.entity.js";
import { lockAccounts } from "./account.queries.js";
import type { BatchItem } from "./batch.js";
import { innerId, type Problems } from "./input-problems.js";

export interface BatchedAccount {
  readonly account: Account;
  readonly field: string;
}

/** The accounts of these of `input.ids`, in their order, locked; what is wrong with an id goes to `problems`. */
export async function lockBatch(
  tx: Transaction,
  scope: Scope,
  items: readonly BatchItem<GlobalId>[],
  problems: Problems,
): Promise<BatchedAccount[]> {
  const seen = new Set<string>();
  const wanted = items.flatMap(({ item: globalId, index }) => {
    const field = `input.ids[${index}]`;
    const id = problems.collect(() => innerId("Account", globalId, field));
    if (id === undefined) return [];
    if (seen.has(id)) problems.add(badInput("NAMED_TWICE", field, "This account is listed twice"));
    seen.add(id);
    return [{ id, field }];
  });
  const found = await lockAccounts(tx, scope, [...seen]);
  return wanted.flatMap(({ id, field }) => {
    const account = found.get(id);
    if (account === undefined) problems.add(notFound("Account", field));
    return account === undefined ? [] : [{ account, field }];
  });
}
