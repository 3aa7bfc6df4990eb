import type { Locator, Page } from "playwright-core";
import type { PageLink } from "../../src/kernel/index.js";
import type { MailTemplateName } from "../../src/notifications/render-mail.js";

/** What whoever follows a link has come for: there it is, ready to be pressed. */
export type Control = (page: Page) => Locator;

export type LinkKind = PageLink["to"];

const button =
  (name: string | RegExp): Control =>
  (page) =>
    page.locator("main").getByRole("button", { name, exact: true, disabled: false }).first();

/** Of the row that is about this alone. */
const buttonOf =
  (row: string, name: string | RegExp): Control =>
  (page) =>
    page.locator("main tr", { hasText: row }).getByRole("button", { name, exact: true, disabled: false }).first();

const linkTo =
  (name: string): Control =>
  (page) =>
    page.locator("main").getByRole("link", { name }).first();

/** A button on a page that is about this alone. */
const onPageOf =
  (title: string, name: string): Control =>
  (page) =>
    page
      .locator("main", { has: page.getByRole("heading", { level: 1, name: title, exact: true }) })
      .getByRole("button", { name, exact: true, disabled: false });

const toSeeOwnPage = button("Mail me a link");

/** Of every mail, where each of its links leads and what is done there. One that is added here has none until it is said. */
export const CONTROLS: Readonly<Record<MailTemplateName, Readonly<Partial<Record<LinkKind, Control>>>>> = {
  question: { confirm: button("Allow"), owner: toSeeOwnPage },
  "question-digest": { confirm: button("Allow"), owner: toSeeOwnPage },
  "owner-link": { owner: button("Open my address's page") },
  "answer-notice": { owner: toSeeOwnPage },
  "owner-overruled": { owner: toSeeOwnPage },
  "owner-notice": { owner: toSeeOwnPage },
  "owner-reminder": { "confirm-senders": button("All of this is right") },
  "approval-request": {
    requests: (page) => page.locator("main tr", { hasText: "team@north.test" }).getByRole("checkbox"),
  },
  "asker-news": { senders: buttonOf("allowed@elsewhere.test", /./) },
  "alert-observed": { senders: button("Send the email again") },
  "digest-reseller": { readiness: figures, unsubscribe: button("Unsubscribe") },
  announcement: { readiness: figures, unsubscribe: button("Unsubscribe") },
  "security-alert": { mailboxes: onPageOf("neighbour@north.test", "Suspend the mailbox") },
  "enforcement-hold": { schedule: button("Begin enforcement…") },
  "complaint-alert": { mailboxes: onPageOf("user@north.test", "Suspend the mailbox") },
  "credential-notice": { security: button("Change the password") },
  "mail-refusals": {},
  "profile-proposal": { senders: button("Take it") },
  "proof-gone": {
    senders: (page) => page.locator("main").getByText("claimed.example").first(),
    // What is to be published again; the rest is done by itself.
    proof: button("Copy"),
  },
  "webhook-disabled": { webhooks: linkTo("Panel") },
  "domain-conflict": { proof: button("Confirm the domain") },
  "email-confirmation": { "confirm-email": button("Yes, send mail here") },
  "reply-help": {},
  "mail-test": { start: button("It has arrived") },
};

/** What the figures are about: the domains of a reseller, the addresses of a domain; of the south nothing was seen. */
function figures(page: Page): Locator {
  const rows = page.locator("main tbody tr", { hasText: /north\.test|orders@shop\.test/ });
  return rows.or(page.locator("main").getByText("No mail seen yet")).first();
}
