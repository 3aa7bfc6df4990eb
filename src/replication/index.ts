/**
 * What a copy of the authorizations is made of, for those who give one out and those who keep one: changes, records of
 * a full copy, checksums, and the keyed hash they rest on. It refuses to know the database and how a copy is stored.
 */
export type { PolicyScopeKind, ReplicaChange, ReplicaChangeOf } from "./replica-change.js";
export { ChecksumTable, createLineChecksum, EntryHasher } from "./replica-checksum.js";
export {
  codeOfState,
  type DomainSenderEntry,
  formatReplicaRecord,
  KeyRuleDiffers,
  MalformedReplica,
  parseReplicaRecord,
  REPLICA_FORMAT,
  type ReplicaHeader,
  type ReplicaRecord,
  type ReplicaRecordOf,
  type SenderEntry,
  STATES_BY_CODE,
} from "./replica-record.js";
export { createKeyedHash, type KeyedHash, SIP_HASH_LENGTH, SIP_KEY_LENGTH } from "./sip-hash.js";
