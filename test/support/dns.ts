import { createSocket } from "node:dgram";
import dnsModule from "node:dns";
import { promisify } from "node:util";

export interface TestDns {
  /** TXT records by name; a name without an entry does not exist. */
  readonly texts: Map<string, string[]>;
  /** When true, no question gets an answer. */
  isSilent: boolean;
  /** Names that were asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

const TYPE_TXT = 16;
const NAME_ERROR = 3;

/** A name server for TXT records (RFC 1035) on a port of its own, which this process asks until it is closed. */
export async function startTestDns(): Promise<TestDns> {
  const socket = createSocket("udp4");
  const dns: TestDns = {
    texts: new Map(),
    isSilent: false,
    asked: [],
    async close() {
      dnsModule.setServers(before);
      await promisify(socket.close.bind(socket))();
    },
  };
  socket.on("message", (query, from) => {
    const { name, end } = readName(query);
    dns.asked.push(name);
    if (dns.isSilent) return;
    socket.send(answerTo(query, end, dns.texts.get(name.toLowerCase())), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const before = dnsModule.getServers();
  dnsModule.setServers([`127.0.0.1:${socket.address().port}`]);
  return dns;
}

function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString("latin1"));
    at += 1 + length;
  }
  // The root label, type and class follow the name.
  return { name: labels.join("."), end: at + 5 };
}

function answerTo(query: Buffer, endOfQuestion: number, texts: readonly string[] | undefined): Buffer {
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(0x8180 | (texts === undefined ? NAME_ERROR : 0), 2);
  header.writeUInt16BE(texts?.length ?? 0, 6);
  header.writeUInt16BE(0, 8);
  header.writeUInt16BE(0, 10);
  const answers = (texts ?? []).map((text) => {
    const strings = text.match(/.{1,255}/gs) ?? [""];
    const data = Buffer.concat(strings.map((each) => Buffer.concat([Buffer.from([each.length]), Buffer.from(each)])));
    const record = Buffer.alloc(12);
    // The name is the question's: a pointer to octet 12.
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(TYPE_TXT, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(60, 6);
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  });
  return Buffer.concat([header, query.subarray(12, endOfQuestion), ...answers]);
}
