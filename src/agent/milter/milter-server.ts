import type { ListenAddress } from "../../config/index.js";
import type { Judge } from "../judge.js";
import { openProtocolServer, type RunningServer, type ServerLimits } from "../wire/protocol-server.js";
import type { ProtocolTrouble } from "../wire/protocol-trouble.js";
import { type MilterOptions, openMilterSession } from "./milter-session.js";

/** Postfix waits 30 s for an answer to a command; between two of them an SMTP client may take its time. */
export const MILTER_LIMITS: ServerLimits = {
  maxConnections: 20_000,
  // libmilter's own default (smfi_settimeout).
  idleTimeoutMs: 7_210_000,
  readTimeoutMs: 30_000,
  decisionTimeoutMs: 10_000,
  writeTimeoutMs: 10_000,
  closeTimeoutMs: 10_000,
};

export const MILTER_DEFAULTS: MilterOptions = {
  // Postfix sends bodies in pieces of 65,535 octets, and a header of up to header_size_limit (102,400) in one.
  maxPacketBytes: 262_144,
  judgedHeaders: ["from"],
  addsTraceHeader: false,
};

export interface MilterServerSettings {
  readonly onTrouble: (trouble: ProtocolTrouble, peer: string) => void;
  readonly options?: MilterOptions | undefined;
  readonly limits?: ServerLimits | undefined;
}

export function openMilterServer(
  listen: ListenAddress,
  judge: Judge,
  { onTrouble, options = MILTER_DEFAULTS, limits = MILTER_LIMITS }: MilterServerSettings,
): Promise<RunningServer> {
  return openProtocolServer({
    listen,
    limits,
    onTrouble,
    openSession: (connection) => openMilterSession(connection, judge, options),
  });
}
