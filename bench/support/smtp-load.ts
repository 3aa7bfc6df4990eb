import { connect, type Socket } from "node:net";

export interface SmtpLoad {
  readonly port: number;
  readonly sessions: number;
  readonly user: (session: number) => { readonly login: string; readonly password: string };
  /** Reverse-path of a session's n-th transaction. */
  readonly reversePath: (session: number, n: number) => string;
}

export interface SmtpFigures {
  readonly transactionsASecond: number;
  /** Replies to MAIL, by code. */
  readonly replies: Readonly<Record<string, number>>;
}

/** MAIL and RSET again and again on sessions that have signed in, both in one write (RFC 2920). */
export async function measureSessions(load: SmtpLoad, milliseconds: number): Promise<SmtpFigures> {
  const sockets = await Promise.all(
    Array.from({ length: load.sessions }, (_, session) => signIn(load.port, load.user(session))),
  );
  const replies: Record<string, number> = {};
  let transactions = 0;
  let isOver = false;
  for (const [session, socket] of sockets.entries()) {
    let n = 0;
    let text = "";
    const send = () => socket.write(`MAIL FROM:<${load.reversePath(session, n++)}>\r\nRSET\r\n`);
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const [ofMail, ofRset, rest] = text.split("\r\n");
      if (ofRset === undefined || rest === undefined) return;
      text = "";
      const code = ofMail?.slice(0, 3) ?? "";
      replies[code] = (replies[code] ?? 0) + 1;
      transactions += 1;
      if (!isOver) send();
    });
    send();
  }
  const startedAt = process.hrtime.bigint();
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  isOver = true;
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  for (const socket of sockets) socket.destroy();
  return { transactionsASecond: transactions / seconds, replies };
}

async function signIn(port: number, { login, password }: { login: string; password: string }): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await lastLineOf(socket);
  socket.write("EHLO bench.example\r\n");
  await lastLineOf(socket);
  socket.write(`AUTH PLAIN ${Buffer.from(`\0${login}\0${password}`).toString("base64")}\r\n`);
  const answer = await lastLineOf(socket);
  if (!answer.startsWith("235")) throw new Error(`${login} cannot sign in: ${answer}`);
  return socket;
}

/** The last line of the next reply. */
function lastLineOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const onError = (error: Error) => reject(error);
    const onData = (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const last = text.split("\r\n").at(-2) ?? "";
      if (!text.endsWith("\r\n") || !/^\d{3} /.test(last)) return;
      socket.off("data", onData);
      socket.off("error", onError);
      resolve(last);
    };
    socket.on("data", onData);
    socket.on("error", onError);
  });
}
