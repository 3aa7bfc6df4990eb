import type { Answer, DecodedPacket } from "dns-packet";
import type { DnsAnswer, Question } from "./dns-answer.js";

const MAX_ALIASES = 16;

/** Whether a packet is the reply to this question: forged and late ones are not. */
export function isReplyTo({ name, type }: Question, id: number, packet: DecodedPacket): boolean {
  const [question, ...more] = packet.questions ?? [];
  const isSame = question?.type === type && question.name.toLowerCase() === name.toLowerCase();
  return packet.type === "response" && packet.id === id && isSame && more.length === 0;
}

/** What a whole, matching reply says. */
export function readAnswer({ name, type }: Question, packet: DecodedPacket): DnsAnswer {
  const rcode = (packet as { readonly rcode?: string }).rcode ?? "no code";
  // Everything but "here it is" and "there is no such name" says that the server could not find out.
  if (rcode !== "NOERROR" && rcode !== "NXDOMAIN") return { kind: "UNKNOWN", troubles: [`ANSWERED ${rcode}`] };
  const answers = packet.answers ?? [];
  const aliases: string[] = [];
  let owner = name.toLowerCase();
  for (;;) {
    const alias = answers.find((record) => record.type === "CNAME" && record.name.toLowerCase() === owner);
    if (alias?.type !== "CNAME") break;
    owner = alias.data.toLowerCase();
    // A loop leads nowhere.
    if (aliases.includes(owner) || aliases.length === MAX_ALIASES)
      return { kind: "NOTHING", aliases, ttlSeconds: null };
    aliases.push(owner);
  }
  const found = answers.filter((record) => record.type === type && record.name.toLowerCase() === owner);
  if (found.length === 0) return { kind: "NOTHING", aliases, ttlSeconds: negativeTtlOf(packet) };
  const ttls = answers.map((record) => ("ttl" in record ? (record.ttl ?? 0) : 0));
  return { kind: "FOUND", values: found.map(textOf), aliases, ttlSeconds: Math.min(...ttls) };
}

/** RFC 2308 5: the lesser of the SOA's own time to live and its last field. */
function negativeTtlOf({ authorities }: DecodedPacket): number | null {
  for (const record of authorities ?? []) {
    if (record.type === "SOA") return Math.min(record.ttl ?? 0, record.data.minimum ?? 0);
  }
  return null;
}

function textOf(record: Answer): string {
  switch (record.type) {
    case "TXT": {
      const strings = Array.isArray(record.data) ? record.data : [record.data];
      return Buffer.concat(strings.map((each) => Buffer.from(each))).toString("utf8");
    }
    case "MX":
      return hostName(record.data.exchange);
    case "SOA":
      return hostName(record.data.mname);
    default:
      return String("data" in record ? record.data : "");
  }
}

function hostName(name: string): string {
  return name.replace(/\.$/, "").toLowerCase();
}
