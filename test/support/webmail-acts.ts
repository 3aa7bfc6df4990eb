import type { Browser, Locator, Page } from "playwright-core";
import { newPerson } from "./browser.js";
import { eventually } from "./eventually.js";
import { linkIn } from "./question-page.js";
import { press, type WebmailUser } from "./webmail-user.js";
import type { WebmailWorld } from "./webmail-world.js";

/** Who is where: what the steps of a story about identities act on. */
export interface WebmailStage {
  readonly world: WebmailWorld;
  readonly browser: Browser;
  readonly user: WebmailUser;
  /** Whom messages go to. */
  readonly recipient: string;
}

/** Of a composer after "Send", as script of its page. */
export const LEFT_OR_REFUSED =
  "document.querySelector('.mayfrom-refusal') !== null || !location.search.includes('_action=compose')";

export type WebmailActs = ReturnType<typeof webmailActs>;

/** What a user, an owner and an operator do, and what is so after it. */
export function webmailActs(stage: () => WebmailStage) {
  const rowOf = (address: string): Locator => stage().user.page.locator("#identities-table tr", { hasText: address });

  async function addIdentity(address: string, name: string): Promise<void> {
    const { user } = stage();
    await user.openIdentities();
    await press(user.page, "a.create");
    await user.form().locator("#rcmfd_name").fill(name);
    await user.form().locator("#rcmfd_email").fill(address);
    await user.form().locator("button.submit").click();
  }

  async function editIdentity(address: string, fields: Readonly<Record<string, string>>): Promise<void> {
    const { user } = stage();
    await user.openIdentities();
    await rowOf(address).click();
    for (const [name, value] of Object.entries(fields)) await user.form().locator(`#rcmfd_${name}`).fill(value);
    await user.form().locator("button.submit").click();
  }

  /** The mailed page, in a browser of the owner's own. */
  async function answer(decision: "Allow" | "Deny", mail: string, number = ""): Promise<void> {
    const context = await newPerson(stage().browser);
    const page = await context.newPage();
    await page.goto(await linkIn(mail, "confirm"));
    if (number !== "") await page.getByRole("textbox", { name: "the two digits" }).fill(number);
    await page.getByRole("button", { name: decision, exact: true }).click();
    await page.getByRole("heading", { name: /^(Allowed|Denied)/ }).waitFor();
    await context.close();
  }

  async function compose(page: Page, subject: string): Promise<void> {
    const { world, recipient } = stage();
    await page.goto(`${world.roundcube.url}?_task=mail&_action=compose&_to=${recipient}`);
    await page.fill("#compose-subject", subject);
    await page.fill("#composebody", "What was written stays.");
  }

  /** Also what a changed page lets be chosen although it may not be used. */
  async function choose(page: Page, address: string): Promise<void> {
    const option = page.locator("#_from option", { hasText: address });
    await option.evaluate((element) => {
      (element as unknown as { disabled: boolean }).disabled = false;
    });
    await page.selectOption("#_from", { value: (await option.getAttribute("value")) ?? "" });
  }

  /** The agent hears of a change moments after its commit. */
  async function sendUntilTaken(page: Page, sender: string, subject: string): Promise<void> {
    await eventually("Postfix takes the message", async () => {
      await compose(page, subject);
      await choose(page, sender);
      await press(page, ".send");
      await page.waitForFunction(LEFT_OR_REFUSED);
      return !page.url().includes("_action=compose");
    });
  }

  /** By IMAP, of a message that has arrived; news about addresses may have come before it. */
  function uidOf(mailbox: string, words: string): number {
    const index = stage()
      .world.dovecot.mailbox(mailbox)
      .findIndex((text) => text.includes(words));
    if (index === -1) throw new Error(`no message of ${mailbox} says ${words}`);
    return index + 1;
  }

  async function authorizationId(address: string): Promise<string> {
    const { authorizations } = await stage().world.operator.call<{
      authorizations: { edges: { node: { id: string } }[] };
    }>("query ($address: String!) { authorizations(filter: { address: $address }) { edges { node { id } } } }", {
      address,
    });
    const [edge] = authorizations.edges;
    if (edge === undefined) throw new Error(`nobody has asked for ${address}`);
    return edge.node.id;
  }

  async function stateOf(id: string): Promise<string> {
    const { node } = await stage().world.operator.call<{ node: { state: string } }>(
      "query ($id: ID!) { node(id: $id) { ... on Authorization { state } } }",
      { id },
    );
    return node.state;
  }

  async function profileOf(address: string) {
    const { node } = await stage().world.operator.call<{ node: { profiles: Record<string, string | null>[] } }>(
      `query ($id: ID!) {
        node(id: $id) { ... on Authorization { profiles { id version displayName organization replyTo bcc } } }
      }`,
      { id: await authorizationId(address) },
    );
    const [profile] = node.profiles;
    if (profile === undefined) throw new Error(`${address} has no profile`);
    return profile;
  }

  return {
    ...{ rowOf, addIdentity, editIdentity, answer, compose, choose, sendUntilTaken },
    ...{ uidOf, authorizationId, stateOf, profileOf },
  };
}
