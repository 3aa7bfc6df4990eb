import type { FrameLocator, Page } from "playwright-core";
import type { MailUser } from "./dovecot.js";

/** Somebody in a Roundcube, by its elastic skin. */
export interface WebmailUser {
  readonly page: Page;
  openIdentities(): Promise<void>;
  /** The frame beside the list of identities, in which one is edited. */
  form(): FrameLocator;
  /** What the page and the form have to say. */
  messages(): Promise<string[]>;
}

export async function signInToWebmail(page: Page, url: string, user: MailUser): Promise<WebmailUser> {
  // Leaving a composer raises a question, which a person who navigates away says yes to.
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(url);
  await page.fill("#rcmloginuser", user.address);
  await page.fill("#rcmloginpwd", user.password);
  await page.click("#rcmloginsubmit");
  await page.waitForURL(/_task=mail/);
  return {
    page,
    async openIdentities() {
      await page.goto(`${url}?_task=settings&_action=identities`);
      await page.locator("#identities-table").waitFor();
    },
    form: () => page.frameLocator("#preferences-frame"),
    async messages() {
      const shown = await Promise.all(page.frames().map((each) => each.locator("#messagestack > div").allInnerTexts()));
      return shown.flat();
    },
  };
}

/** A button of Roundcube's page. While it loads something it would take no press, and say nothing. */
export async function press(page: Page, button: "a.create" | "a.delete" | ".send"): Promise<void> {
  await page.waitForFunction("!rcmail.busy");
  await page.click(`${button}:visible`);
}

/** A command of Roundcube's page, by its arguments as script. While it loads a list it would take none, and say nothing. */
export async function command(page: Page, words: string): Promise<void> {
  await page.waitForFunction("!rcmail.busy");
  await page.evaluate(`rcmail.command(${words})`);
}
