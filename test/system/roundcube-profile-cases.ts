import { join } from "node:path";
import { expect, it } from "vitest";
import { sqliteConnectionClass } from "../../src/database/sqlite-driver.js";
import type { WebmailActs, WebmailStage } from "../support/webmail-acts.js";

const ANNA = "anna@cobalt.test";
const LATER = "chief@cobalt.test";

/** What becomes of what a form is saved with, in the Roundcube that a test file has running. */
export function profileCases(stage: () => WebmailStage, acts: WebmailActs): void {
  const { rowOf, addIdentity, profileOf } = acts;

  it("has in webmail at once what was saved, and does not take what mayfrom keeps of an HTML signature for a change", async () => {
    const { user } = stage();
    await save({
      _organization: "Cobalt",
      _html_signature: "1",
      _signature: '<p style="color: red; position: fixed" onclick="x()">Anna <script>x()</script><b>Cobalt</b></p>',
    });
    expect(stored()).toMatchObject({ organization: "Cobalt", signature: expect.stringContaining("<b>Cobalt</b>") });
    expect(await profileOf(ANNA)).toMatchObject({ organization: "Cobalt" });
    for (const organization of ["Cobalt & Sons", "Cobalt & Daughters"]) {
      await save({ _organization: organization, _html_signature: "1", _signature: String(stored().signature) });
      expect(stored().organization).toBe(organization);
    }
    await user.openIdentities();
    await rowOf(ANNA).first().getByText("yours").waitFor();
    expect(await rowOf(ANNA).first().innerText()).not.toContain("differs");
  });

  it("keeps what mayfrom does not take in webmail, says so once, and has all else in step", async () => {
    const { user, world } = stage();
    const refusals = () => world.roundcube.log().match(/UpdateSenderProfile as anna.*BAD_USER_INPUT/g)?.length ?? 0;
    const before = refusals();
    const said = await save({
      _organization: "Club",
      _bcc: "a@violet.test; b@violet.test",
      _signature: "x".repeat(60_000),
    });
    expect(said).toContain("“Bcc” is saved here only: There is a typing error in an address.");
    expect(said).toContain("“Signature” is saved here only: It is longer than 10000 characters.");
    expect(stored()).toMatchObject({ organization: "Club", bcc: "a@violet.test; b@violet.test" });
    expect(await profileOf(ANNA)).toMatchObject({ organization: "Club", bcc: null });
    await user.openIdentities();
    await user.openIdentities();
    expect(refusals() - before).toBe(2);
    await save({ _organization: "Club" });
    expect(stored()).toMatchObject({ organization: "Club", bcc: "", signature: "" });
  });

  it("makes what waits the default once it may be used, where the user wants it to be", async () => {
    const { user, world } = stage();
    const chosen = async () => {
      await user.page.goto(`${world.roundcube.url}?_task=mail&_action=compose`);
      return user.page.locator("#_from option:checked").textContent();
    };
    await addIdentity(LATER, "The chief");
    await rowOf(LATER).getByText("waits · ").waitFor();
    await makeDefault();
    await user.page.getByText(`${LATER} becomes the default once it may be used.`).waitFor();
    expect(await chosen()).toContain(ANNA);
    await world.operator.call(
      "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }",
      {
        input: { accountId: world.accountId(ANNA), address: LATER, reason: "for the day" },
      },
    );
    await user.openIdentities();
    await rowOf(LATER).getByText("allowed").waitFor();
    expect(await chosen()).toContain(LATER);
    await save({ _organization: "Club", _standard: "1" });
    expect(await chosen()).toContain(ANNA);
  });

  /** As the browser posts the form of the user's own identity; what the page says then. */
  async function save(fields: Readonly<Record<string, string>>): Promise<string> {
    const { user, world } = stage();
    await user.openIdentities();
    const token = await user.page.evaluate("rcmail.env.request_token");
    const form = { _token: String(token), _iid: String(stored().identity_id), _name: "Anna", _email: ANNA };
    const response = await user.page
      .context()
      .request.post(`${world.roundcube.url}?_task=settings&_action=save-identity&_framed=1`, {
        form: { ...form, "_reply-to": "", _bcc: "", _signature: "", ...fields },
      });
    const page = await response.text();
    expect(page).toContain("Successfully saved.");
    return page;
  }

  async function makeDefault(): Promise<void> {
    const { user } = stage();
    const standard = user.form().locator("#rcmfd_standard");
    await user.form().locator(".mayfrom-number").waitFor();
    await standard.evaluate((box) => {
      (box as unknown as { checked: boolean }).checked = true;
    });
    await user.form().locator("button.submit").click();
  }

  function stored(): Record<string, unknown> {
    const file = join(stage().world.roundcube.directory, "db/roundcube.db");
    const database = new (sqliteConnectionClass())(file, { timeout: 20_000 });
    const row = database.prepare("SELECT * FROM identities WHERE email = ? AND del = 0").all(ANNA)[0];
    database.close();
    return row as Record<string, unknown>;
  }
}
