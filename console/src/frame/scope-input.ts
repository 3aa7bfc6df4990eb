import { ownScope } from "./next-date.js";
import { useShownDomain, useShownScope } from "./scope.js";
import { useShownReseller } from "./shown-reseller.js";
import { useStanding } from "./viewer.js";

/** A scope as the API takes it. */
export interface ScopeGiven {
  readonly platform?: boolean;
  readonly resellerId?: string;
  readonly domainId?: string;
  readonly accountId?: string;
}

/** The scope in the address bar: null while its name is looked for, undefined where the viewer sees none of that name. */
export function useScopeInput(): ScopeGiven | null | undefined {
  const { viewer } = useStanding();
  const { kind, name } = useShownScope();
  const domain = useShownDomain();
  const reseller = useShownReseller();
  if (kind === "d" && name !== null) return domain && { domainId: domain.id };
  if (kind !== "r" || name === null) return ownScope(viewer);
  return reseller && { resellerId: reseller.id };
}
