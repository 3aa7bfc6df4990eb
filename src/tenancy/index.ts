/**
 * Resellers, domains, accounts and their aliases: the tenant tree and who lives where in it. It refuses to know what
 * anybody may send as.
 */
export { Account } from "./account.entity.js";
export { AccountAlias } from "./account-alias.entity.js";
export { BulkCall } from "./bulk-call.entity.js";
export { Domain } from "./domain.entity.js";
export { Reseller } from "./reseller.entity.js";
export { placeOfScope, resolveScope, ScopeInput } from "./scope.input.js";
export { TenantState } from "./tenant-state.js";

import { Account } from "./account.entity.js";
import { AccountAlias } from "./account-alias.entity.js";
import { BulkCall } from "./bulk-call.entity.js";
import { Domain } from "./domain.entity.js";
import { Reseller } from "./reseller.entity.js";

export const tenancyEntities = [Reseller, Domain, Account, AccountAlias, BulkCall];
