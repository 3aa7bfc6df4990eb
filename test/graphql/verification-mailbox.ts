import type { MailToRender } from "../../src/outbox/index.js";
import {
  onQuestionDead,
  onQuestionRefused,
  onQuestionSent,
  verificationKeys,
  withLinkFromNow,
} from "../../src/verification/index.js";
import type { TestApi } from "../support/api.js";
import { deliverDue, silentLog } from "../support/outbox.js";

type SentMail = MailToRender & { readonly returnPath: string | null };

export interface Mailbox {
  /** Runs the worker until nothing is due; returns what it sent, oldest first, without what tells of an answer. */
  deliver(): Promise<SentMail[]>;
  /** What askers have heard back since this was called last; runs the worker first. */
  news(): Promise<SentMail[]>;
  /** The same of what owners have heard of answers. */
  answerNotices(): Promise<SentMail[]>;
  /** What to refuse for good from now on; null takes everything. */
  refuseWith(error: Error | null): void;
}

/** The real worker of the outbox, at whose far side the mails can be read. */
export function openMailbox(api: TestApi): Mailbox {
  let refusal: Error | null = null;
  let news: SentMail[] = [];
  let notices: SentMail[] = [];
  return {
    async answerNotices() {
      await this.deliver();
      const told = notices;
      notices = [];
      return told;
    },
    async news() {
      await this.deliver();
      const told = news;
      news = [];
      return told;
    },
    refuseWith(error) {
      refusal = error;
    },
    async deliver() {
      const rendered = new Map<string, MailToRender>();
      const sent: SentMail[] = [];
      for (;;) {
        const tally = await deliverDue({
          database: api.database,
          clock: api.services.clock,
          log: silentLog,
          sealer: verificationKeys(api.services.configuration).sealer,
          workerName: "test",
          render: (mail) => {
            const key = `${rendered.size}`;
            const keys = verificationKeys(api.services.configuration);
            rendered.set(key, withLinkFromNow(mail, keys, api.services.clock.now()));
            return { subject: key, text: "", html: "", headers: {} };
          },
          transport: {
            domain: "mayfrom.test",
            async send(mail) {
              if (refusal !== null) throw refusal;
              sent.push({ ...rendered.get(mail.subject)!, returnPath: mail.returnPath ?? null });
              return null;
            },
            async isOpen() {
              return true;
            },
            async close() {},
          },
          onSent: onQuestionSent,
          onDead: onQuestionDead,
          onRefused: onQuestionRefused,
        });
        if (tally.claimed > 0) continue;
        news.push(...sent.filter(({ template }) => template === "asker-news"));
        notices.push(...sent.filter(({ template }) => template === "answer-notice"));
        return sent.filter(({ template }) => template !== "asker-news" && template !== "answer-notice");
      }
    },
  };
}

export const ADD_IDENTITY = `mutation ($input: AddIdentityInput!) {
  addIdentity(input: $input) {
    id state source displayName isDefault authorizedAt expiresAt
    account { id address } identity { id address }
    verification { state sentAt expiresAt matchNumber deliveryState }
  }
}`;

export const ANSWER = `mutation ($input: AnswerVerificationInput!) {
  answerVerification(input: $input) { id state expiresAt displayName account { address } identity { address } verification { matchNumber } }
}`;

export const RESEND = `mutation ($id: ID!) {
  resendVerification(authorizationId: $id) { id state verification { matchNumber sentAt deliveryState } }
}`;

export const GRANT = `mutation ($input: GrantAuthorizationInput!) {
  grantAuthorization(input: $input) { id state source reason displayName expiresAt verification { matchNumber } }
}`;

export const REVOKE = `mutation ($id: ID!, $reason: String) {
  revokeAuthorization(authorizationId: $id, reason: $reason) { id state reason displayName askAgainAt account { address } }
}`;

export const AUTHORIZATION = `query ($id: ID!) {
  node(id: $id) { ... on Authorization {
    id state source reason displayName expiresAt askAgainAt account { address } identity { address }
    verification { state sentAt expiresAt matchNumber deliveryState }
  } }
}`;

export interface AuthorizationAnswer {
  readonly id: string;
  readonly state: string;
  readonly source: string;
  readonly reason: string | null;
  readonly displayName: string;
  readonly isDefault: boolean;
  readonly expiresAt: string | null;
  readonly askAgainAt: string | null;
  readonly account: { readonly id: string; readonly address: string };
  readonly identity: { readonly id: string; readonly address: string };
  readonly verification: {
    readonly state: string;
    readonly sentAt: string | null;
    readonly expiresAt: string | null;
    readonly nextTurnAt?: string | null;
    readonly matchNumber: string;
    readonly deliveryState: string;
  } | null;
}
