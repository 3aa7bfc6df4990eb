import { expect } from "vitest";
import { OPERATOR, type TestApi } from "../support/api.js";
import { describeInWorld } from "../support/world.js";
import { plantAccount, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, ANSWER, type AuthorizationAnswer, GRANT } from "./verification-mailbox.js";

const FIELDS = `id version displayName organization replyTo replyToAddresses bcc bccAddresses signature signatureHtml
  isDefault becomesDefault updatedBy updatedAt`;
const ADD = `mutation ($input: AddSenderProfileInput!) { addSenderProfile(input: $input) { ${FIELDS} authorization { id state } } }`;
const UPDATE = `mutation ($input: UpdateSenderProfileInput!) { updateSenderProfile(input: $input) { ${FIELDS} } }`;
const UPDATE_ALL = `mutation ($input: UpdateSenderProfilesInput!) { updateSenderProfiles(input: $input) { ${FIELDS} } }`;
const UPDATE_FIRST = `mutation ($input: UpdateIdentityProfileInput!) { updateIdentityProfile(input: $input) { displayName isDefault updatedAt } }`;
const REMOVE = `mutation ($id: ID!) { removeSenderProfile(profileId: $id) { profiles { displayName } } }`;
const PROFILES = `query ($id: ID!) { node(id: $id) { ... on Authorization {
  displayName organization replyTo bcc signature isDefault profiles { ${FIELDS} } } } }`;
const EVENTS = `query { auditEvents(first: 5) { edges { node { action before after } } } }`;

interface Profile {
  readonly id: string;
  readonly version: number;
  readonly displayName: string;
  readonly replyTo: string | null;
  readonly replyToAddresses: string[];
  readonly signatureHtml: string | null;
  readonly isDefault: boolean;
  readonly becomesDefault: boolean;
  readonly updatedBy: string;
  readonly updatedAt: string;
}

interface World {
  readonly api: TestApi;
  readonly tenants: Tree;
}

