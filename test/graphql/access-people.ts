import { Administrator, authenticate, createAdministrator } from "../../src/access/index.js";
import { type Origin } from "../../src/access/subject.js";
import { hashPassword } from "../../src/graphql/index.js";
import { type Actor, ANONYMOUS_ACTOR, type Clock, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { Account } from "../../src/tenancy/index.js";
import type { TestApi } from "../support/api.js";
import { scopeInput, type WrittenScope } from "../support/written-scope.js";
import { innerIdOf } from "./tenancy-tree.js";

export const PASSWORD = "correct horse battery";
export const ORIGIN: Origin = { remoteAddress: "192.0.2.7", userAgent: "a test", requestId: "request-1" };

/** A caller without a token, from an address of their own. */
export function visitor(remoteAddress = "192.0.2.7"): Actor {
  return { ...ANONYMOUS_ACTOR, ...ORIGIN, remoteAddress };
}

export class MovableClock implements Clock {
  constructor(private at = new Date("2026-03-01T12:00:00Z")) {}

  now(): Date {
    return this.at;
  }

  forward(seconds: number): void {
    this.at = new Date(this.at.getTime() + seconds * 1000);
  }
}

/** An administrator who can sign in with PASSWORD; its global id and its actor. */
export async function plantAdministrator(
  api: TestApi,
  login: string,
  scope: WrittenScope,
): Promise<{ id: string; actor: Actor; row: Administrator }> {
  const row = await createAdministrator(api.services, SYSTEM_ACTOR, {
    login,
    password: PASSWORD,
    scope: scopeInput(scope),
  });
  const { accessToken } = await signInAs(api, login);
  return { id: String(row.globalId), row, actor: await authenticate(api.services, accessToken, ORIGIN) };
}

/** As if whoever reads the mailbox had pressed the button behind the link. */
export async function confirmMailbox(api: TestApi, administratorId: string): Promise<void> {
  await api.database.write((tx) =>
    tx.manager.update(Administrator, { id: innerIdOf(administratorId) }, { emailConfirmedAt: tx.now }),
  );
}

export async function givePassword(api: TestApi, accountId: string, password = PASSWORD): Promise<void> {
  const passwordHash = await hashPassword(password, "password");
  await api.database.write((tx) => tx.manager.update(Account, { id: innerIdOf(accountId) }, { passwordHash }));
}

export const SIGN_IN = `mutation ($login: String!, $password: String!) {
  signIn(input: { login: $login, password: $password }) {
    accessToken refreshToken expiresAt
    viewer { login role scopeKind scopeName account { address } administrator { login } reseller { slug } domain { name } }
  }
}`;

export interface SessionAnswer {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
  readonly viewer: Record<string, unknown>;
}

export async function signInAs(api: TestApi, login: string, password = PASSWORD): Promise<SessionAnswer> {
  return (await api.succeed<{ signIn: SessionAnswer }>(visitor(), SIGN_IN, { login, password })).signIn;
}
