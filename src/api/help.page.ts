import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "../graphql/index.js";
import { ownValue, type PanelTemplate, pageLink, parseDomainName, parseEmailAddress } from "../kernel/index.js";
import { shownBranding } from "../tenancy/index.js";
import type { TextKey } from "../texts/index.js";
import { heading, html, type PageApplication, phrase, readerLanguage, type SafeHtml, sendPage } from "../web/index.js";
import { brandSheetPath } from "./console/brand-sheet.js";
import { builtConsole } from "./console/console-files.js";
import { brandingOfDomain } from "./console/console-frame.js";

interface Entrance {
  readonly title: Extract<TextKey, `${string}Entrance.title`>;
  readonly text?: TextKey & "sendersEntrance.text";
  readonly steps: readonly Extract<TextKey, `${string}Entrance.${string}`>[];
  /** Names in the API with which the same is done. */
  readonly names: readonly string[];
  /** What the link carries that is shown again, with its label. */
  readonly shown: readonly (readonly [parameter: string, label: Extract<TextKey, `entrance.${string}Label`>])[];
}

const SENDERS: Entrance = {
  title: "sendersEntrance.title",
  text: "sendersEntrance.text",
  steps: ["sendersEntrance.add", "sendersEntrance.confirm", "sendersEntrance.again"],
  names: ["addIdentity", "resendVerification"],
  shown: [
    ["address", "entrance.addressLabel"],
    ["account", "entrance.accountLabel"],
  ],
};

const REQUESTS: Entrance = {
  title: "requestsEntrance.title",
  steps: ["requestsEntrance.open", "requestsEntrance.meaning", "requestsEntrance.silence"],
  names: ["approvals", "approveAuthorizations", "refuseAuthorizations"],
  shown: [["domain", "entrance.domainLabel"]],
};

const MAILBOXES: Entrance = {
  title: "mailboxesEntrance.title",
  steps: ["mailboxesEntrance.open", "mailboxesEntrance.password", "mailboxesEntrance.paused"],
  names: ["authorizations", "setAccountPassword", "resumeAuthorization"],
  shown: [["account", "entrance.accountLabel"]],
};

const DOMAINS: Entrance = {
  title: "domainsEntrance.title",
  steps: ["domainsEntrance.open", "domainsEntrance.publish", "domainsEntrance.wait"],
  names: ["requestDomainProof", "verifyDomain"],
  shown: [["domain", "entrance.domainLabel"]],
};

const CONSOLE: Entrance = {
  title: "consoleEntrance.title",
  steps: ["consoleEntrance.open"],
  names: ["approvals", "authorizations", "readiness", "policy"],
  shown: [],
};

/** By path. `identities`, `approvals` and `accounts` are what mails and refusals said before. */
const ENTRANCES: ReadonlyMap<string, Entrance> = new Map([
  ["senders", SENDERS],
  ["identities", SENDERS],
  ["requests", REQUESTS],
  ["approvals", REQUESTS],
  [
    "readiness",
    {
      title: "readinessEntrance.title",
      steps: ["readinessEntrance.open", "readinessEntrance.settle", "readinessEntrance.rest"],
      names: ["readiness"],
      shown: [["domain", "entrance.domainLabel"]],
    },
  ],
  [
    "schedule",
    {
      title: "scheduleEntrance.title",
      steps: ["scheduleEntrance.open", "scheduleEntrance.held", "scheduleEntrance.later"],
      names: ["policy", "setPolicy", "enforcementHolds", "releaseHold"],
      shown: [["domain", "entrance.domainLabel"]],
    },
  ],
  [
    "explain",
    {
      title: "explainEntrance.title",
      steps: ["explainEntrance.open", "explainEntrance.usual"],
      names: ["explain"],
      shown: [
        ["login", "entrance.loginLabel"],
        ["from", "entrance.addressLabel"],
        ["header", "entrance.headerLabel"],
        ["queue", "entrance.queueLabel"],
      ],
    },
  ],
  ["mailboxes", MAILBOXES],
  ["accounts", MAILBOXES],
  ["domains", DOMAINS],
  ["proof", DOMAINS],
]);

