import { isMacOf, macOf, type ReadyConfiguration } from "../config/index.js";
import { createSealer, type Sealer } from "../outbox/index.js";
import { createOwnerLinks, type OwnerLinks } from "./owner-token.js";

/** What this room needs of the configuration: keys derived from its secret, and the sender of its mails. */
export interface VerificationKeys {
  readonly sealer: Sealer;
  readonly ownerLinks: OwnerLinks;
  readonly mailFrom: string;
  /** Signs what a page hands to its own form; hexadecimal. */
  formMac(text: string): string;
  isFormMac(text: string, mac: string): boolean;
}

const FORM_MAC_OCTETS = 16;
const FORM_MAC = /^[0-9a-f]{32}$/;

const mailers = new WeakMap<object, VerificationKeys>();

export function verificationKeys(configuration: ReadyConfiguration): VerificationKeys {
  let mailer = mailers.get(configuration);
  if (mailer === undefined) {
    const { keys, mailFrom } = configuration;
    mailer = {
      sealer: createSealer(keys.outboxSeal),
      ownerLinks: createOwnerLinks(keys.ownerLink),
      mailFrom,
      formMac: (text) => macOf(keys.confirmForm, text, FORM_MAC_OCTETS).toString("hex"),
      isFormMac: (text, mac) => FORM_MAC.test(mac) && isMacOf(keys.confirmForm, text, Buffer.from(mac, "hex")),
    };
    mailers.set(configuration, mailer);
  }
  return mailer;
}
