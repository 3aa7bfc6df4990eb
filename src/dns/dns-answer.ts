/** What may be asked for. */
export type RecordType = "TXT" | "MX" | "A" | "AAAA" | "SOA";

export interface Question {
  /** Without a dot at the end. */
  readonly name: string;
  readonly type: RecordType;
}

/** Why it is not known what name servers say; after ANSWERED stands the code of the reply. */
export type DnsTrouble = "NO_REPLY" | "TRUNCATED" | "TOO_MANY_WAIT" | "NO_SERVER" | `ANSWERED ${string}`;

/** What one name server says. Only NOTHING is absence; whoever cannot tell, or does not answer, is UNKNOWN. */
export type DnsAnswer =
  | {
      readonly kind: "FOUND";
      /** TXT: each record joined from its strings (RFC 7208 3.3). MX: host names, "" for the null MX (RFC 7505). */
      readonly values: readonly string[];
      /** Names that CNAME records led to, in order; lower case. */
      readonly aliases: readonly string[];
      readonly ttlSeconds: number;
    }
  | {
      readonly kind: "NOTHING";
      readonly aliases: readonly string[];
      /** For how long a cache may go on saying so (RFC 2308 5); null where the answer does not say. */
      readonly ttlSeconds: number | null;
    }
  | {
      readonly kind: "UNKNOWN";
      /** For tenants too, so it names no server. */
      readonly troubles: readonly DnsTrouble[];
    };

/** What the name servers say together; DIFFERENT where they know, and do not agree. */
export type DnsFinding = DnsAnswer | { readonly kind: "DIFFERENT"; readonly answers: readonly AnswerOfServer[] };

export interface AnswerOfServer {
  /** `address:port` */
  readonly server: string;
  readonly answer: DnsAnswer;
}
