/**
 * Whose turn it is among several processes on one database. It refuses to know what they do with their turn.
 */
export { JobLease } from "./job-lease.entity.js";
export { endTurn, type Turn, takeTurn } from "./take-turn.js";

import { JobLease } from "./job-lease.entity.js";

export const leasesEntities = [JobLease];
