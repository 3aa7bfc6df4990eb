import type { FastifyReply, FastifyRequest } from "fastify";
import type { Configuration } from "../../config/index.js";

/**
 * The console's session lives in two cookies that no script can read. They count only for requests that show the header
 * below, which no page of another origin can send without asking first, and that come from a page of ours.
 */
const HEADER = "x-mayfrom-console";
/** Its value where a webmail shows the console in a frame: such a session has cookies of its own, for that webmail alone. */
const IN_FRAME = "frame";
const REFRESH_COOKIE_SECONDS = 30 * 24 * 60 * 60;

type Address = Pick<Configuration, "publicUrl">;

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

/** Whether the console itself asks: the header is there, and the page that asks, where it is named, is of this host. */
export function isFromConsole({ publicUrl }: Address, request: FastifyRequest): boolean {
  if (request.headers[HEADER] === undefined) return false;
  const { origin } = request.headers;
  if (origin === undefined) return request.method === "GET";
  return origin === new URL(publicUrl).origin || hostOf(origin) === request.host;
}

/** The access token of the console's session; null where there is none, or where it does not count. */
export function consoleBearer(address: Address, request: FastifyRequest): string | null {
  return isFromConsole(address, request) ? cookieOf(request, jarFor(address, request).access) : null;
}

export function consoleRefreshToken(address: Address, request: FastifyRequest): string | null {
  return isFromConsole(address, request) ? cookieOf(request, jarFor(address, request).refresh) : null;
}

export function keepSession(address: Address, reply: FastifyReply, tokens: Tokens, now: Date): void {
  const jar = jarFor(address, reply.request);
  const seconds = Math.max(0, Math.floor((tokens.expiresAt.getTime() - now.getTime()) / 1_000));
  reply.header("set-cookie", [
    cookie(jar.access, tokens.accessToken, seconds, jar.attributes),
    cookie(jar.refresh, tokens.refreshToken, REFRESH_COOKIE_SECONDS, jar.attributes),
  ]);
}

export function forgetSession(address: Address, reply: FastifyReply): void {
  const { access, refresh, attributes } = jarFor(address, reply.request);
  reply.header("set-cookie", [cookie(access, "", 0, attributes), cookie(refresh, "", 0, attributes)]);
}

interface CookieJar {
  readonly access: string;
  readonly refresh: string;
  readonly attributes: string;
}

/**
 * `__Host-` binds a cookie to this very host; browsers take it over HTTPS alone. In a frame of another site a cookie has
 * to say that it is for such requests too (`SameSite=None`), and is then kept for that site alone (`Partitioned`, CHIPS).
 */
function jarFor(address: Address, { headers }: FastifyRequest): CookieJar {
  const isInFrame = headers[HEADER] === IN_FRAME;
  const name = isInFrame ? "mayfrom-frame" : "mayfrom";
  if (!isSecure(address)) {
    return { access: `${name}-access`, refresh: `${name}-refresh`, attributes: "SameSite=Strict" };
  }
  const attributes = isInFrame ? "Secure; SameSite=None; Partitioned" : "Secure; SameSite=Strict";
  return { access: `__Host-${name}-access`, refresh: `__Host-${name}-refresh`, attributes };
}

function cookie(name: string, value: string, seconds: number, attributes: string): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; ${attributes}`;
}

function isSecure({ publicUrl }: Address): boolean {
  return publicUrl.startsWith("https:");
}

function cookieOf({ headers }: FastifyRequest, name: string): string | null {
  for (const pair of (headers.cookie ?? "").split(";")) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name && value) return value;
  }
  return null;
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
