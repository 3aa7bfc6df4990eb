import { currentSpan, inChildSpan, type SpanDescription } from "../../tracing/index.js";
import type { SmtpSettings } from "./smtp-options.js";

/** RFC 5321 4.2. */
const REPLY_CODE = /^[2-5]\d\d/;

/** One hand-over to the next server, the wait for a connection of the pool included. */
export function inExchangeSpan<Sent extends { readonly response: string }>(
  { smtpUrl }: Pick<SmtpSettings, "smtpUrl">,
  send: () => Promise<Sent>,
): Promise<Sent> {
  return inChildSpan(
    () => exchangeWith(new URL(smtpUrl)),
    async () => {
      try {
        const sent = await send();
        noteReplyCode(sent.response);
        return sent;
      } catch (error) {
        noteReplyCode((error as { readonly response?: string }).response);
        throw error;
      }
    },
  );
}

function exchangeWith({ hostname, port }: URL): SpanDescription {
  return {
    name: "SMTP",
    kind: "CLIENT",
    attributes: {
      "network.protocol.name": "smtp",
      "server.address": hostname,
      ...(port === "" ? {} : { "server.port": Number(port) }),
    },
  };
}

function noteReplyCode(reply = ""): void {
  const [code] = REPLY_CODE.exec(reply) ?? [];
  if (code !== undefined) currentSpan()?.note({ "mayfrom.smtp.reply_code": Number(code) });
}
