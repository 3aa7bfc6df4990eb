import type { ListenAddress } from "../../config/index.js";
import type { DecisionSource } from "../decision-source.js";
import { openProtocolServer, type RunningServer, type ServerLimits } from "../wire/protocol-server.js";
import type { ProtocolTrouble } from "../wire/protocol-trouble.js";
import { type LookupOutcome, openSocketmapSession, type SocketmapOptions } from "./socketmap-session.js";

/** Postfix drops an idle connection after 10 s and any connection after 100 s. */
export const SOCKETMAP_LIMITS: ServerLimits = {
  maxConnections: 20_000,
  idleTimeoutMs: 120_000,
  readTimeoutMs: 10_000,
  decisionTimeoutMs: 10_000,
  writeTimeoutMs: 10_000,
  closeTimeoutMs: 10_000,
};

export const SOCKETMAP_DEFAULTS: SocketmapOptions = {
  mapName: "sender_login_maps",
  maxQueryBytes: 10_000,
  maxReplyBytes: 100_000,
};

export interface SocketmapServerSettings {
  readonly count: (outcome: LookupOutcome) => void;
  readonly onTrouble: (trouble: ProtocolTrouble, peer: string) => void;
  readonly options?: SocketmapOptions | undefined;
  readonly limits?: ServerLimits | undefined;
}

export function openSocketmapServer(
  listen: ListenAddress,
  source: DecisionSource,
  { count, onTrouble, options = SOCKETMAP_DEFAULTS, limits = SOCKETMAP_LIMITS }: SocketmapServerSettings,
): Promise<RunningServer> {
  return openProtocolServer({
    listen,
    limits,
    onTrouble,
    openSession: (connection) => openSocketmapSession(connection, source, count, options),
  });
}
