/**
 * The server's side of what gateways ask: decisions from the database, copies, reports, and which gateway is how far.
 * It refuses to know any wire protocol of an MTA.
 */

export { requireSaneLengths } from "./decisions/authorize-senders.js";
export { DecisionReason, RESENT_FROM, Verdict } from "./decisions/sender-decision.types.js";
export { registerFullCopy } from "./full-copy/register-full-copy.js";
export { awaitGateways } from "./registry/await-gateways.js";
export { addDecisionTimes } from "./registry/decision-times.js";
export { fromCheckOf, gatewayFigures, listLiveGateways } from "./registry/gateway.queries.js";
export { gatewaysNodes } from "./registry/gateway.resolver.js";
export { gatewaysReached } from "./registry/gateways-reached.js";
export { hourOf } from "./registry/hours.js";
export { addGatewayLooks, noteGatewayHours } from "./registry/note-gateway-hours.js";

import { ChangeFeedResolver } from "./changes/change-feed.resolver.js";
import { ChangeSignalResolver } from "./changes/change-signal.resolver.js";
import { SenderDecisionResolver } from "./decisions/sender-decision.resolver.js";
import { ReplicaChecksumsResolver } from "./full-copy/copy-checksums.resolver.js";
import { Gateway } from "./gateway.entity.js";
import { GatewayResolver } from "./registry/gateway.resolver.js";
import { GatewayDecisionTime } from "./registry/gateway-decision-time.entity.js";
import { GatewayHour } from "./registry/gateway-hour.entity.js";
import { GatewayHoursResolver } from "./registry/gateway-hours.resolver.js";
import { PlatformRevisionResolver } from "./registry/platform-revision.resolver.js";

export const gatewaysEntities = [Gateway, GatewayHour, GatewayDecisionTime];
export const gatewaysResolvers = [
  SenderDecisionResolver,
  ChangeFeedResolver,
  ChangeSignalResolver,
  PlatformRevisionResolver,
  GatewayResolver,
  GatewayHoursResolver,
  ReplicaChecksumsResolver,
] as const;
