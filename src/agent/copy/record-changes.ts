import {
  type ReplicaChange,
  type ReplicaChangeOf,
  type ReplicaRecord,
  type ReplicaRecordOf,
  STATES_BY_CODE,
} from "../../replication/index.js";

/**
 * The changes that make of nothing what a record says. `domainOf` remembers the domain of each account, whose
 * authorizations come in records of their own.
 */
export function* changesOfRecord(record: ReplicaRecord, domainOf: Map<string, string>): Generator<ReplicaChange> {
  switch (record[0]) {
    case "R":
      yield resellerChangeOf(record);
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
    case "P":
      yield policyChangeOf(record);
      break;
  }
}

export function resellerChangeOf([, id, path, isSuspended]: ReplicaRecordOf<"R">): ReplicaChangeOf<"RESELLER"> {
  return { kind: "RESELLER", id, path, isSuspended: isSuspended === 1 };
}

export function domainChangeOf(record: ReplicaRecordOf<"D">): ReplicaChangeOf<"DOMAIN"> {
  const [, id, name, resellerPath, isSuspended, isProven, aliasOfId] = record;
  const alias = aliasOfId === null ? {} : { aliasOfId };
  return { kind: "DOMAIN", id, name, resellerPath, isSuspended: isSuspended === 1, isProven: isProven === 1, ...alias };
}

export function policyChangeOf(record: ReplicaRecordOf<"P">): ReplicaChangeOf<"POLICY"> {
  const [, scopeKind, scopeId, schedule, subaddressDelimiters, allowNullSender, locked, ...later] = record;
  const [subaddressDomains, refusalAdvice, resentMail] = later;
  const settings = { schedule, subaddressDelimiters, allowNullSender, subaddressDomains, refusalAdvice, resentMail };
  return { kind: "POLICY", scopeKind, scopeId, ...settings, locked };
}
