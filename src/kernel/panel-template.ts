import { parseDomainName } from "./domain-name.js";

/** Address of a reseller's own panel, with `{address}` and `{account}`; made by `readPanelTemplate` alone. */
export type PanelTemplate = string & { readonly __panelTemplate: true };

export const MAX_PANEL_TEMPLATE_LENGTH = 500;
export const PANEL_TEMPLATE_RULE = "for instance https://panel.example.org/senders?address={address}&mailbox={account}";

const PLACEHOLDER = /\{(address|account)\}/g;
const PLAIN = /^[!-~]+$/;
const MARKUP = /[<>"'`\\^|{}]/;

export type ReadPanelTemplate =
  | { readonly ok: true; readonly template: PanelTemplate; readonly host: string }
  | { readonly ok: false; readonly problem: string };

/**
 * An https address at a host with a name, written as it is read: nothing in it can lead elsewhere than it seems to, and
 * the placeholders stand behind the host. Said in words what else is wrong.
 */
export function readPanelTemplate(text: string): ReadPanelTemplate {
  const refuse = (problem: string) => ({ ok: false as const, problem });
  const template = text.trim();
  if (template.length === 0 || template.length > MAX_PANEL_TEMPLATE_LENGTH) {
    return refuse(`This address must have 1 to ${MAX_PANEL_TEMPLATE_LENGTH} characters`);
  }
  const filled = template.replace(PLACEHOLDER, "x");
  if (!PLAIN.test(filled)) return refuse("This address may have visible ASCII characters only");
  const [unknown] = /\{[^}]*\}?/.exec(filled) ?? [];
  if (unknown !== undefined) return refuse(`${unknown} is no placeholder: there are {address} and {account}`);
  if (MARKUP.test(filled)) return refuse("This address may not have markup");
  if (!filled.startsWith("https://")) return refuse("This address must begin with https://");
  const url = urlOf(filled);
  if (url === null) return refuse("This is not a web address");
  if (url.username !== "" || url.password !== "") return refuse("This address may not name a user");
  const origin = template.slice(0, url.origin.length);
  if (origin !== url.origin || !/^([/?#]|$)/.test(template.slice(url.origin.length))) {
    return refuse("The host must stand in its plain form, without placeholders");
  }
  if (parseDomainName(url.hostname) !== url.hostname || !url.hostname.includes(".")) {
    return refuse("The host must be a name such as panel.example.org");
  }
  return { ok: true, template: template as PanelTemplate, host: url.hostname };
}

/** The address for one sender address and mailbox; what is not known stays empty. */
export function fillPanelTemplate(template: PanelTemplate, values: { address?: string; account?: string }): string {
  return template.replace(PLACEHOLDER, (_, name: "address" | "account") => encoded(values[name] ?? ""));
}

/** For a query: half a surrogate pair, which has no octets, is shown as the replacement character. */
export function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
