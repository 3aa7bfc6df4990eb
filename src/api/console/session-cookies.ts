import type { FastifyReply, FastifyRequest } from "fastify";
import type { Configuration } from "../../config/index.js";

/**
 * The console's session lives in two cookies that no script can read. They count only for requests that show the header
 * below, which no page of another origin can send without asking first, and that come from a page of ours.
 */
const HEADER = "x-mayfrom-console";
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
  return isFromConsole(address, request) ? cookieOf(request, namesFor(address).access) : null;
}

export function consoleRefreshToken(address: Address, request: FastifyRequest): string | null {
  return isFromConsole(address, request) ? cookieOf(request, namesFor(address).refresh) : null;
}

export function keepSession(address: Address, reply: FastifyReply, tokens: Tokens, now: Date): void {
  const names = namesFor(address);
  const seconds = Math.max(0, Math.floor((tokens.expiresAt.getTime() - now.getTime()) / 1_000));
  reply.header("set-cookie", [
    cookie(address, names.access, tokens.accessToken, seconds),
    cookie(address, names.refresh, tokens.refreshToken, REFRESH_COOKIE_SECONDS),
  ]);
}

export function forgetSession(address: Address, reply: FastifyReply): void {
  const { access, refresh } = namesFor(address);
  reply.header("set-cookie", [cookie(address, access, "", 0), cookie(address, refresh, "", 0)]);
}

/** `__Host-` binds a cookie to this very host; browsers take it over HTTPS alone. */
function namesFor(address: Address): { readonly access: string; readonly refresh: string } {
  const prefix = isSecure(address) ? "__Host-" : "";
  return { access: `${prefix}mayfrom-access`, refresh: `${prefix}mayfrom-refresh` };
}

function cookie(address: Address, name: string, value: string, seconds: number): string {
  const secure = isSecure(address) ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
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
