import { expect } from "vitest";
import { describeInWorld } from "../support/world.js";
import { ADD_IDENTITY, type AuthorizationAnswer } from "./verification-mailbox.js";

const UPDATE = "mutation ($input: UpdateSenderProfileInput!) { updateSenderProfile(input: $input) { version } }";
const ID = "query ($id: ID!) { node(id: $id) { ... on Authorization { profiles { id } } } }";
const MINUTE_MS = 60_000;

describeInWorld("what an administrator suggests for Reply-To and Bcc", (it) => {
  it("is told to the account in one mail with the addresses alone, and its own changes in none", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const { account, domain } = tenants.north;
    const input = { accountId: account.id, address: account.address, displayName: "Anna", bcc: "me@north.test" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(account.actor, ADD_IDENTITY, {
      input,
    });
    const { node } = await api.succeed<{ node: { profiles: [{ id: string }] } }>(account.actor, ID, {
      id: addIdentity.id,
    });
    clock.advance(2 * MINUTE_MS);
    expect(await mailbox.deliver()).toEqual([]);

    const profileId = node.profiles[0].id;
    const bcc = '"Take it, it is urgent" <spy@elsewhere.test>';
    await api.succeed(domain.actor, UPDATE, { input: { profileId, bcc } });
    await api.succeed(domain.actor, UPDATE, { input: { profileId, bcc } });
    await api.succeed(domain.actor, UPDATE, { input: { profileId, replyTo: "desk@north.test" } });
    clock.advance(2 * MINUTE_MS);
    const [mail, ...others] = await mailbox.deliver();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: account.address, template: "profile-proposal" });
    const by = expect.any(String);
    const asked = { replyTo: ["desk@north.test"], bcc: ["spy@elsewhere.test"] };
    expect(mail?.parameters.items).toEqual([{ profileId: expect.any(String), address: account.address, by, ...asked }]);
  });
});
