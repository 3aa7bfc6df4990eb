import { connect, type Socket } from "node:net";

export interface SmtpReply {
  readonly code: number;
  /** RFC 3463, for instance `5.7.1`; null where the server sent none. */
  readonly enhancedStatusCode: string | null;
  /** The reply as it came, its lines joined by LF: `550 5.7.1 <a@b.example>: not an authorized sender …`. */
  readonly text: string;
}

/** One SMTP session, a command at a time, with every reply as the server gave it. */
export interface SmtpSession {
  readonly greeting: SmtpReply;
  /** Sends a line and reads its reply. */
  command(line: string): Promise<SmtpReply>;
  /** Sends all lines at once (RFC 2920) and reads one reply for each. */
  pipeline(lines: readonly string[]): Promise<SmtpReply[]>;
  /** Sends a message after DATA's 354: line ends are made CRLF, dots are doubled, the final dot is added. */
  message(data: string): Promise<SmtpReply>;
  /** Says goodbye, where the server still listens, and closes the connection. */
  close(): Promise<void>;
}

export async function openSmtpSession(port: number, host = "127.0.0.1"): Promise<SmtpSession> {
  const socket = connect(port, host);
  const nextReply = replyReader(socket);
  const greeting = await nextReply();
  const pipeline = async (lines: readonly string[]) => {
    socket.write(lines.map((line) => `${line}\r\n`).join(""));
    const replies: SmtpReply[] = [];
    for (const _ of lines) replies.push(await nextReply());
    return replies;
  };
  const command = async (line: string) => (await pipeline([line]))[0]!;
  return {
    greeting,
    command,
    pipeline,
    async message(data) {
      const lines = data.replace(/\r?\n$/, "").split(/\r?\n/);
      socket.write(`${lines.map((line) => (line.startsWith(".") ? `.${line}` : line)).join("\r\n")}\r\n.\r\n`);
      return nextReply();
    },
    async close() {
      if (socket.writable) await command("QUIT").catch(() => undefined);
      socket.destroy();
    },
  };
}

export interface Submission {
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** With both, signs in by AUTH PLAIN. */
  readonly user?: string;
  readonly password?: string;
  /** RFC 5321 reverse-path without the brackets; empty for the null reverse-path. Default: `user`. */
  readonly mailFrom?: string;
  /** Forward-paths without the brackets. */
  readonly to: string | readonly string[];
  /** RFC 5322 From: as it is to stand in the header, several for several header fields. Default: the reverse-path. */
  readonly from?: string | readonly string[];
  readonly subject?: string;
  readonly text?: string;
  /** Header fields that are put before the others, each a whole line. */
  readonly headers?: readonly string[];
  /** The whole message in place of `from`, `subject`, `text` and `headers`. */
  readonly data?: string;
  /** MAIL, RCPT and DATA in one go, without waiting for replies between. */
  readonly pipelining?: boolean;
}

export interface SubmissionResult {
  /** Whether the server took the message for at least one recipient. */
  readonly accepted: boolean;
  /** The reply that refused, or the one to the message. */
  readonly last: SmtpReply;
  /** Null for what was not sent, because something before it was refused. */
  readonly auth: SmtpReply | null;
  readonly mail: SmtpReply | null;
  /** One for each forward-path, in order. */
  readonly recipients: readonly SmtpReply[];
  readonly data: SmtpReply | null;
  readonly message: SmtpReply | null;
  /** Postfix's or Exim's name of the accepted message. */
  readonly queueId: string | null;
}

/** Sends one message in a session of its own. A refusal is a result; only a broken connection throws. */
export async function submit(submission: Submission): Promise<SubmissionResult> {
  const session = await openSmtpSession(submission.port, submission.host);
  try {
    return await submitWithin(session, submission);
  } finally {
    await session.close();
  }
}

