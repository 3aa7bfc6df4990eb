import { type IncomingMessage, type RequestOptions, request as requestByHttp } from "node:http";
import { request as requestByHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Resolver } from "../../dns/index.js";
import { isPublicAddress, literalAddressOf } from "./public-address.js";

/** What became of one request. A redirect is an answer like any other, and is not followed. */
export type PostOutcome =
  | {
      readonly kind: "ANSWERED";
      readonly statusCode: number;
      readonly excerpt: string;
      readonly retryAfter: string | null;
    }
  | { readonly kind: "FAILED"; readonly error: string };

export interface PostLimits {
  /** For everything: name, connection, request and the beginning of the answer. */
  readonly deadlineMs: number;
  /** Networks of our own are allowed. */
  readonly isPrivateAllowed: boolean;
}

const MAX_EXCERPT_OCTETS = 1_024;
/** For the rest of an answer whose status is known: it is for people, and nothing waits for it. */
const EXCERPT_WITHIN_MS = 1_000;

export class AddressRefusedError extends Error {
  constructor() {
    super("the address is in a network that is not public");
    this.name = "AddressRefusedError";
  }
}

export interface PostedBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly limits: PostLimits;
}

/**
 * Posts to a receiver that somebody else has chosen. Every address of its name is checked, and the connection goes to one
 * of those that were checked, so that a name that changes its mind in between gains nothing. Never rejects.
 */
export async function post(resolver: Resolver, url: URL, { headers, body, limits }: PostedBody): Promise<PostOutcome> {
  const deadline = AbortSignal.timeout(limits.deadlineMs);
  try {
    const addresses = await addressesOf(resolver, url, limits);
    return await send(url, addresses, { headers, body, deadline });
  } catch (error) {
    return { kind: "FAILED", error: deadline.aborted ? `no answer within ${limits.deadlineMs} ms` : wordsOf(error) };
  }
}

async function addressesOf(resolver: Resolver, url: URL, { isPrivateAllowed }: PostLimits): Promise<string[]> {
  const literal = literalAddressOf(url);
  const addresses = literal === null ? await lookUp(resolver, url.hostname) : [literal];
  if (!isPrivateAllowed && !addresses.every(isPublicAddress)) throw new AddressRefusedError();
  return addresses;
}

async function lookUp(resolver: Resolver, name: string): Promise<string[]> {
  const findings = await Promise.all([
    resolver.lookCached({ name, type: "A" }),
    resolver.lookCached({ name, type: "AAAA" }),
  ]);
  const addresses = findings.flatMap((finding) => (finding.kind === "FOUND" ? finding.values : []));
  if (addresses.length > 0) return addresses;
  const isUnknown = findings.some(({ kind }) => kind === "UNKNOWN" || kind === "DIFFERENT");
  throw new Error(isUnknown ? `name servers do not say where ${name} is` : `${name} has no address`);
}

interface Sending {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly deadline: AbortSignal;
}

function send(url: URL, addresses: readonly string[], { headers, body, deadline }: Sending): Promise<PostOutcome> {
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body).toString() },
      // A connection of its own: none is kept that was checked for another time.
      agent: false,
      lookup: lookupAmong(addresses),
      signal: deadline,
    };
    const request = (url.protocol === "https:" ? requestByHttps : requestByHttp)(url, options);
    request.once("error", reject);
    request.once("response", (response) => {
      // The receiver has said whether it took the message; that its answer breaks off afterwards changes nothing.
      request.off("error", reject).on("error", () => undefined);
      void beginningOf(response).then((excerpt) => {
        const retryAfter = response.headers["retry-after"] ?? null;
        resolve({ kind: "ANSWERED", statusCode: response.statusCode ?? 0, excerpt, retryAfter });
        request.destroy();
      });
    });
    request.end(body);
  });
}

function lookupAmong(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    const [first] = found;
    if (options.all) callback(null, found);
    else if (first === undefined) callback(new Error("no address"), "");
    else callback(null, first.address, first.family);
  };
}

/** As much as is kept; an answer that does not end is left behind. */
function beginningOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let octets = 0;
    const end = () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).subarray(0, MAX_EXCERPT_OCTETS).toString("utf8"));
    };
    const timer = setTimeout(end, EXCERPT_WITHIN_MS);
    response.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      octets += chunk.length;
      if (octets >= MAX_EXCERPT_OCTETS) end();
    });
    for (const event of ["end", "error", "close"]) response.once(event, end);
  });
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return "the request failed";
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  // Happy eyeballs (RFC 8305) reports the failures of all addresses together, without words.
  const message = error.message === "" ? "no address could be reached" : error.message;
  return code === null || message.includes(code) ? message : `${code}: ${message}`;
}
