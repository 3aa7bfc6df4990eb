import { readerKeyOf, readerKeysOf } from "../audit/index.js";
import { type Actor, requireScope } from "../kernel/index.js";
import type { Webhook } from "./webhook.entity.js";

export function makerKeyOf(actor: Actor): string | null {
  return readerKeyOf(requireScope(actor));
}

/** Whether what it is about still lies with whoever made it, or below them: a move takes it from them. */
export function isStillMakers({ makerKey, resellerPath, domainId }: Webhook): boolean {
  return makerKey === null || readerKeysOf({ resellerPath, domainId }).includes(makerKey);
}
