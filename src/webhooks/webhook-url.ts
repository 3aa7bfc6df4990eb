import { badInput } from "../kernel/index.js";
import { isPublicAddress, literalAddressOf } from "./sending/public-address.js";

const MAX_URL_LENGTH = 2048;
const EXPECTED = "an address that begins with https://, without a password";

/** Throws BAD_USER_INPUT for what is never sent to, so that whoever set it learns of it now. */
export function requireWebhookUrl(text: string, isPrivateAllowed: boolean, field = "input.url"): string {
  const url = URL.canParse(text) && text.length <= MAX_URL_LENGTH ? new URL(text) : null;
  if (url === null || url.hostname === "") throw badInput("ENTRY_MALFORMED", field, "This is no web address", EXPECTED);
  if (url.protocol !== "https:" && !(isPrivateAllowed && url.protocol === "http:")) {
    throw badInput("ENTRY_MALFORMED", field, "Webhooks are sent by https alone", EXPECTED);
  }
  if (url.username !== "" || url.password !== "") {
    throw badInput("ENTRY_MALFORMED", field, "A password in the address would be shown to all who see it", EXPECTED);
  }
  url.hash = "";
  const literal = literalAddressOf(url);
  if (literal !== null && !isPrivateAllowed && !isPublicAddress(literal)) {
    throw badInput("ENTRY_MALFORMED", field, "This address is in a network that is not public", EXPECTED);
  }
  return url.href;
}
