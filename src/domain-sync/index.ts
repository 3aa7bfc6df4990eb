/**
 * A domain as it should be: what differs from what is there, and the operations of other rooms that take the difference
 * away. It keeps nothing itself, and refuses to know how any of them is done.
 */
import { DomainSyncResolver } from "./sync.resolver.js";

export const domainSyncResolvers = [DomainSyncResolver] as const;
