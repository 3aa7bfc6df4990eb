import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** Flags of authenticator data (WebAuthn section 6.1): user present, user verified, attested credential data included. */
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

export interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
}

export interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
  readonly allowCredentials: readonly { readonly id: string }[];
}

/** What the page of an attacker, or a broken device, would do otherwise. */
export interface Deviation {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly flags?: number;
  readonly counter?: number;
}

/** An authenticator in software: one ES256 key, real signatures, and the browser's part of WebAuthn around it. */
export class SoftwareAuthenticator {
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly credentialId = randomBytes(32).toString("base64url");
  #counter = 0;

  constructor(readonly origin: string) {}

  /** The answer to `navigator.credentials.create`, as `toJSON()` gives it. */
  create(options: CreationOptions, deviation: Deviation = {}): object {
    const id = Buffer.from(this.credentialId, "base64url");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKeyOf(this.#keys.publicKey)]);
    const flags = deviation.flags ?? USER_PRESENT | USER_VERIFIED | ATTESTED;
    const authData = Buffer.concat([this.#head(deviation.rpId ?? options.rp.id, flags, 0), attested]);
    const attestationObject = cbor(
      new Map<string, CborValue>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData],
      ]),
    );
    return this.#answer({
      clientDataJSON: this.#clientData("webauthn.create", options.challenge, deviation),
      attestationObject: attestationObject.toString("base64url"),
      transports: ["internal"],
    });
  }

  /** The answer to `navigator.credentials.get`, as `toJSON()` gives it. */
  get(options: RequestOptions, deviation: Deviation = {}): object {
    this.#counter += 1;
    const flags = deviation.flags ?? USER_PRESENT | USER_VERIFIED;
    const authData = this.#head(deviation.rpId ?? options.rpId, flags, deviation.counter ?? this.#counter);
    const clientDataJSON = this.#clientData("webauthn.get", options.challenge, deviation);
    const clientDataHash = createHash("sha256").update(Buffer.from(clientDataJSON, "base64url")).digest();
    const signature = sign("sha256", Buffer.concat([authData, clientDataHash]), this.#keys.privateKey);
    return this.#answer({
      clientDataJSON,
      authenticatorData: authData.toString("base64url"),
      signature: signature.toString("base64url"),
    });
  }

  #answer(response: object): object {
    const id = this.credentialId;
    return { id, rawId: id, type: "public-key", response, clientExtensionResults: {} };
  }

  #head(rpId: string, flags: number, counter: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.from([flags]), count]);
  }

  #clientData(type: string, challenge: string, deviation: Deviation): string {
    const data = {
      type,
      challenge: deviation.challenge ?? challenge,
      origin: deviation.origin ?? this.origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(data)).toString("base64url");
  }
}

/** RFC 9053 section 7.1.1: EC2, ES256, P-256. */
function coseKeyOf(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return cbor(
    new Map<number, CborValue>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, "base64url")],
      [-3, Buffer.from(y, "base64url")],
    ]),
  );
}

type CborValue = number | string | Buffer | Map<string | number, CborValue>;

/** RFC 8949, the four types that WebAuthn needs here. */
function cbor(value: CborValue): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, each]) => [cbor(key), cbor(each)])]);
}

function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) | argument]);
  if (argument < 256) return Buffer.from([(major << 5) | 24, argument]);
  return Buffer.from([(major << 5) | 25, argument >> 8, argument & 0xff]);
}
