import { type ApiProblem, readProblem, withRetries } from "../../../clients/typescript/src/index.js";
import { IS_FRAMED } from "../frame/framed.js";
import { keptForGood } from "../kept.js";

/** What the server says of the frame: whose name, colours, help and zone. */
export interface FrameFacts {
  readonly brandName: string;
  readonly supportContact: string | null;
  readonly panelUrl: string | null;
  readonly timeZone: string;
  readonly language: string;
  readonly brandSheet: string | null;
  readonly frameOrigins: readonly string[];
  readonly logo: { readonly path: string; readonly width: number; readonly height: number } | null;
}

export interface Challenge {
  readonly token: string;
  readonly kinds: readonly string[];
  readonly recoveryCodesLeft: number;
  readonly passkeyOptions: object | null;
}

export type SignInAnswer =
  | { readonly state: "SIGNED_IN" }
  | { readonly state: "SECOND_FACTOR_NEEDED"; readonly challenge: Challenge }
  | { readonly state: "REFUSED"; readonly code: string; readonly reason?: string; readonly retryAfter: number | null };

export interface SecondFactor {
  readonly code?: string;
  readonly recoveryCode?: string;
  readonly passkey?: unknown;
}

/** That whoever is signed in is who sits there. */
export interface Proof {
  readonly password: string;
  /** With a passkey the challenge that it answers. */
  readonly secondFactor?: SecondFactor & { readonly challenge?: string };
}

export interface RemovedFactor {
  readonly id: string;
  readonly proof: Proof;
}

/** What `beginTotp` or `beginPasskey` gave, answered. */
export interface NewFactor {
  readonly id: string;
  readonly code?: string;
  readonly passkey?: unknown;
}

export interface SessionStart {
  readonly isSignedIn: boolean;
  /** Who is; null for nobody. */
  readonly login: string | null;
  /** Name of the panel or webmail that signed them in; null where they did so themselves. */
  readonly issuer: string | null;
  readonly frame: FrameFacts;
}

/** What a panel's link stands for, until its person says that it is them. */
export interface OpenedEntry {
  readonly ticket: string;
  readonly login: string;
  readonly issuer: string;
  readonly frame: FrameFacts;
}

export interface Session {
  start(query: string): Promise<SessionStart>;
  /** The code of a panel's link; null where it was used before, or is over. */
  openEntry(code: string): Promise<OpenedEntry | null>;
  takeEntry(ticket: string): Promise<SignInAnswer>;
  signIn(login: string, password: string): Promise<SignInAnswer>;
  complete(challenge: string, secondFactor: SecondFactor): Promise<SignInAnswer>;
  /** Null when it is changed: every other session has ended. */
  changePassword(currentPassword: string, newPassword: string): Promise<ApiProblem | null>;
  /** Of the first one: the recovery codes, shown once; the session goes on as another. */
  confirmFactor(input: NewFactor): Promise<ApiProblem | readonly string[]>;
  /** Null when it is gone; the session goes on, after the last one as another. */
  removeFactor(input: RemovedFactor): Promise<ApiProblem | null>;
  signOut(): Promise<void>;
  /** `fetch` for the API: with the header that the cookies need, renewed in time, waiting while somebody signs in anew. */
  readonly fetch: typeof fetch;
  /** Called when the session has ended and requests wait; whoever signs in again calls `goOn`. */
  onLapse(tell: () => void): () => void;
  goOn(): void;
}

/** In a frame the session is another than that of the window: with cookies of its own. */
const HEADERS = { "x-mayfrom-console": IS_FRAMED ? "frame" : "1", accept: "application/json" };
const PATH = "/console/session";
const KEPT_UNTIL = IS_FRAMED ? "mayfrom.frame-until" : "mayfrom.session-until";
const LOCK = IS_FRAMED ? "mayfrom.frame" : "mayfrom.session";
/** Before the access token ends. */
const RENEWED_BEFORE_MS = 60_000;

