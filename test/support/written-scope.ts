import { readGlobalId } from "../../src/graphql/index.js";
import type { ScopeInput } from "../../src/tenancy/index.js";

/** A scope by ids as answers have them: texts. */
export interface WrittenScope {
  readonly platform?: boolean | null;
  readonly resellerId?: string | null;
  readonly domainId?: string | null;
  readonly accountId?: string | null;
}

/** What an operation is handed of an argument that says this. */
export function scopeInput({ platform, resellerId, domainId, accountId }: WrittenScope): ScopeInput {
  const idIn = (text: string | null | undefined) => (typeof text === "string" ? readGlobalId(text) : text);
  return { platform, resellerId: idIn(resellerId), domainId: idIn(domainId), accountId: idIn(accountId) };
}