async function submitWithin(session: SmtpSession, submission: Submission): Promise<SubmissionResult> {
  const { user, password } = submission;
  const reversePath = submission.mailFrom ?? user ?? "";
  const forwardPaths = [submission.to].flat();
  const result = {
    auth: null as SmtpReply | null,
    mail: null as SmtpReply | null,
    recipients: [] as readonly SmtpReply[],
    data: null as SmtpReply | null,
    message: null as SmtpReply | null,
  };
  const endWith = (last: SmtpReply): SubmissionResult => ({
    ...result,
    accepted: result.message !== null && isPositive(result.message),
    last,
    queueId: queueIdIn(result.message),
  });

  const ehlo = await session.command("EHLO client.mayfrom.test");
  if (!isPositive(ehlo)) return endWith(ehlo);
  if (user !== undefined && password !== undefined) {
    result.auth = await session.command(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString("base64")}`);
    if (!isPositive(result.auth)) return endWith(result.auth);
  }

  const mailCommand = `MAIL FROM:<${reversePath}>${needsSmtpUtf8(reversePath, ...forwardPaths) ? " SMTPUTF8" : ""}`;
  const recipientCommands = forwardPaths.map((path) => `RCPT TO:<${path}>`);
  if (submission.pipelining) {
    const replies = await session.pipeline([mailCommand, ...recipientCommands, "DATA"]);
    result.mail = replies[0]!;
    result.recipients = replies.slice(1, -1);
    result.data = replies.at(-1)!;
  } else {
    result.mail = await session.command(mailCommand);
    if (!isPositive(result.mail)) return endWith(result.mail);
    const replies: SmtpReply[] = [];
    for (const command of recipientCommands) replies.push(await session.command(command));
    result.recipients = replies;
    if (replies.some(isPositive)) result.data = await session.command("DATA");
  }

  const refusal = [result.mail, ...result.recipients].find((reply) => !isPositive(reply));
  if (result.data?.code !== 354) return endWith(refusal ?? result.data!);
  result.message = await session.message(submission.data ?? composeMessage(submission, reversePath, forwardPaths));
  return endWith(result.message);
}

function composeMessage(submission: Submission, reversePath: string, forwardPaths: readonly string[]): string {
  const from = [submission.from ?? reversePath].flat();
  return [
    ...(submission.headers ?? []),
    ...from.map((value) => `From: ${value}`),
    `To: ${forwardPaths.join(", ")}`,
    `Subject: ${submission.subject ?? "a message of the test suite"}`,
    `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    submission.text ?? "Hello.",
    "",
  ].join("\r\n");
}

function isPositive(reply: SmtpReply): boolean {
  return reply.code >= 200 && reply.code < 300;
}

function needsSmtpUtf8(...paths: readonly string[]): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII, all of it.
  return paths.some((path) => /[^\x00-\x7f]/.test(path));
}

function queueIdIn(reply: SmtpReply | null): string | null {
  if (reply === null) return null;
  return /queued as (\S+)|OK id=(\S+)/.exec(reply.text)?.slice(1).find(Boolean) ?? null;
}

/** Returns a function that waits for the next whole reply of the server. */
function replyReader(socket: Socket): () => Promise<SmtpReply> {
  let received = "";
  let trouble: Error | undefined;
  let wake: () => void = () => {};
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    received += chunk;
    wake();
  });
  socket.on("error", (error) => {
    trouble = error;
    wake();
  });
  socket.on("close", () => {
    trouble ??= new Error("The server closed the connection");
    wake();
  });
  return async () => {
    for (;;) {
      // RFC 5321 4.2.1: `250-` for a line that another one follows, `250 ` for the last.
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\r?\n/.exec(received)?.[0];
      if (whole !== undefined) {
        received = received.slice(whole.length);
        return parseReply(whole);
      }
      if (trouble !== undefined) throw trouble;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}

function parseReply(whole: string): SmtpReply {
  const text = whole.trimEnd().replaceAll("\r\n", "\n");
  return {
    code: Number(text.slice(0, 3)),
    enhancedStatusCode: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})(?: |$)/m.exec(text)?.[1] ?? null,
    text,
  };
}