export function createSession(): Session {
  const send = withRetries();
  const listeners = new Set<() => void>();
  let waiting: (() => void)[] = [];

  /** Every tab has the same cookies: one of them renews, and the others see that it is done. */
  async function renew(isForced: boolean): Promise<boolean> {
    const before = keptUntil();
    return alone(async () => {
      const isDone = keptUntil() !== before && keptUntil() > Date.now();
      if (isDone || (!isForced && !isDue())) return true;
      const response = await send(`${PATH}/refresh`, { method: "POST", headers: HEADERS });
      if (response.ok) await keepUntil(response);
      return response.ok;
    });
  }

  async function ask(path: string, body: object): Promise<SignInAnswer> {
    const headers = { ...HEADERS, "content-type": "application/json" };
    try {
      const response = await send(path, { method: "POST", headers, body: JSON.stringify(body) });
      if (!response.ok) return refusalIn(response);
      const answer = (await response.clone().json()) as SignInAnswer;
      if (answer.state === "SIGNED_IN") await keepUntil(response);
      return answer;
    } catch {
      return { state: "REFUSED", code: "UNREACHABLE", retryAfter: null };
    }
  }

  /** What ends the session and begins another: its tokens are in the answer's cookies. */
  const renewed = async (path: string, body: object): Promise<Response> => {
    const headers = { ...HEADERS, "content-type": "application/json" };
    if (isDue()) await renew(false).catch(() => false);
    const response = await send(`${PATH}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (response.ok) await keepUntil(response.clone());
    return response;
  };

  const untilSignedIn = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      for (const tell of listeners) tell();
    });

  return {
    async start(query) {
      let facts = await describe(send, query);
      if (facts.state === "LAPSED" && (await renew(true))) facts = await describe(send, query);
      const { state, login, issuer, frame } = facts;
      return { isSignedIn: state === "SIGNED_IN", login, issuer, frame };
    },
    async openEntry(code) {
      const headers = { ...HEADERS, "content-type": "application/json" };
      const response = await send(`${PATH}/entry`, { method: "POST", headers, body: JSON.stringify({ code }) });
      return response.ok ? ((await response.json()) as OpenedEntry) : null;
    },
    takeEntry: (ticket) => ask(`${PATH}/entry/take`, { ticket }),
    signIn: (login, password) => ask(PATH, { login, password }),
    complete: (challenge, secondFactor) => ask(`${PATH}/second-factor`, { challenge, secondFactor }),
    async changePassword(currentPassword, newPassword) {
      const response = await renewed("password", { currentPassword, newPassword });
      return response.ok ? null : problemIn(response);
    },
    async confirmFactor(input) {
      const response = await renewed("own-factor", input);
      if (!response.ok) return problemIn(response);
      const { recoveryCodes } = (await response.json()) as { recoveryCodes: readonly string[] | null };
      return recoveryCodes ?? [];
    },
    async removeFactor(input) {
      const response = await renewed("removed-factor", input);
      return response.ok ? null : problemIn(response);
    },
    async signOut() {
      await send(`${PATH}/end`, { method: "POST", headers: HEADERS });
      keptForGood.remove(KEPT_UNTIL);
    },
    async fetch(input, init) {
      const call = () => send(input, { ...init, headers: { ...toRecord(init?.headers), ...HEADERS, ...inLanguage() } });
      if (isDue()) await renew(false).catch(() => false);
      for (;;) {
        const response = await call();
        if (!(await asksForSignIn(response))) return response;
        if (await renew(true)) {
          const second = await call();
          if (!(await asksForSignIn(second))) return second;
        }
        await untilSignedIn();
      }
    },
    onLapse(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    goOn() {
      const all = waiting;
      waiting = [];
      for (const resume of all) resume();
    },
  };
}

interface Described {
  readonly state: "SIGNED_IN" | "LAPSED" | "SIGNED_OUT";
  readonly login: string | null;
  readonly issuer: string | null;
  readonly frame: FrameFacts;
}

async function describe(send: typeof fetch, query: string): Promise<Described> {
  const response = await send(`${PATH}${query}`, { headers: HEADERS });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return (await response.json()) as Described;
}

async function refusalIn(response: Response): Promise<SignInAnswer> {
  const { errors = [] } = (await response.json().catch(() => ({}))) as {
    errors?: { extensions?: { code?: string; reason?: string; retryAfter?: number } }[];
  };
  const { code = "INTERNAL", reason, retryAfter = null } = errors[0]?.extensions ?? {};
  return { state: "REFUSED", code, reason, retryAfter };
}

async function problemIn(response: Response): Promise<ApiProblem> {
  const { errors } = (await response.json().catch(() => ({}))) as { errors?: Parameters<typeof readProblem>[0] };
  return readProblem(errors, response.headers.get("x-request-id")) ?? { code: "UNREACHABLE", message: "" };
}

async function asksForSignIn(response: Response): Promise<boolean> {
  if (response.status === 401) return true;
  if (!response.ok) return false;
  const text = await response.clone().text();
  return text.includes('"code":"UNAUTHENTICATED"');
}

async function keepUntil(response: Response): Promise<void> {
  const { secondsLeft } = (await response.json()) as { secondsLeft?: number };
  // Another factor beside the first leaves the session as it is.
  if (secondsLeft === undefined) return;
  keptForGood.set(KEPT_UNTIL, String(Date.now() + secondsLeft * 1_000));
}

function keptUntil(): number {
  return Number(keptForGood.get(KEPT_UNTIL) ?? 0);
}

function isDue(): boolean {
  const until = keptUntil();
  return until > 0 && until - Date.now() < RENEWED_BEFORE_MS;
}

/** A refresh token is good once: two tabs that used one together would end the session. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator)) return work();
  let isBegun = false;
  const begin = () => {
    isBegun = true;
    return work();
  };
  try {
    return await navigator.locks.request(LOCK, begin);
  } catch (error) {
    if (isBegun) throw error;
    // Denied, as in the frame of another site.
    return work();
  }
}

/** The one that is read here, which may be another than the browser's: what the server says is shown as it is. */
function inLanguage(): Record<string, string> {
  return { "accept-language": document.documentElement.lang };
}

function toRecord(headers: HeadersInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(headers).entries());
}
