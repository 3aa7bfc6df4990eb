import { chmod } from "node:fs/promises";
import type { Server } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { formatListenAddress, type ListenAddress, removeStaleSocket } from "../../config/index.js";
import type { Services } from "../../graphql/index.js";
import type { ReportPorts } from "../../rollout/index.js";
import { type ReplyPort, type TakenReport, takeReport } from "./accept-report.js";

/** Bounds of the listener. All times in milliseconds. */
export interface LmtpServerLimits {
  readonly maxConnections: number;
  /** Further recipients are put off with 452, and the MTA brings them next. */
  readonly maxRecipients: number;
  readonly maxMessageOctets: number;
  /** Without a byte from the peer. */
  readonly idleTimeoutMs: number;
  /** From a connection's first byte to its last, so that none is held open for ever by a byte now and then. */
  readonly connectionTimeoutMs: number;
  /** How long `stop` waits for peers to go. What is being committed is waited for in any case. */
  readonly closeTimeoutMs: number;
}

export const REPORT_DOOR_LIMITS: LmtpServerLimits = {
  maxConnections: 50,
  maxRecipients: 50,
  // Three times what Postfix takes by default, so that it is Postfix that refuses.
  maxMessageOctets: 32 * 1024 * 1024,
  idleTimeoutMs: 60_000,
  connectionTimeoutMs: 600_000,
  closeTimeoutMs: 3_000,
};

/** What became of each message. */
export type LmtpServerOutcome = TakenReport | "TOO_LARGE" | "BROKEN_OFF" | "FAILED";

export interface LmtpServerParts {
  readonly services: Pick<Services, "database" | "log">;
  readonly listen: ListenAddress;
  readonly reportPorts: ReportPorts;
  readonly replyPort: ReplyPort;
  readonly onMessage?: (outcome: LmtpServerOutcome) => void;
  readonly limits?: Partial<LmtpServerLimits>;
}

export interface LmtpServer {
  /** The address in use, with the port the system chose where 0 was asked for. */
  readonly address: ListenAddress;
  /** Takes nothing more, waits for what is being counted, and closes. */
  stop(): Promise<void>;
}

/** Who may connect to the socket is for its directory to say: the MTA runs under another user. */
const SOCKET_PERMISSIONS = 0o666;

/** Sessions here have neither sign-in nor encryption; the rest are jokes of old that the library still answers. */
const DISABLED_COMMANDS = ["AUTH", "STARTTLS", "XCLIENT", "XFORWARD", "WIZ", "SHELL", "KILL"];

const REPLIES: Readonly<Record<TakenReport, string>> = {
  COUNTED: "OK: counted",
  NOTHING_NEW: "OK: nothing new in it",
  ANSWERED: "OK: answered, and not kept",
  NO_REPORT: "OK: no report, and not kept",
};

/**
 * LMTP (RFC 2033) for feedback reports, bounces and what people write back. It answers 250 when the counts are committed or there is nothing to
 * count, and 451 when they could not be, so that the MTA brings the message again. What is no report is taken and
 * dropped: a 5xx would have the MTA send a bounce to whoever is named as its sender, and nobody asked for that mail.
 */
export async function openLmtpServer({
  services: { database, log },
  listen,
  reportPorts,
  replyPort,
  onMessage = () => {},
  limits: changed,
}: LmtpServerParts): Promise<LmtpServer> {
  const limits = { ...REPORT_DOOR_LIMITS, ...changed };
  const underWay = new Set<Promise<void>>();

  async function receive(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<string> {
    const forwardPaths = envelope.rcptTo.map(({ address }) => address);
    const reversePath = (envelope.mailFrom || null)?.address ?? "";
    const note = (outcome: LmtpServerOutcome, error?: unknown): void => {
      log.info({ outcome, octets: stream.byteLength, err: error }, "a message came by LMTP");
      onMessage(outcome);
    };
    try {
      const ports = { ...reportPorts, replies: replyPort };
      const outcome = await takeReport(database, ports, withinSize(stream), { reversePath, forwardPaths });
      note(outcome);
      return REPLIES[outcome];
    } catch (error) {
      if (stream.sizeExceeded) note("TOO_LARGE");
      else if (!stream.readableEnded) note("BROKEN_OFF", error);
      else {
        log.error({ err: error }, "a report could not be counted; the MTA will bring it again");
        onMessage("FAILED");
      }
      throw Object.assign(new Error("Error: not counted, try again later"), { responseCode: 451 });
    }
  }

  const smtp = new SMTPServer({
    lmtp: true,
    authOptional: true,
    disabledCommands: DISABLED_COMMANDS,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    logger: false,
    size: limits.maxMessageOctets,
    // With 552 5.3.4, once for each recipient, whatever `onData` says.
    rejectOversized: true,
    maxClients: limits.maxConnections,
    maxRecipients: limits.maxRecipients,
    socketTimeout: limits.idleTimeoutMs,
    closeTimeout: limits.closeTimeoutMs,
    onData(stream, session, callback) {
      const work: Promise<void> = receive(stream, session)
        .then((reply) => callback(null, reply), callback)
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },
  });
  smtp.on("error", (error) => log.info({ err: error }, "an LMTP connection failed"));
  const server: Server = smtp.server;
  server.on("connection", (socket) => {
    const end = setTimeout(() => socket.destroy(), limits.connectionTimeoutMs);
    end.unref();
    socket.once("close", () => clearTimeout(end));
  });
  await startListening(server, listen);
  const address = boundAddress(server, listen);
  log.info({ address: formatListenAddress(address) }, "reports are taken by LMTP");
  return {
    address,
    async stop() {
      await new Promise<void>((resolve) => smtp.close(resolve));
      await Promise.all(underWay);
    },
  };
}

/** Reads what is too large to its end, as the reply comes after it, and then refuses it. */
async function* withinSize(stream: SMTPServerDataStream): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    if (!stream.sizeExceeded) yield chunk as Buffer;
  }
  if (stream.sizeExceeded) throw new Error("The message is too large");
}

async function startListening(server: Server, listen: ListenAddress): Promise<void> {
  if (listen.kind === "UNIX") await removeStaleSocket(listen.path);
  await new Promise<void>((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) =>
      reject(
        new Error(`cannot listen on ${formatListenAddress(listen)}: ${error.code ?? error.message}`, { cause: error }),
      );
    server.once("error", onError);
    server.listen(listen.kind === "UNIX" ? { path: listen.path } : { host: listen.host, port: listen.port }, () => {
      server.off("error", onError);
      resolve();
    });
  });
  if (listen.kind === "UNIX") await chmod(listen.path, SOCKET_PERMISSIONS);
}

function boundAddress(server: Server, listen: ListenAddress): ListenAddress {
  const address = server.address();
  if (listen.kind === "UNIX" || address === null || typeof address === "string") return listen;
  return { kind: "TCP", host: listen.host, port: address.port };
}
