import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, newPerson } from "../support/browser.js";
import { type Dovecot, startDovecot } from "../support/dovecot.js";
import { type Postfix, startPostfix } from "../support/postfix.js";
import { type Roundcube, startRoundcube } from "../support/roundcube.js";
import { signInToWebmail } from "../support/webmail-user.js";

const ANNA = { address: "anna@cobalt.test", password: "anna's password" };

describe("a private Roundcube", () => {
  let dovecot: Dovecot;
  let postfix: Postfix;
  let roundcube: Roundcube;
  let browser: Browser;

  beforeAll(async () => {
    dovecot = await startDovecot({ users: [ANNA] });
    postfix = await startPostfix({ domains: ["cobalt.test"], dovecot });
    const { imapPort } = dovecot;
    roundcube = await startRoundcube({ imapPort, submissionPort: postfix.submissionPort });
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await Promise.all([roundcube?.stop(), postfix?.stop()]);
    await dovecot?.stop();
  });

  it("signs a user in and shows the identities page with the user's own address", async () => {
    const anna = await signInToWebmail(await (await newPerson(browser)).newPage(), roundcube.url, ANNA);
    await anna.openIdentities();
    expect(await anna.page.locator("#identities-table tbody tr").allInnerTexts()).toEqual([
      expect.stringContaining(ANNA.address),
    ]);
    expect(roundcube.log()).not.toMatch(/PHP (?:Notice|Warning|Error|Fatal)/);
  });
});
