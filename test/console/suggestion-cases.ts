import { expect, it } from "vitest";
import { DEMO_PASSWORD } from "../../src/cli/demo/sign-ins.js";
import { actorWith, OPERATOR } from "../support/api.js";
import { faultsOf, signIn } from "../support/console.js";
import type { OpenedWorld } from "./settings-cases.js";

const ANNA = "anna@bakery.example";
const FIND = `query ($address: String!) { accountByAddress(address: $address) { id domain { id } } }`;
const ADD = `mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id profiles { id } } }`;
const UPDATE = `mutation ($input: UpdateSenderProfileInput!) { updateSenderProfile(input: $input) { senderProfile { bcc } } }`;
const BCC = `query ($id: ID!) { node(id: $id) { ... on Authorization { profiles { bcc proposal { bcc } } } } }`;

export function suggestionCases(world: () => OpenedWorld): void {
  it("shows a mailbox's user what an administrator suggests for the copies of their mail, and takes it by a press", async () => {
    const { api, browser, url } = world();
    const { accountByAddress: account } = await api.succeed<{ accountByAddress: { id: string } }>(OPERATOR, FIND, {
      address: ANNA,
    });
    const added = await api.succeed<{ addIdentity: { id: string; profiles: [{ id: string }] } }>(OPERATOR, ADD, {
      input: { accountId: account.id, address: ANNA, displayName: "Anna of the bakery" },
    });
    const { addIdentity } = added;
    const [{ id: profileId }] = addIdentity.profiles;
    const [row] = await api.database.reader.query<{ id: string; resellerPath: string }[]>(
      "SELECT domain.id AS id, domain.resellerPath AS resellerPath FROM domain WHERE domain.name = 'bakery.example'",
    );
    if (row === undefined) throw new Error("the sample tenants have no bakery");
    const scope = {
      kind: "DOMAIN" as const,
      domainId: row.id,
      domainName: "bakery.example",
      resellerPath: row.resellerPath,
    };
    await api.succeed(actorWith("DOMAIN_ADMIN", scope), UPDATE, { input: { profileId, bcc: "copies@bakery.example" } });

    const { page, complaints } = await signIn(browser, url, "/me/senders", ANNA, DEMO_PASSWORD);
    await page.getByText("A copy of each message would go to copies@bakery.example").waitFor();
    const faults = await faultsOf(page, "suggestions");
    await page.locator("[aria-labelledby=suggestions] button").first().click();
    await page.locator("[aria-labelledby=suggestions]").waitFor({ state: "detached" });
    const { node } = await api.succeed<{ node: { profiles: object[] } }>(OPERATOR, BCC, { id: addIdentity.id });
    expect(node.profiles).toEqual([{ bcc: "copies@bakery.example", proposal: null }]);
    expect([...faults, ...complaints]).toEqual([]);
  });
}
