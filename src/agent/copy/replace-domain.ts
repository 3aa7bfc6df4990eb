import { type ReplicaChange, type ReplicaRecord, STATES_BY_CODE } from "../../replication/index.js";
import { applyChange, type ChangeProgress, removeDomain } from "./apply-change.js";
import { domainChangeOf } from "./copy-builder.js";
import type { CopyStore } from "./copy-store.js";
import type { StoredDomain } from "./copy-tables.js";

/**
 * Puts the platform's state of one domain in the place of what the copy has, in one transaction; the copy must be at the
 * very revision of the records. The domain and its accounts get new numbers, so nothing of what was there counts any
 * more, whatever it was.
 */
export function replaceDomain(store: CopyStore, name: string, records: readonly ReplicaRecord[]): void {
  const former = [...store.tables.domains.getRange()]
    .map(({ value }) => JSON.parse(value.toString("utf8")) as StoredDomain)
    .filter((domain) => domain.name === name);
  store.write(() => {
    const { nextAccount, nextDomain, epoch } = store.state;
    const progress: ChangeProgress = { nextAccount, nextDomain, hasNewEpoch: true };
    for (const { id } of former) removeDomain(store, id);
    const domainOf = new Map<string, string>();
    for (const record of records) {
      for (const change of changesOf(record, domainOf)) applyChange(store, change, progress);
    }
    return {
      ...store.state,
      epoch: epoch + 1,
      nextAccount: progress.nextAccount,
      nextDomain: progress.nextDomain,
    };
  });
}

function* changesOf(record: ReplicaRecord, domainOf: Map<string, string>): Generator<ReplicaChange> {
  switch (record[0]) {
    case "R":
      yield { kind: "RESELLER", id: record[1], path: record[2], isSuspended: record[3] === 1 };
      break;
    case "D":
      yield domainChangeOf(record);
      break;
    case "A": {
      const [, id, domainId, loginKey, aliasKeys, isSuspended, unprovenAliasKeys] = record;
      domainOf.set(id, domainId);
      const aliases = { aliasKeys, unprovenAliasKeys };
      yield { kind: "ACCOUNT", id, domainId, loginKey, ...aliases, isSuspended: isSuspended === 1 };
      break;
    }
    case "S":
      for (const [addressKey, code, expiresAt = null] of record[2]) {
        const state = STATES_BY_CODE[code];
        const domainId = domainOf.get(record[1]) ?? "";
        if (state)
          yield { kind: "AUTHORIZATION", id: "", accountId: record[1], domainId, addressKey, state, expiresAt };
      }
      break;
    case "W":
      for (const [authorizedDomain, expiresAt = null] of record[2]) {
        const place = { accountId: record[1], domainId: domainOf.get(record[1]) ?? "" };
        yield { kind: "DOMAIN_AUTHORIZATION", id: "", ...place, authorizedDomain, isAuthorized: true, expiresAt };
      }
      break;
    case "P": {
      const [, scopeKind, scopeId, schedule, subaddressDelimiters, allowNullSender, locked, subaddressDomains] = record;
      const settings = { schedule, subaddressDelimiters, allowNullSender, subaddressDomains, locked };
      yield { kind: "POLICY", scopeKind, scopeId, ...settings };
      break;
    }
  }
}
