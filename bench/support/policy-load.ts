import { connect, type Socket } from "node:net";

export interface PolicyQuestion {
  readonly login: string;
  readonly sender: string;
}

export interface Load {
  readonly connections: number;
  /** Requests sent before their answers are here, on each connection. */
  readonly inFlight: number;
}

/** Keeps every connection busy for a while: each answer is followed by another request. */
export async function measureLoad(
  port: number,
  load: Load,
  requests: readonly Buffer[],
  milliseconds: number,
): Promise<{ answered: number; seconds: number }> {
  let answered = 0;
  let next = 0;
  let isOver = false;
  const sockets: Socket[] = [];

  for (let index = 0; index < load.connections; index++) {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  }
  const send = (socket: Socket, count: number) => {
    if (count === 1) {
      socket.write(requests[next++ % requests.length]!);
      return;
    }
    const batch: Buffer[] = [];
    for (let index = 0; index < count; index++) batch.push(requests[next++ % requests.length]!);
    socket.write(Buffer.concat(batch));
  };
  const startedAt = process.hrtime.bigint();
  for (const socket of sockets) {
    let endsWithNewline = false;
    socket.on("data", (chunk: Buffer) => {
      // An answer ends with an empty line, and has no other.
      let count = 0;
      let at = endsWithNewline && chunk[0] === 10 ? 0 : chunk.indexOf("\n\n");
      if (endsWithNewline && at === 0) {
        count += 1;
        at = chunk.indexOf("\n\n", 1);
      }
      let end = 0;
      for (; at !== -1; at = chunk.indexOf("\n\n", end)) {
        count += 1;
        end = at + 2;
      }
      endsWithNewline = end < chunk.length && chunk[chunk.length - 1] === 10;
      answered += count;
      if (!isOver && count > 0) send(socket, count);
    });
    send(socket, load.inFlight);
  }
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  isOver = true;
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  for (const socket of sockets) socket.destroy();
  return { answered, seconds };
}

/** Made beforehand, so that the client's work is only to send and to count. */
export function prepareRequests(make: (n: number) => PolicyQuestion, count: number): Buffer[] {
  return Array.from({ length: count }, (_, n) => formatRequest(make(n), n));
}

/** The attributes that Postfix 3.7 sends, in its order. */
function formatRequest({ login, sender }: PolicyQuestion, n: number): Buffer {
  return Buffer.from(
    `request=smtpd_access_policy\nprotocol_state=RCPT\nprotocol_name=ESMTP\nclient_address=192.0.2.${n % 250}\n` +
      `client_name=client.example\nclient_port=${30_000 + (n % 20_000)}\nreverse_client_name=client.example\n` +
      `server_address=192.0.2.251\nserver_port=587\nhelo_name=client.example\nsender=${sender}\n` +
      `recipient=someone@elsewhere.example\nrecipient_count=0\nqueue_id=\ninstance=${(4711 + n).toString(16)}.65f0a${n % 10}.${n}.0\n` +
      `size=0\netrn_domain=\nstress=\nsasl_method=PLAIN\nsasl_username=${login}\nsasl_sender=\nccert_subject=\nccert_issuer=\n` +
      `ccert_fingerprint=\nccert_pubkey_fingerprint=\nencryption_protocol=TLSv1.3\nencryption_cipher=TLS_AES_256_GCM_SHA384\n` +
      `encryption_keysize=256\npolicy_context=\n\n`,
  );
}
