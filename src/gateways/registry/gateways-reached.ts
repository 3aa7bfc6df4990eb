import { newInstance } from "../../kernel/index.js";
import type { Language } from "../../texts/index.js";
import type { AwaitedGateways } from "./await-gateways.js";
import { GatewaysReached } from "./gateway.types.js";

/** How far a change has come, in numbers and in words for whoever made it. */
export function gatewaysReached(
  { isReached, missing, liveCount }: AwaitedGateways,
  language: Language,
): GatewaysReached {
  return newInstance(GatewaysReached, {
    isReached,
    missingCount: missing.length,
    gatewayCount: liveCount,
    message: messageOf(liveCount - missing.length, liveCount, language),
    missingNames: missing.map(({ name }) => name),
  });
}

function messageOf(obeying: number, total: number, { say }: Language): string {
  if (total === 0) return say("gatewaysReached.none");
  return obeying === total ? say("gatewaysReached.all") : say("gatewaysReached.some", { obeying, total });
}
