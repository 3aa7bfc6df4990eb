import { AuthorizationState } from "../authorizations/index.js";
import type { LinkPress } from "../presses/index.js";
import type { DeniedByBlock } from "./operations/block-identity.js";

/** Whether what an owner took from an account on their page was asked for only, and not yet allowed. */
export function isDenial({ act, before }: Pick<LinkPress, "act" | "before">): boolean {
  if (act !== "WITHDRAW") return false;
  const { authorizations = [] } = (before ?? {}) as Partial<DeniedByBlock>;
  return authorizations.some(({ state }) => state === AuthorizationState.PENDING);
}
