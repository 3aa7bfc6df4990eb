/** What smtpd says when it opens a message: `client=NAME[ADDR], sasl_method=M, sasl_username=U, …`. */
export interface ClientLine {
  readonly client: string;
  /** Null for a client that did not authenticate. */
  readonly login: string | null;
  /** The login may have ended in `, sasl_sender=…`; the line alone cannot tell it from the AUTH= parameter. */
  readonly isLoginUnclear: boolean;
  /** The queue id that the message had before a filter re-injected it (XFORWARD), or null. */
  readonly originalQueueId: string | null;
}

const FORWARDED = /(?:, orig_queue_id=([0-9A-Za-z]+))?(?:, orig_client=([^ [\]]+\[[^ [\]]*\](?::\d+)?))?$/;
const USERNAME = ", sasl_username=";
const SENDER = ", sasl_sender=";
// RFC 3461 4: xtext has neither "=" nor blanks, and "+" only before two upper-case hexadecimal digits.
const XTEXT = /^(?:[!-*,-<>-~]|\+[0-9A-F]{2})*$/;

/**
 * Reads the part after `client=`. The login is logged raw and may itself hold `, sasl_sender=`, so everything behind it
 * is taken off from the right, and only where it has the form that Postfix gives it.
 */
export function readClientLine(text: string): ClientLine {
  const usernameAt = text.indexOf(USERNAME);
  if (usernameAt < 0) {
    const clientEnd = text.indexOf(", ");
    const originalQueueId = text.includes(", orig_") ? (FORWARDED.exec(text)?.[1] ?? null) : null;
    return {
      client: withoutPort(clientEnd < 0 ? text : text.slice(0, clientEnd)),
      login: null,
      isLoginUnclear: false,
      originalQueueId,
    };
  }
  const clientEnd = text.indexOf(", ");
  let rest = text.slice(usernameAt + USERNAME.length);
  let originalQueueId: string | null = null;
  if (rest.includes(", orig_")) {
    const forwarded = FORWARDED.exec(rest);
    if (forwarded !== null && forwarded[0] !== "") {
      originalQueueId = forwarded[1] ?? null;
      rest = rest.slice(0, forwarded.index);
    }
  }
  const senderAt = rest.lastIndexOf(SENDER);
  const hasSender = senderAt > 0 && XTEXT.test(rest.slice(senderAt + SENDER.length));
  return {
    client: withoutPort(text.slice(0, clientEnd)),
    login: hasSender ? rest.slice(0, senderAt) : rest,
    isLoginUnclear: hasSender && !isAuthParameter(rest.slice(senderAt + SENDER.length)),
    originalQueueId,
  };
}

/** Without the port that smtpd_client_port_logging adds, which other lines of the session do not have. */
export function withoutPort(client: string): string {
  const bracket = client.lastIndexOf("]");
  return bracket > 0 && client.charCodeAt(bracket + 1) === 0x3a ? client.slice(0, bracket + 1) : client;
}

/** RFC 4954 5: the parameter of AUTH= is a mailbox or `<>`. */
function isAuthParameter(text: string): boolean {
  return text === "<>" || text.includes("@") || text.includes("+40");
}