/**
 * `/console` and below: the console, and what stands there for readers without scripts or a sign-in. Each fixed entrance
 * of mails and refusals says in the reader's language what to do about the matter and whom to ask. It keeps what the link
 * carries, changes nothing, and knows nobody: whose customers a domain's people are is all that a mailbox in a link tells.
 */
export function registerHelp(app: FastifyInstance, services: Services): void {
  const show = (request: FastifyRequest, reply: FastifyReply, entrance: Entrance) =>
    showEntrance(services, request, reply, entrance);
  app.get("/console", (request, reply) => show(request, reply, CONSOLE));
  app.get<{ Params: { "*": string } }>("/console/*", (request, reply) => {
    const [first = ""] = request.params["*"].toLowerCase().split("/");
    return show(request, reply, ENTRANCES.get(first) ?? CONSOLE);
  });
}

async function showEntrance(
  { configuration, database }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  entrance: Entrance,
): Promise<FastifyReply> {
  const given = (name: string) => shownValue(request.query, name);
  const domain = given("domain") ?? domainOf(given("account") ?? given("login"));
  const branding = await brandingOfDomain(database.reader, domain);
  const language = readerLanguage(request, branding.language);
  const { say } = language;
  const rows = entrance.shown.flatMap(([name, label]) => {
    const value = given(name);
    return value === null ? [] : [html`<div><dt>${say(label)}</dt><dd>${phrase(value)}</dd></div>`];
  });
  const panel = entrance === SENDERS ? branding.panelUrl : null;
  return sendPage(reply, 200, {
    title: say(entrance.title),
    language,
    branding: shownBranding({ configuration }, branding),
    application: applicationIn(branding.colour, configuration.frameOrigins),
    content: html`<section class="card">
${heading(say(entrance.title))}
${rows.length > 0 && html`<dl class="pair">${rows}</dl>`}
${entrance.text !== undefined && html`<p>${phrase(say(entrance.text))}</p>`}
<ol>${entrance.steps.map((step) => html`<li>${phrase(say(step))}</li>`)}</ol>
${panel !== null && panelLink(panel, say("entrance.panel"), given("address"), given("account"))}
<p>${branding.supportContact === null ? say("entrance.askProvider") : say("entrance.ask", { contact: branding.supportContact })}</p>
<p class="soft small">${say("entrance.nothingHere")} ${say("entrance.program", { names: entrance.names.join(", ") })}</p>
</section>`,
  });
}

/** The console in the colours of whoever speaks; null where it was not built. */
function applicationIn(colour: string | null, frameOrigins: readonly string[]): PageApplication | null {
  const built = builtConsole();
  const sheet = brandSheetPath(colour);
  if (built === null) return null;
  const { head } = built;
  return {
    head: html`${head}${sheet !== null && html`<link rel="stylesheet" id="brand" href="${sheet}">`}`,
    frameOrigins,
  };
}

function panelLink(panelUrl: PanelTemplate, label: string, address: string | null, account: string | null): SafeHtml {
  const url = pageLink({ publicUrl: "", panelUrl }, { to: "senders", address: address ?? "", account: account ?? "" });
  return html`<p><a href="${url}" rel="noreferrer">${label}</a></p>`;
}

const MAX_QUEUE_ID_LENGTH = 100;

/** What a link carries may be anybody's text: shown is what is an address, a domain or a queue id, and nothing else. */
function shownValue(query: unknown, name: string): string | null {
  const value = typeof query === "object" && query !== null ? ownValue(query as Record<string, unknown>, name) : null;
  if (typeof value !== "string") return null;
  if (name === "domain") return parseDomainName(value);
  if (name === "queue") return value.length <= MAX_QUEUE_ID_LENGTH && /^[A-Za-z0-9.-]+$/.test(value) ? value : null;
  const parsed = parseEmailAddress(value);
  return parsed.ok ? value : null;
}

function domainOf(address: string | null): string | null {
  return address === null ? null : parseDomainName(address.slice(address.lastIndexOf("@") + 1));
}
