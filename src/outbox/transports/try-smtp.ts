import { createInterface } from "node:readline";
import { parseConnectionUrl } from "nodemailer/lib/shared/index.js";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import { addressIn } from "./mail-transport.js";
import { type SmtpSettings, smtpOptions } from "./smtp-options.js";

export interface SmtpTrial {
  readonly isEncrypted: boolean;
  readonly isSignedIn: boolean;
  /** Keywords of the last EHLO reply: `PIPELINING`, `SIZE 10240000`. */
  readonly extensions: readonly string[];
}

/**
 * Goes as far as a mail goes before it names a recipient: EHLO, STARTTLS, AUTH, MAIL, and RSET. Throws with the step and
 * the server's words where it ends earlier.
 */
export async function trySmtp(settings: SmtpSettings): Promise<SmtpTrial> {
  return withConnection(settings, async (connection, extensions) => {
    const { auth } = parseConnectionUrl(settings.smtpUrl);
    if (auth) await signIn(connection, auth);
    await tryMail(connection, addressIn(settings.mailFrom));
    return { isEncrypted: connection.secure, isSignedIn: connection.authenticated, extensions };
  });
}

/** Whether the next server takes letters beyond ASCII before the `@` (RFC 6531), asked in a connection of its own. */
export async function offersSmtpUtf8(settings: SmtpSettings): Promise<boolean> {
  return withConnection(settings, async (_connection, extensions) => extensions.includes("SMTPUTF8"));
}

async function withConnection<Result>(
  settings: SmtpSettings,
  use: (connection: SMTPConnection, extensions: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const connection = new SMTPConnection({ ...smtpOptions(settings), ...parseConnectionUrl(settings.smtpUrl) });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once("error", reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    return await use(connection, extensionsOf(connection.lastServerResponse));
  } finally {
    connection.close();
  }
}

function signIn(connection: SMTPConnection, auth: SMTPConnection.AuthenticationType): Promise<void> {
  return new Promise((resolve, reject) => connection.login(auth, (error) => (error ? reject(error) : resolve())));
}

// nodemailer sends MAIL only with recipients and a message behind it.
async function tryMail({ _socket: socket }: SMTPConnection, reversePath: string): Promise<void> {
  if (!socket) throw new Error("the connection was closed");
  socket.removeAllListeners("data");
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  for (const command of [`MAIL FROM:<${reversePath}>`, "RSET"]) {
    socket.write(`${command}\r\n`);
    const reply = await replyFrom(lines);
    if (!reply.startsWith("2")) throw new Error(`${command}: ${reply}`);
  }
  socket.write("QUIT\r\n");
}

/** All lines of a reply; a hyphen after the code says that more follow (RFC 5321 4.2.1). */
async function replyFrom(lines: AsyncIterator<string>): Promise<string> {
  const reply: string[] = [];
  do {
    const { value, done } = await lines.next();
    if (done) throw new Error("the connection was closed");
    reply.push(value);
  } while (reply.at(-1)?.[3] === "-");
  return reply.join(" ");
}

function extensionsOf(reply: string | false): string[] {
  if (reply === false) return [];
  const [, ...keywords] = reply.split(/\r?\n/).map((line) => line.slice(4).trim());
  return keywords.filter((keyword) => keyword !== "");
}
