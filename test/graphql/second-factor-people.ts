import { Secret, TOTP } from "otpauth";
import { authenticate } from "../../src/access/index.js";
import type { Actor } from "../../src/kernel/index.js";
import type { TestApi } from "../support/api.js";
import { type CreationOptions, type RequestOptions, SoftwareAuthenticator } from "../support/authenticator.js";
import { type MovableClock, ORIGIN, PASSWORD, visitor } from "./access-people.js";

export const BEGIN_TOTP = `mutation ($input: BeginSecondFactorInput!) { beginTotp(input: $input) { id secret uri } }`;
export const BEGIN_PASSKEY = `mutation ($input: BeginSecondFactorInput!) { beginPasskey(input: $input) { id options } }`;
export const CONFIRM = `mutation ($input: ConfirmSecondFactorInput!) {
  confirmSecondFactor(input: $input) { secondFactor { id kind name } recoveryCodes session { accessToken } }
}`;
export const SIGN_IN = `mutation ($login: String!, $password: String!) {
  signIn(input: { login: $login, password: $password }) {
    state accessToken refreshToken viewer { login lacksSecondFactor }
    challenge { token kinds recoveryCodesLeft passkeyOptions }
  }
}`;
export const COMPLETE = `mutation ($input: CompleteSignInInput!) {
  completeSignIn(input: $input) { accessToken refreshToken viewer { login } }
}`;

export interface SignInAnswer {
  readonly state: string;
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
  readonly viewer: { readonly login: string; readonly lacksSecondFactor: boolean } | null;
  readonly challenge: Challenge | null;
}

export interface Challenge {
  readonly token: string;
  readonly kinds: readonly string[];
  readonly recoveryCodesLeft: number;
  readonly passkeyOptions: RequestOptions | null;
}

interface Confirmed {
  readonly secondFactor: { readonly id: string };
  readonly recoveryCodes: readonly string[] | null;
  readonly session: { readonly accessToken: string } | null;
}

/** What an app shows at this moment; `steps` half minutes later with it. */
export function codeOf(secret: string, clock: MovableClock, steps = 0): string {
  const timestamp = clock.now().getTime() + steps * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

export async function passwordOnly(api: TestApi, login: string): Promise<SignInAnswer> {
  return (await api.succeed<{ signIn: SignInAnswer }>(visitor(), SIGN_IN, { login, password: PASSWORD })).signIn;
}

export async function enter(api: TestApi, accessToken: string): Promise<Actor> {
  return authenticate(api.services, accessToken, ORIGIN, { withoutSecondFactor: true });
}

export interface WithTotp {
  readonly actor: Actor;
  readonly factorId: string;
  readonly secret: string;
  readonly uri: string;
  /** Of the first factor. */
  readonly recoveryCodes: readonly string[];
}

/** Gives the person a first authenticator app. */
export async function addTotp(api: TestApi, clock: MovableClock, actor: Actor): Promise<WithTotp> {
  const input = { name: "Phone", proof: { password: PASSWORD } };
  const { beginTotp } = await api.succeed<{ beginTotp: { id: string; secret: string; uri: string } }>(
    actor,
    BEGIN_TOTP,
    { input },
  );
  const { id, secret, uri } = beginTotp;
  const confirmed = await confirm(api, actor, { id, code: codeOf(secret, clock) });
  clock.forward(60);
  return {
    actor: await enter(api, confirmed.session!.accessToken),
    factorId: confirmed.secondFactor.id,
    secret,
    uri,
    recoveryCodes: confirmed.recoveryCodes!,
  };
}

export async function confirm(api: TestApi, actor: Actor, input: object): Promise<Confirmed> {
  return (await api.succeed<{ confirmSecondFactor: Confirmed }>(actor, CONFIRM, { input })).confirmSecondFactor;
}

/** Gives the person a passkey; `proof` is what is asked for beforehand. */
export async function addPasskey(api: TestApi, actor: Actor, proof: object = { password: PASSWORD }) {
  const authenticator = new SoftwareAuthenticator(new URL(api.services.configuration.publicUrl).origin);
  const { beginPasskey } = await api.succeed<{
    beginPasskey: { id: string; options: CreationOptions };
  }>(actor, BEGIN_PASSKEY, { input: { name: "Key", proof } });
  const passkey = authenticator.create(beginPasskey.options);
  return { authenticator, ...(await confirm(api, actor, { id: beginPasskey.id, passkey })) };
}
