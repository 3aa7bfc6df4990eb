import type { ListenAddress } from "../../config/index.js";
import type { Judge } from "../judge.js";
import { openProtocolServer, type RunningServer, type ServerLimits } from "../wire/protocol-server.js";
import type { ProtocolTrouble } from "../wire/protocol-trouble.js";
import { openPolicySession, type PolicyDelegationOptions } from "./policy-session.js";

/**
 * Postfix drops an idle connection after 300 s (smtpd_policy_service_max_idle) and waits 100 s for an answer; it
 * finds out sooner that we have none.
 */
export const POLICY_LIMITS: ServerLimits = {
  maxConnections: 20_000,
  idleTimeoutMs: 330_000,
  readTimeoutMs: 10_000,
  decisionTimeoutMs: 10_000,
  writeTimeoutMs: 10_000,
  closeTimeoutMs: 10_000,
};

export const POLICY_DEFAULTS: PolicyDelegationOptions = {
  // Postfix bounds each command line at 2,048 octets, and a request holds a handful of fields from such lines.
  maxRequestBytes: 16_384,
  addsWarningHeader: false,
};

export interface PolicyServerSettings {
  readonly onTrouble: (trouble: ProtocolTrouble, peer: string) => void;
  readonly options?: PolicyDelegationOptions | undefined;
  readonly limits?: ServerLimits | undefined;
}

export function openPolicyServer(
  listen: ListenAddress,
  judge: Judge,
  { onTrouble, options = POLICY_DEFAULTS, limits = POLICY_LIMITS }: PolicyServerSettings,
): Promise<RunningServer> {
  return openProtocolServer({
    listen,
    limits,
    onTrouble,
    openSession: (connection) => openPolicySession(connection, judge, options),
  });
}
