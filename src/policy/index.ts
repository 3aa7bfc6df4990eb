/**
 * Schedules of modes and settings per scope, with inheritance and locks. It refuses to know the accounts that they
 * apply to beyond where they live.
 */
export { Policy } from "./policy.entity.js";
export * from "./policy-settings.js";

import { Policy } from "./policy.entity.js";

export const policyEntities = [Policy];
