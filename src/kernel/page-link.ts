import { encoded, fillPanelTemplate, type PanelTemplate } from "./panel-template.js";

/**
 * Everywhere that a mail, a page or a refusal leads to. The console's entrances stay where they are: they stand in mails
 * of years ago and in other people's logs.
 */
export type PageLink =
  | { readonly to: "confirm" | "owner" | "confirm-email" | "confirm-senders" | "unsubscribe"; readonly token: string }
  /** What a mailbox may send as. */
  | { readonly to: "senders"; readonly address?: string; readonly account?: string }
  /** Why a message was refused. */
  | {
      readonly to: "explain";
      readonly login?: string;
      readonly from?: string;
      readonly header?: string;
      readonly queue?: string;
    }
  /** One mailbox, for those who administer it. */
  | { readonly to: "mailboxes"; readonly account?: string }
  /** `domain` is the one that it is about, so that the page can say who helps. */
  | { readonly to: "requests" | "readiness" | "schedule" | "domains"; readonly domain?: string }
  /** Whether a domain is shown to be its holder's own. */
  | { readonly to: "proof"; readonly domain: string }
  /** What programs are told, and how people sign in. */
  | { readonly to: "webhooks" | "security" }
  /** The step of the first start at which a test mail is said to have arrived. */
  | { readonly to: "start"; readonly code: string }
  | { readonly to: "console" };

/** Where links begin. */
export interface LinkBase {
  /** Ours, without a trailing slash; empty within one of our pages. */
  readonly publicUrl: string;
  /** Of the reseller's own panel, which takes the place of the senders' page; null where there is none. */
  readonly panelUrl?: PanelTemplate | null;
}

/** Of pages whose tokens are long: what comes before the token is short, so that a line holds both. */
export const SHORT_PATHS = { u: "unsubscribe", q: "confirm" } as const;

/** RFC 2045 6.7: where quoted-printable breaks a line, and many programs that quote or wrap do. */
const LINE_LENGTH = 76;

/** The one place where the address of a page is made. */
export function pageLink({ publicUrl, panelUrl }: LinkBase, link: PageLink): string {
  switch (link.to) {
    case "confirm":
      return questionLink(publicUrl, encoded(link.token));
    case "owner":
    case "confirm-email":
    case "confirm-senders":
      return `${publicUrl}/${link.to}/${encoded(link.token)}`;
    case "unsubscribe":
      return `${publicUrl}/u/${encoded(link.token)}`;
    case "senders":
      if (panelUrl) return fillPanelTemplate(panelUrl, link);
      return withQuery(`${publicUrl}/console/senders`, { address: link.address, account: link.account });
    case "explain": {
      const { login, from, header, queue } = link;
      return withQuery(`${publicUrl}/console/explain`, { login, from, header, queue });
    }
    case "mailboxes":
      return withQuery(`${publicUrl}/console/mailboxes`, { account: link.account });
    case "requests":
    case "readiness":
    case "schedule":
    case "domains":
    case "proof":
      return withQuery(`${publicUrl}/console/${link.to}`, { domain: link.domain });
    case "webhooks":
    case "security":
      return `${publicUrl}/console/${link.to}`;
    case "start":
      return withQuery(`${publicUrl}/console/start`, { step: "mail", code: link.code });
    case "console":
      return `${publicUrl}/console`;
  }
}

/** The path that says what it is, unless the short one alone lets a line hold the link. */
function questionLink(publicUrl: string, token: string): string {
  const [link, short] = [`${publicUrl}/confirm/${token}`, `${publicUrl}/q/${token}`];
  return link.length > LINE_LENGTH && short.length <= LINE_LENGTH ? short : link;
}

function withQuery(page: string, values: Readonly<Record<string, string | undefined>>): string {
  let address = page;
  for (const [name, value] of Object.entries(values)) {
    if (value) address += `${address === page ? "?" : "&"}${name}=${encoded(value)}`;
  }
  return address;
}
