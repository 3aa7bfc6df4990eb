/**
 * What happened, as those may follow it whose it is: the audit trail by scope, in the order of the commits. It records
 * nothing itself, so no mutation can forget it.
 */
export { ChangeKind, changeKindOf } from "./change-kind.enum.js";
export { wantedKinds } from "./tenant-changes.resolver.js";

import { AuditReasonResolver } from "./audit-reason.resolver.js";
import { TenantChangedResolver } from "./tenant-changed.resolver.js";
import { TenantChangesResolver } from "./tenant-changes.resolver.js";

export const tenantChangesResolvers = [TenantChangesResolver, TenantChangedResolver, AuditReasonResolver] as const;
