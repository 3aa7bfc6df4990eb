import type { Correlator, CorrelatorContext } from "../correlator.js";
import { timeOf } from "../correlator.js";
import type { Frame } from "../framing/frame.js";
import { detach, toText } from "../octets.js";
import type { OpenEntry } from "../open-submissions.js";
import { OpenSubmissions } from "../open-submissions.js";
import type { HarakaLine } from "./haraka-line.js";
import { readEnding, readHarakaEntry, readHarakaLine, readSender } from "./haraka-line.js";

interface HarakaConnection extends OpenEntry {
  readonly host: string;
  /** An AUTH exchange that is under way: its mechanism, and the user once the client has named it. */
  exchange: { mechanism: string; user: string | null; line: number; at: number | null } | null;
  login: { name: string; line: number; at: number | null; source: string } | null;
  transaction: { id: string; sender: string } | null;
}

/**
 * Haraka logs reverse-path and outcome at level notice, and the login only inside the SMTP dialogue (level protocol), or
 * where our plugin names it: `[mayfrom] login=NAME`. Passwords in the dialogue are passed over and never kept.
 */
export function createHarakaCorrelator(context: CorrelatorContext): Correlator & {
  acceptEntry(frame: Frame, entry: Readonly<Record<string, unknown>>): boolean;
} {
  const connections = new OpenSubmissions<HarakaConnection>(context.maximumOpen, (connection) => {
    if (connection.login !== null && connection.transaction !== null) {
      context.summary.skip("evicted-open-submission", connection.login.source, connection.login.line);
      end(connection, "UNFINISHED");
    }
  });

  function acceptLine(frame: Frame, line: HarakaLine): void {
    const key = `${frame.host}|${line.connection}`;
    const connection = connections.get(key);
    const { message } = line;
    if (line.origin === "mayfrom" && message.startsWith("login=")) {
      const open = connection ?? openConnection(frame, key);
      setLogin(open, message.slice(6), frame);
      return;
    }
    if (line.origin !== "core") return;
    if (message.startsWith("C: ")) {
      noteClient(frame, key, connection, message.slice(3).replace(/ state=\d+$/, ""));
      return;
    }
    if (connection === undefined) return;
    if (message.startsWith("S: ")) {
      noteServer(connection, message.slice(3), frame);
      return;
    }
    if (message.startsWith("disconnect")) {
      if (connection.transaction !== null) end(connection, "UNFINISHED");
      connections.remove(key);
      return;
    }
    if (line.transaction === null) return;
    const sender = readSender(line);
    if (sender !== null) {
      if (connection.transaction !== null) end(connection, "UNFINISHED");
      connection.transaction = { id: detach(line.transaction), sender: detach(sender.sender) };
      if (sender.isRefused) end(connection, "REFUSED");
      return;
    }
    const ending = readEnding(line);
    if (ending !== null && connection.transaction !== null) end(connection, ending);
  }

  function openConnection(frame: Frame, key: string): HarakaConnection {
    const connection: HarakaConnection = {
      key: detach(key),
      openedAt: context.arrivedAt(),
      host: detach(frame.host),
      exchange: null,
      login: null,
      transaction: null,
    };
    connections.add(connection);
    return connection;
  }

  function noteClient(frame: Frame, key: string, known: HarakaConnection | undefined, command: string): void {
    const auth = /^AUTH ([A-Z0-9-]+)(?: ([^ ]+))?$/i.exec(command);
    if (auth !== null) {
      const connection = known ?? openConnection(frame, key);
      const mechanism = (auth[1] ?? "").toUpperCase();
      const user = auth[2] === undefined ? null : userOf(mechanism, auth[2]);
      connection.exchange = { mechanism, user, line: frame.line, at: timeOf(frame, context.times) };
    } else if (known !== undefined && known.exchange !== null && known.exchange.user === null) {
      known.exchange.user = userOf(known.exchange.mechanism, command);
      known.exchange.line = frame.line;
    }
  }

  function noteServer(connection: HarakaConnection, reply: string, frame: Frame): void {
    const { exchange } = connection;
    if (exchange === null || reply.startsWith("334")) return;
    if (reply.startsWith("235") && exchange.user !== null && exchange.user !== "") {
      connection.login = { name: exchange.user, line: exchange.line, at: exchange.at, source: frame.source };
    } else if (!reply.startsWith("235")) {
      context.summary.failedLogins += 1;
    }
    connection.exchange = null;
  }

  function setLogin(connection: HarakaConnection, name: string, frame: Frame): void {
    if (name === "") return;
    const at = timeOf(frame, context.times);
    connection.login = { name: detach(name), line: frame.line, at, source: frame.source };
  }

  function end(connection: HarakaConnection, outcome: "QUEUED" | "REFUSED" | "UNFINISHED"): void {
    const { login, transaction } = connection;
    connection.transaction = null;
    if (login === null || transaction === null) return;
    context.emit({
      format: "haraka",
      host: connection.host === "" ? null : toText(connection.host),
      instance: null,
      queueId: transaction.id,
      login: toText(login.name),
      sender: toText(transaction.sender),
      headerFrom: null,
      headerFromAddresses: [],
      messageId: null,
      at: login.at,
      queued: outcome === "QUEUED",
      outcome,
      ambiguous: false,
      source: login.source,
      line: login.line,
    });
  }

  return {
    format: "haraka",
    accept(frame) {
      const line = readHarakaLine(frame.body);
      if (line !== null) acceptLine(frame, line);
    },
    acceptEntry(frame, entry) {
      const line = readHarakaEntry(entry);
      if (line === null) return false;
      acceptLine(frame, line);
      return true;
    },
    finish(before, mayGrow) {
      const isKept = ({ transaction }: HarakaConnection) => mayGrow && transaction === null;
      for (const connection of connections.takeOld(before, isKept)) end(connection, "UNFINISHED");
    },
    save: () => connections.save(),
    restore: (state) => connections.restore(state as HarakaConnection[]),
  };
}

/** The user in a client's answer, as octets; null when this answer does not name one. */
function userOf(mechanism: string, answer: string): string | null {
  const octets = Buffer.from(answer, "base64").toString("latin1");
  switch (mechanism) {
    // RFC 4616: authorization identity NUL authentication identity NUL password.
    case "PLAIN":
      return octets.split("\0")[1] ?? "";
    case "LOGIN":
      return octets;
    // RFC 2195: user, blank, digest.
    case "CRAM-MD5":
      return octets.slice(0, Math.max(octets.lastIndexOf(" "), 0));
    default:
      return "";
  }
}
