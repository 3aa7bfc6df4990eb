/**
 * What a copy of the authorizations is made of, for those who give one out and those who keep one: changes, records of
 * a full copy, checksums, and the keyed hash they rest on. It refuses to know the database and how a copy is stored.
 */
export * from "./replica-change.js";
export * from "./replica-checksum.js";
export * from "./replica-record.js";
export * from "./sip-hash.js";
