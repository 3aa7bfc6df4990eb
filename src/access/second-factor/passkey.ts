import { createHash, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";
import { conflict } from "../../kernel/index.js";

/** COSE algorithms: EdDSA, ES256, RS256. */
const ALGORITHMS = [-8, -7, -257];
const TIMEOUT_MS = 5 * 60_000;
const CHALLENGE_OCTETS = 32;
const MAX_TRANSPORTS = 8;

/** What a browser binds a passkey to: it follows from PUBLIC_URL and never from a request. */
interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** A passkey that was confirmed. */
export interface KnownPasskey {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly signatureCounter: number;
  readonly transports: readonly string[] | null;
}

// Half a second of loading, for those few calls that need it.
const library = () => import("@simplewebauthn/server");

/** Throws CONFLICT where no browser would make a passkey: WebAuthn knows no addresses, and http on this machine only. */
export function relyingPartyOf(publicUrl: string): RelyingParty {
  const { hostname, origin, protocol } = new URL(publicUrl);
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  if (isIP(hostname.replace(/^\[|\]$/g, "")) !== 0 || (protocol !== "https:" && !isLocal)) {
    throw conflict("PASSKEYS_NOT_POSSIBLE", "Passkeys need a PUBLIC_URL with a name and https, or http://localhost");
  }
  return { id: hostname, origin };
}

export function canHavePasskeys(publicUrl: string): boolean {
  try {
    return relyingPartyOf(publicUrl) !== null;
  } catch {
    return false;
  }
}

export function newPasskeyChallenge(): string {
  return randomBytes(CHALLENGE_OCTETS).toString("base64url");
}

export function hashCredentialId(credentialId: string): string {
  return createHash("sha256").update(credentialId).digest("hex");
}

/** For `PublicKeyCredential.parseCreationOptionsFromJSON`. */
export async function creationOptions(
  publicUrl: string,
  administrator: { readonly id: string; readonly login: string },
  challenge: string,
  known: readonly Pick<KnownPasskey, "credentialId">[],
): Promise<object> {
  const { id } = relyingPartyOf(publicUrl);
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: id,
    rpID: id,
    userName: administrator.login,
    userID: new Uint8Array(Buffer.from(administrator.id)),
    challenge: new Uint8Array(Buffer.from(challenge, "base64url")),
    timeout: TIMEOUT_MS,
    attestationType: "none",
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/** For `PublicKeyCredential.parseRequestOptionsFromJSON`. */
export async function requestOptions(
  publicUrl: string,
  challenge: string,
  known: readonly Pick<KnownPasskey, "credentialId" | "transports">[],
): Promise<object> {
  const { id } = relyingPartyOf(publicUrl);
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: id,
    challenge: new Uint8Array(Buffer.from(challenge, "base64url")),
    timeout: TIMEOUT_MS,
    userVerification: "preferred",
    allowCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...(transports ?? [])],
    })),
  });
}

/** The new passkey; null for anything that does not fit, malformed answers included. */
export async function verifyNewPasskey(
  publicUrl: string,
  challenge: string,
  answer: unknown,
): Promise<KnownPasskey | null> {
  const parsed = registrationSchema.safeParse(answer);
  if (!parsed.success) return null;
  const { id, origin } = relyingPartyOf(publicUrl);
  const { verifyRegistrationResponse } = await library();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: parsed.data as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      // The password was checked before: that somebody is there is enough (WebAuthn section 6.1, UP).
      requireUserVerification: false,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (registrationInfo === undefined) return null;
    const { credential } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString("base64url"),
      signatureCounter: credential.counter,
      transports: parsed.data.response.transports ?? null,
    };
  } catch {
    // It does no I/O: whatever it throws is about the answer.
    return null;
  }
}

/** The authenticator's new counter; null for an assertion that does not fit, malformed ones included. */
export async function verifyAssertion(
  publicUrl: string,
  challenge: string,
  answer: unknown,
  passkey: KnownPasskey,
): Promise<number | null> {
  const parsed = assertionSchema.safeParse(answer);
  if (!parsed.success) return null;
  const { id, origin } = relyingPartyOf(publicUrl);
  const { verifyAuthenticationResponse } = await library();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: parsed.data as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: false,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
        counter: passkey.signatureCounter,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

/** Of an answer that is not verified yet: only good for finding the passkey to verify it with. */
export function claimedCredentialId(answer: unknown): string | null {
  const parsed = assertionSchema.safeParse(answer);
  return parsed.success ? parsed.data.id : null;
}

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]*$/);

/** WebAuthn section 4: at most 1,023 octets. */
const credentialId = base64url(1_364);

const registrationSchema = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url(8_192),
    attestationObject: base64url(65_536),
    transports: z.array(z.string().max(32)).max(MAX_TRANSPORTS).optional(),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});

const assertionSchema = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url(8_192),
    authenticatorData: base64url(8_192),
    signature: base64url(8_192),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});
