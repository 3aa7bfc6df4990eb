/**
 * Draws the pictures of the Roundcube plugin's README: a real Roundcube with the plugin, Postfix in ENFORCE with the agent
 * and mayfrom, as the tests have them. Look at them before they are committed.
 *
 * node --import @swc-node/register/esm-register scripts/draw-webmail-pictures.ts
 */
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { launchBrowser, newPerson } from "../test/support/browser.js";
import { eventually } from "../test/support/eventually.js";
import { type WebmailActs, webmailActs } from "../test/support/webmail-acts.js";
import { signInToWebmail, type WebmailUser } from "../test/support/webmail-user.js";
import { startWebmailWorld } from "../test/support/webmail-world.js";

const FOLDER = fileURLToPath(new URL("../integrations/roundcube/docs/", import.meta.url));
const ANNA = { address: "anna@cobalt.test", password: "anna's password" };
const BEN = { address: "ben@cobalt.test", password: "ben's password" };
const OWNERS = ["press", "later", "shop"].map((name) => ({ address: `${name}@violet.test`, password: "the owner's" }));
const DESKTOP = { width: 1280, height: 820 };
const PHONE = { width: 390, height: 780 };

const world = await startWebmailWorld("SQLite", { users: [ANNA, BEN], owners: OWNERS });
const browser = await launchBrowser();
try {
  const page = await (await newPerson(browser, { viewport: DESKTOP })).newPage();
  const anna = await signInToWebmail(page, world.roundcube.url, ANNA);
  const acts = webmailActs(() => ({ world, browser, user: anna, recipient: BEN.address }));
  await world.operator.call(
    "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }",
    {
      input: {
        accountId: world.accountId(ANNA.address),
        address: "shop@violet.test",
        displayName: "Club shop",
        reason: "asked by telephone",
      },
    },
  );
  await world.operator.call(
    "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }",
    { id: world.accountId(ANNA.address), address: "info@cobalt.test" },
  );
  for (const [address, name] of [
    ["gone@violet.test", "Old club"],
    ["later@violet.test", "Spring fair"],
    ["press@violet.test", "Press office"],
  ] as const) {
    await acts.addIdentity(address, name);
    await acts
      .rowOf(address)
      .getByText(/waits|did not arrive/)
      .waitFor();
  }
  await acts.rowOf("gone@violet.test").getByText("did not arrive").waitFor();
  await openOnceHandedOver(anna, acts, "went to");
  await picture(page, "identities");

  await anna.openIdentities();
  await page.click("a.create");
  await anna.form().locator(".mayfrom-offer").first().waitFor();
  await picture(page, "form");

  await acts.compose(page, "The spring fair");
  // A list that is open is drawn by the system, and so in no picture: the same options stand in the page.
  await page.locator("#_from").evaluate((list) => {
    (list as unknown as { size: number }).size = 5;
    (list as unknown as { style: { height: string } }).style.height = "auto";
  });
  await picture(page, "composer");

  await acts.compose(page, "The spring fair");
  await acts.choose(page, "press@violet.test");
  await page.click(".send:visible");
  await page.locator(".mayfrom-refusal .mayfrom-number").waitFor();
  await picture(page, "refusal");

  // Somebody else, whose webmail is in French; on a telephone the list and the form stand one after the other.
  appendFileSync(join(world.roundcube.directory, "config/config.inc.php"), '$config["language"] = "fr_FR";\n');
  const french = await (await newPerson(browser, { viewport: DESKTOP, locale: "fr-FR" })).newPage();
  const ben = await signInToWebmail(french, world.roundcube.url, BEN);
  const hisActs = webmailActs(() => ({ world, browser, user: ben, recipient: ANNA.address }));
  await hisActs.addIdentity("press@violet.test", "Service de presse");
  await ben.form().locator(".mayfrom-number").waitFor();
  await french.setViewportSize(PHONE);
  await openOnceHandedOver(ben, hisActs, "est parti à");
  await picture(french, "phone");
} finally {
  await browser.close();
  await world.stop();
}

/** The identity that was asked for, when its form says that the mail has left: which is told to the minute. */
function openOnceHandedOver(user: WebmailUser, { rowOf }: WebmailActs, words: string): Promise<void> {
  return eventually(
    "the mail is with the next server",
    async () => {
      await user.openIdentities();
      await rowOf("press@violet.test").click();
      await user.form().locator(".mayfrom-number").waitFor();
      return user.form().getByText(words).isVisible();
    },
    180_000,
  );
}

/** Of 128 colours: a third of the size, and nothing that is seen is lost. */
async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.waitForTimeout(800);
  const drawn = await sharp(await page.screenshot())
    .png({ palette: true, colours: 128, effort: 10 })
    .toBuffer();
  writeFileSync(`${FOLDER}${name}.png`, drawn);
  console.log(`${name}.png: ${Math.round(drawn.length / 1024)} kB`);
}
