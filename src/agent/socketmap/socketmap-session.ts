import { type DecisionSource, isPromise } from "../decision-source.js";
import type { Connection, Session } from "../wire/connection.js";
import { noDecision, ProtocolTrouble } from "../wire/protocol-trouble.js";
import { openRequestLoop } from "../wire/request-loop.js";
import { listOwners } from "./list-owners.js";
import { createNetstringReader, formatNetstring } from "./netstring.js";

export type LookupOutcome = "FOUND" | "NOTFOUND" | "TEMP" | "PERM";

export interface SocketmapOptions {
  /** The name after the last colon of `socketmap:inet:host:port:name`. */
  readonly mapName: string;
  /** socketmap_max_query_size. */
  readonly maxQueryBytes: number;
  /** socketmap_max_reply_size; Postfix drops the connection on a longer reply. */
  readonly maxReplyBytes: number;
}

/**
 * One connection of Postfix's socketmap protocol (socketmap_table(5)), for `smtpd_sender_login_maps`. What the protocol
 * has a word for is answered with it, TEMP above all; only bytes that are no netstring end the connection.
 */
export function openSocketmapSession(
  connection: Connection,
  source: DecisionSource,
  count: (outcome: LookupOutcome) => void,
  options: SocketmapOptions,
): Session {
  function reply(outcome: LookupOutcome, payload: string): string {
    count(outcome);
    return formatNetstring(payload);
  }

  function replyWithOwners(logins: readonly string[]): string {
    // Postfix splits the list at commas and blanks: a login that holds one could never match, and others might.
    const owners = logins.filter((login) => login !== "" && !/[\s,\p{Cc}]/u.test(login));
    // `OK` with nothing behind it is an error to Postfix (maps.c); the blank behind NOTFOUND is part of the protocol.
    if (owners.length === 0) return reply("NOTFOUND", "NOTFOUND ");
    const payload = `OK ${owners.join(",")}`;
    if (Buffer.byteLength(payload) <= options.maxReplyBytes) return reply("FOUND", payload);
    // Half a list would refuse the other half for good.
    connection.report(new ProtocolTrouble("OVERSIZED", `${owners.length} owners are more than a reply holds`));
    return reply("PERM", "PERM more owners than a reply holds");
  }

  function replyWithTrouble(cause: unknown): string {
    connection.report(noDecision(cause));
    return reply("TEMP", "TEMP no answer at the moment");
  }

  function answer(query: string): string | Promise<string> {
    const space = query.indexOf(" ");
    if (space === -1) return reply("PERM", "PERM a query is a map name and a key");
    if (query.slice(0, space) !== options.mapName) return reply("PERM", "PERM no map of this name");
    if (source.owners === null) return reply("TEMP", "TEMP this agent keeps no list of owners");
    try {
      const logins = listOwners(source, source.owners, query.slice(space + 1));
      return isPromise(logins) ? logins.then(replyWithOwners, replyWithTrouble) : replyWithOwners(logins);
    } catch (cause) {
      return replyWithTrouble(cause);
    }
  }

  return openRequestLoop(connection, createNetstringReader(options.maxQueryBytes), answer);
}
