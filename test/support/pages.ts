import type { FastifyInstance } from "fastify";
import { createApi } from "../../src/app/index.js";
import type { CreatedTenant } from "../graphql/tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer, type Mailbox } from "../graphql/verification-mailbox.js";
import type { TestApi } from "./api.js";
import { atEndOfFile } from "./end-of-file.js";
import type { MovableClock } from "./outbox.js";

const DAY_MS = 24 * 60 * 60 * 1_000;

export interface Asked {
  readonly id: string;
  readonly address: string;
  /** The two digits that the asker sees. */
  readonly number: string;
  /** Paths of the links in its mail. */
  readonly question: string;
  readonly owner: string;
}

/** A page of the owner that was opened by a link of the hour and its digits. */
export interface ActingPage {
  readonly path: string;
  readonly opened: string;
  readonly body: string;
}

export interface AnsweredPage {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** What an owner's browser does with the mails of a world, without scripts. */
export interface OwnersBrowser {
  show(path: string): Promise<AnsweredPage>;
  send(path: string, form: Record<string, string>): Promise<AnsweredPage>;
  /** Asks for an address as the account of the tenant, and reads the mail to its owner. */
  ask(tenant: CreatedTenant, address?: string): Promise<Asked>;
  /** Path of the question in the mail that has arrived since. */
  nextQuestion(): Promise<string>;
  openActing(owner: string, more?: Record<string, string>): Promise<ActingPage>;
  act(page: ActingPage, form: Record<string, string>): ReturnType<OwnersBrowser["send"]>;
}

interface World {
  readonly api: TestApi;
  readonly mailbox: Mailbox;
  readonly clock: MovableClock;
}

let asked = 0;

export async function openBrowser({ api, mailbox, clock }: World, language = "en"): Promise<OwnersBrowser> {
  const app: FastifyInstance = await createApi(api.services);
  atEndOfFile(() => app.close());
  const headers = { "accept-language": language, accept: "text/html" };
  const browser: OwnersBrowser = {
    show: (url) => app.inject({ url, headers }),
    send: (url, form) =>
      app.inject({
        method: "POST",
        url,
        payload: new URLSearchParams(form).toString(),
        headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
      }),
    async ask(tenant, address = `owner${++asked}@seen${asked}.test`) {
      clock.advance(DAY_MS);
      await mailbox.deliver();
      const input = { accountId: tenant.account.id, address, displayName: "Shop" };
      const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
        tenant.account.actor,
        ADD_IDENTITY,
        { input },
      );
      const mail = (await mailbox.deliver()).find(({ template }) => template.startsWith("question"));
      clock.advance(60_000);
      const { token = "", ownerToken = "" } = mail?.secrets ?? {};
      const { matchNumber = "" } = addIdentity.verification ?? {};
      return {
        id: addIdentity.id,
        address,
        number: matchNumber,
        question: `/confirm/${token}`,
        owner: `/owner/${ownerToken}`,
      };
    },
    async nextQuestion() {
      const mail = (await mailbox.deliver()).find(({ template }) => template.startsWith("question"));
      return `/confirm/${mail?.secrets.token ?? ""}`;
    },
    async openActing(owner, more = {}) {
      const sent = await browser.send(owner, { action: "renew", ...more });
      const mail = (await mailbox.deliver()).find(({ template }) => template === "owner-link");
      const path = `/owner/${mail?.secrets.ownerToken ?? ""}`;
      const number = /class="digits"[^>]*>(\d\d)</.exec(sent.body)?.[1] ?? "";
      const { body } = await browser.send(path, { action: "open", number });
      return { path, opened: /name="opened" value="([^"]+)"/.exec(body)?.[1] ?? "", body };
    },
    act: ({ path, opened }, form) => browser.send(path, { opened, ...form }),
  };
  return browser;
}