describeInWorld("sender profiles", (it) => {
  let number = 0;

  async function newRight({ api, tenants }: World, input: Record<string, unknown> = {}) {
    number += 1;
    const account = await plantAccount(api, tenants.north.domain.id, `profiles${number}@north.test`);
    const item = { accountId: account.id, address: `shop@right${number}.test`, displayName: "Spring fair", ...input };
    const { grantAuthorization } = await api.succeed<{ grantAuthorization: AuthorizationAnswer }>(OPERATOR, GRANT, {
      input: { ...item, reason: "signed contract" },
    });
    return { account, id: grantAuthorization.id, address: item.address };
  }

  async function profilesOf({ api }: World, id: string): Promise<Profile[]> {
    return (await api.succeed<{ node: { profiles: Profile[] } }>(OPERATOR, PROFILES, { id })).node.profiles;
  }

  async function update({ api }: World, input: Record<string, unknown>): Promise<Profile> {
    const answer = await api.succeed<{ updateSenderProfile: Profile }>(OPERATOR, UPDATE, { input });
    return answer.updateSenderProfile;
  }

  it("stand under one right: adding the address again under another name asks nobody", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const world = { api, tenants, mailbox, clock };
    const { id: accountId, actor } = tenants.north.account;
    const input = { accountId, address: "fair@club.test", displayName: "Spring fair" };
    const first = (await api.succeed<{ addIdentity: AuthorizationAnswer }>(actor, ADD_IDENTITY, { input })).addIdentity;
    expect((await mailbox.deliver()).length).toBe(1);
    const autumn = { ...input, displayName: "Autumn fair", signature: "-- \nAutumn" };
    const second = (await api.succeed<{ addIdentity: AuthorizationAnswer }>(actor, ADD_IDENTITY, { input: autumn }))
      .addIdentity;
    expect(second).toMatchObject({ id: first.id, displayName: "Spring fair" });
    expect(second.verification?.matchNumber).toBe(first.verification?.matchNumber);
    expect(await mailbox.deliver()).toEqual([]);
    expect((await profilesOf(world, first.id)).map(({ displayName }) => displayName)).toEqual([
      "Spring fair",
      "Autumn fair",
    ]);
    const again = await api.refuse(actor, ADD_IDENTITY, { input: autumn });
    expect(again.extensions).toMatchObject({ code: "CONFLICT", field: "input.address", existing: first.id });
    const items = ["One", "Two", "Three"].map((displayName) => ({
      accountId,
      address: "three@club.test",
      displayName,
    }));
    const batch = `mutation ($input: AddIdentitiesInput!) { addIdentities(input: $input) { ids } }`;
    const { addIdentities } = await api.succeed<{ addIdentities: { ids: string[] } }>(actor, batch, {
      input: { idempotencyKey: "three", items },
    });
    expect(new Set(addIdentities.ids).size).toBe(1);
    expect(await profilesOf(world, addIdentities.ids[0]!)).toHaveLength(3);
    expect((await mailbox.deliver()).length).toBe(1);
    const twice = {
      idempotencyKey: "twice",
      items: [
        { ...items[0], address: "four@club.test" },
        { ...items[0], address: "four@club.test" },
      ],
    };
    expect((await api.refuse(actor, batch, { input: twice })).extensions.field).toBe("input.items[1].address");
  });

  it("are added, changed and removed, the last one never, and nobody else's", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const world = { api, tenants, mailbox, clock };
    const { id } = await newRight(world);
    const input = { authorizationId: id, displayName: "Autumn fair", organization: "Club" };
    const { addSenderProfile } = await api.succeed<{ addSenderProfile: Profile }>(OPERATOR, ADD, { input });
    expect(addSenderProfile).toMatchObject({ version: 1, displayName: "Autumn fair", isDefault: false });
    const same = await api.refuse(OPERATOR, ADD, { input });
    expect(same.extensions).toMatchObject({ code: "CONFLICT", existing: addSenderProfile.id });
    for (const actor of [tenants.south.actor, tenants.north.account.actor]) {
      expect((await api.refuse(actor, ADD, { input })).extensions.code).toBe("NOT_FOUND");
      const change = { profileId: addSenderProfile.id, displayName: "Mine" };
      expect((await api.refuse(actor, UPDATE, { input: change })).extensions.code).toBe("NOT_FOUND");
      expect((await api.refuse(actor, REMOVE, { id: addSenderProfile.id })).extensions.code).toBe("NOT_FOUND");
    }
    expect(await api.succeed(OPERATOR, REMOVE, { id: addSenderProfile.id })).toEqual({
      removeSenderProfile: { profiles: [{ displayName: "Spring fair" }] },
    });
    const [last] = await profilesOf(world, id);
    expect((await api.refuse(OPERATOR, REMOVE, { id: last!.id })).extensions.code).toBe("CONFLICT");
  });

  it("have a version: who saw another one gets a conflict with what is there now", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const world = { api, tenants, mailbox, clock };
    const { id } = await newRight(world);
    const [{ id: profileId }] = (await profilesOf(world, id)) as [Profile];
    const first = { profileId, ifVersion: 1, displayName: "Anna", organization: "Club" };
    expect(await update(world, first)).toMatchObject({ version: 2 });
    const stale = await api.refuse(OPERATOR, UPDATE, { input: { profileId, ifVersion: 1, displayName: "Ben" } });
    expect(stale.extensions).toMatchObject({
      code: "CONFLICT",
      field: "input.ifVersion",
      current: { version: 2, displayName: "Anna", organization: "Club", updatedAt: expect.any(String) },
    });
    // The same again, as after an answer that was lost.
    expect(await update(world, first)).toMatchObject({ version: 2 });
    const { updateIdentityProfile } = await api.succeed<{ updateIdentityProfile: unknown }>(
      tenants.north.actor,
      UPDATE_FIRST,
      { input: { authorizationId: id, ifVersion: 2, displayName: "Carl" } },
    );
    expect(updateIdentityProfile).toMatchObject({ displayName: "Carl" });
    const input = {
      items: [
        { profileId, ifVersion: 3, displayName: "Dora" },
        { profileId, ifVersion: 3, displayName: "Emil" },
      ],
    };
    expect((await api.refuse(OPERATOR, UPDATE_ALL, { input })).extensions.field).toBe("input.items[1].ifVersion");
    expect(await profilesOf(world, id)).toMatchObject([{ displayName: "Carl", version: 3 }]);
  });

  it("that are written as they are make no version, no event, and no later time", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const world = { api, tenants, mailbox, clock };
    const replyTo = 'Desk <desk@club.test>, "Ed, Club" <ed@club.test>';
    const { id } = await newRight(world, { replyTo, organization: "Club" });
    const [before] = (await profilesOf(world, id)) as [Profile];
    const events = await api.succeed(OPERATOR, EVENTS);
    clock.advance(1_000);
    for (const same of [
      { displayName: before.displayName, organization: "Club", isDefault: false, signature: null },
      { replyTo: '"Desk" <DESK@club.test>,  "Ed, Club" <ed@Club.test>' },
    ]) {
      expect(await update(world, { profileId: before.id, ...same })).toEqual(before);
    }
    expect(await api.succeed(OPERATOR, EVENTS)).toEqual(events);
    expect(await update(world, { profileId: before.id, replyTo: "Other <desk@club.test>" })).toMatchObject({
      version: 2,
    });
    const { auditEvents } = await api.succeed<{ auditEvents: { edges: { node: unknown }[] } }>(OPERATOR, EVENTS);
    expect(JSON.stringify(auditEvents.edges)).toContain("authorization.profile_changed");
  });

  it("keep lists of addresses with names and groups as they were given, and say which entry is wrong", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const world = { api, tenants, mailbox, clock };
    const replyTo = 'Desk: a@club.test, "B, C" <b@club.test>;, Ed <ED@club.test>';
    const { id } = await newRight(world, { replyTo: ` ${replyTo}` });
    const [profile] = (await profilesOf(world, id)) as [Profile];
    expect(profile).toMatchObject({ replyTo, replyToAddresses: ["a@club.test", "b@club.test", "ed@club.test"] });
    const wrong = { profileId: profile.id, bcc: "a@club.test, b" };
    const error = await api.refuse(OPERATOR, UPDATE, { input: wrong });
    expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.bcc" });
    expect(error.message).toContain('Entry 2, "b"');
  });

  it("may have an empty name, and none that holds another address", async ({ api, tenants, mailbox, clock }) => {
    const world = { api, tenants, mailbox, clock };
    const { id, address } = await newRight(world);
    const [{ id: profileId }] = (await profilesOf(world, id)) as [Profile];
    expect(await update(world, { profileId, displayName: "" })).toMatchObject({ displayName: "" });
    for (const displayName of ["Anna @ Club", address, `Shop <${address.toUpperCase()}>`, "me@8", "A. Müller, Paris"]) {
      expect(await update(world, { profileId, displayName })).toMatchObject({ displayName });
    }
    for (const displayName of [
      "CEO <ceo@bank.test>",
      "support@paypal.test",
      "support＠paypal.test",
      "support @ paypal.test",
      "sup\u00adport@pay\u200dpal.test",
      "=?utf-8?q?ceo=40bank.test?=",
      `${address} ceo@bank.test`,
    ]) {
      const error = await api.refuse(OPERATOR, UPDATE, { input: { profileId, displayName } });
      expect(error.extensions, displayName).toMatchObject({ code: "BAD_USER_INPUT", field: "input.displayName" });
    }
  });

  it("have HTML signatures without what runs, with pictures, and refuse what is too large by its size", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const world = { api, tenants, mailbox, clock };
    const { id } = await newRight(world);
    const [{ id: profileId }] = (await profilesOf(world, id)) as [Profile];
    const picture = `<img src="data:image/png;base64,${"A".repeat(87_000)}" alt="logo" />`;
    const html = `<p style="color:#ff0000">Anna 🍞</p>${picture}`;
    expect((await update(world, { profileId, signatureHtml: html })).signatureHtml).toBe(html);
    expect((await profilesOf(world, id))[0]!.signatureHtml).toBe(html);
    const emoji = "🍞".repeat(24_000);
    expect((await update(world, { profileId, signatureHtml: emoji })).signatureHtml).toBe(emoji);
    const dangerous = `<p onclick="x()">A<script>alert(1)</script><a href="javascript:x()">b</a>
      <img src="data:text/html,x"><img src="data:image/svg+xml,x"><iframe src="//x"></iframe><style>p{}</style>
      <p style="background:url(//x);position:fixed">c</p><form><input name="q"></form><base href="//x"></p>`;
    const cleaned = (await update(world, { profileId, signatureHtml: dangerous })).signatureHtml!;
    for (const part of ["script", "onclick", "data:", "iframe", "url(", "position", "form", "input", "base", "style"]) {
      expect(cleaned).not.toContain(part);
    }
    const large = await api.refuse(OPERATOR, UPDATE, { input: { profileId, signatureHtml: "x".repeat(100_001) } });
    expect(large.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.signatureHtml" });
    expect(large.message).toContain("100001 bytes");
    const plain = { profileId, signature: "🍞".repeat(5_001) };
    expect(await update(world, plain)).toMatchObject({ signature: plain.signature });
    const long = await api.refuse(OPERATOR, UPDATE, { input: { profileId, signature: "🍞".repeat(10_001) } });
    expect(long.message).toContain("10001 characters");
    expect((await update(world, { profileId, signatureHtml: null })).signatureHtml).toBeNull();
  });

  it("are the default only while they may be used: until then, and without any, it is the own address", async ({
    api,
    tenants,
    mailbox,
    clock,
  }) => {
    const world = { api, tenants, mailbox, clock };
    const account = await plantAccount(api, tenants.north.domain.id, "default@north.test");
    const actor = tenants.north.actor;
    const add = async (address: string, isDefault: boolean) => {
      const input = { accountId: account.id, address, displayName: "Anna", isDefault };
      return (await api.succeed<{ addIdentity: AuthorizationAnswer }>(actor, ADD_IDENTITY, { input })).addIdentity;
    };
    const own = await add("default@north.test", false);
    const isDefault = async (id: string) => {
      const { node } = await api.succeed<{ node: { isDefault: boolean; profiles: Profile[] } }>(OPERATOR, PROFILES, {
        id,
      });
      expect(node.profiles[0]!.isDefault).toBe(node.isDefault);
      return node.isDefault;
    };
    expect(await isDefault(own.id)).toBe(true);
    const office = await add("office@north.test", true);
    expect([await isDefault(own.id), await isDefault(office.id)]).toEqual([false, true]);
    const waiting = await add("press@club.test", true);
    expect(waiting).toMatchObject({ state: "PENDING", isDefault: false });
    expect(await profilesOf(world, waiting.id)).toMatchObject([{ isDefault: false, becomesDefault: true }]);
    expect(await isDefault(office.id)).toBe(true);
    // Who writes back what is shown takes no wish away.
    const [{ id: profileId }] = (await profilesOf(world, waiting.id)) as [Profile];
    expect(await update(world, { profileId, isDefault: false })).toMatchObject({ version: 1, becomesDefault: true });
    const [mail] = await mailbox.deliver();
    const { matchNumber } = waiting.verification!;
    await api.succeed(OPERATOR, ANSWER, { input: { token: mail!.secrets.token, decision: "ALLOW", matchNumber } });
    expect([await isDefault(waiting.id), await isDefault(office.id)]).toEqual([true, false]);
    const pause = `mutation ($id: ID!) { pauseAuthorization(authorizationId: $id) { isDefault } }`;
    expect(await api.succeed(actor, pause, { id: waiting.id })).toEqual({ pauseAuthorization: { isDefault: false } });
    expect(await isDefault(office.id)).toBe(true);
    await api.succeed(actor, `mutation ($id: ID!) { revokeAuthorization(authorizationId: $id) { id } }`, {
      id: office.id,
    });
    expect(await isDefault(own.id)).toBe(true);
    await api.succeed(actor, `mutation ($id: ID!) { resumeAuthorization(authorizationId: $id) { id } }`, {
      id: waiting.id,
    });
    expect([await isDefault(own.id), await isDefault(waiting.id)]).toEqual([false, true]);
    expect(await update(world, { profileId, isDefault: false })).toMatchObject({ isDefault: false, version: 2 });
    expect(await isDefault(own.id)).toBe(true);
  });

  it("are told by administrators where mail goes only as a proposal, which the account takes or refuses", async ({
    api,
    tenants,
  }) => {
    const account = tenants.north.account;
    const bcc = "spy@elsewhere.test";
    const input = { accountId: account.id, address: "proposed@north.test", displayName: "Anna", bcc };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
      tenants.north.domain.actor,
      ADD_IDENTITY,
      { input },
    );
    const read = `query ($id: ID!) { node(id: $id) { ... on Authorization { profiles { id version bcc replyTo
      proposal { fields bcc replyTo proposedBy proposedAt } } } } }`;
    const profile = async () => {
      const { node } = await api.succeed<{
        node: { profiles: (Profile & { bcc: string | null; proposal: unknown })[] };
      }>(account.actor, read, { id: addIdentity.id });
      return node.profiles[0]!;
    };
    const { id: profileId } = await profile();
    expect(await profile()).toMatchObject({ bcc: null, version: 1, proposal: { fields: ["bcc"], bcc, replyTo: null } });
    const answer = `mutation ($id: ID!, $isTaken: Boolean!) { answerProfileProposal(profileId: $id, isTaken: $isTaken) { bcc version } }`;
    const taken = await api.refuse(tenants.north.actor, answer, { id: profileId, isTaken: true });
    expect(taken.extensions.code).toBe("FORBIDDEN");
    expect(await api.succeed(account.actor, answer, { id: profileId, isTaken: false })).toEqual({
      answerProfileProposal: { bcc: null, version: 1 },
    });
    expect((await api.refuse(account.actor, answer, { id: profileId, isTaken: true })).extensions.code).toBe(
      "CONFLICT",
    );
    const change = { profileId, replyTo: "Desk <desk@north.test>", organization: "Club" };
    for (const actor of [tenants.north.actor, tenants.north.domain.actor]) {
      await api.succeed(actor, UPDATE, { input: change });
      expect(await profile()).toMatchObject({ replyTo: null, version: 2, proposal: { fields: ["replyTo"] } });
    }
    await api.succeed(account.actor, answer, { id: profileId, isTaken: true });
    expect(await profile()).toMatchObject({ replyTo: "Desk <desk@north.test>", version: 3, proposal: null });
    await api.succeed(account.actor, UPDATE, { input: { profileId, bcc: "me@elsewhere.test" } });
    expect(await profile()).toMatchObject({ bcc: "me@elsewhere.test", version: 4, proposal: null });
  });
});
