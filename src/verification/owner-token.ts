import { isMacOf, type KeyRing, macOf } from "../config/index.js";

/** What a link that only shows the owner's page says. */
export interface SightOfPage {
  readonly identityId: string;
  /** Must equal the identity's: raising it there ends every older link. */
  readonly version: number;
  /** It shows for a day from then, and has a link to act mailed at any time. Null while its mail has not left. */
  readonly issuedAt: Date | null;
}

/** One whose time stands in it. */
export interface SignedSight extends SightOfPage {
  readonly issuedAt: Date;
}

/**
 * Signs the links to the owner page that stand on our other pages, and checks them. They need no row, as looking at a page
 * writes none: identity, version and time are in the link. Mails of before there were short ones hold them, too.
 */
export interface OwnerLinks {
  sign(link: SignedSight): string;
  /** Null when it was not signed here. One whose time is over is read too: its signature still says whose page it was. */
  read(token: string): SignedSight | null;
}

const MAC_OCTETS = 24;
const BODY_OCTETS = 16 + 4 + 6;

export function createOwnerLinks(ring: KeyRing): OwnerLinks {
  return {
    sign({ identityId, version, issuedAt }) {
      const body = Buffer.alloc(BODY_OCTETS);
      Buffer.from(identityId.replaceAll("-", ""), "hex").copy(body);
      body.writeUInt32BE(version, 16);
      body.writeUIntBE(Math.floor(issuedAt.getTime() / 1_000), 20, 6);
      return Buffer.concat([body, macOf(ring, body, MAC_OCTETS)]).toString("base64url");
    },
    read(token) {
      if (!/^[A-Za-z0-9_-]{67}$/.test(token)) return null;
      const octets = Buffer.from(token, "base64url");
      const body = octets.subarray(0, BODY_OCTETS);
      if (octets.length !== BODY_OCTETS + MAC_OCTETS) return null;
      if (!isMacOf(ring, body, octets.subarray(BODY_OCTETS))) return null;
      const hex = body.subarray(0, 16).toString("hex");
      return {
        identityId: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-"),
        version: body.readUInt32BE(16),
        issuedAt: new Date(body.readUIntBE(20, 6) * 1_000),
      };
    },
  };
}
