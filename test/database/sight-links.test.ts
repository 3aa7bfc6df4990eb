import { beforeAll, expect, it } from "vitest";
import { identityIdOf } from "../../src/authorizations/index.js";
import { MailRefusedError } from "../../src/outbox/transports/mail-transport.js";
import { SightLink } from "../../src/verification/sight-link.entity.js";
import { ADD_IDENTITY } from "../graphql/verification-mailbox.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type AskedOwners, DAY_MS, openAskedOwners } from "./asked-owners.js";

describeOnEachEngine("the row of a mailed link to the page of an address", (engine) => {
  let world: AskedOwners;

  beforeAll(async () => {
    world = await openAskedOwners(engine);
  });

  const rowsOf = (address: string) =>
    world.api.database.reader.find(SightLink, { where: { identityId: identityIdOf(address) }, order: { id: "ASC" } });

  it("goes with a mail that never leaves, and no other does", async () => {
    const { clock, tree, mailbox, ask } = world;
    const arrived = await ask();
    const [kept] = await rowsOf(arrived.address);
    expect(kept?.sentAt).not.toBeNull();
    clock.advance(DAY_MS);
    mailbox.refuseWith(new MailRefusedError("550 5.1.1 no such user"));
    const dead = await ask(arrived.address, tree.south.account);
    mailbox.refuseWith(null);
    expect(dead.mail).toBeUndefined();
    expect(await rowsOf(arrived.address)).toEqual([kept]);
  });

  it("goes with a mail that another took the place of before it was tried", async () => {
    const { api, tree } = world;
    const address = "twice@elsewhere.test";
    const add = ({ id, actor }: typeof tree.north.account) =>
      api.succeed(actor, ADD_IDENTITY, { input: { accountId: id, address, displayName: "Shop" } });
    await add(tree.north.account);
    const [first] = await rowsOf(address);
    await add(tree.south.account);
    const [only, ...others] = await rowsOf(address);
    expect(others).toEqual([]);
    expect(only?.id).not.toBe(first?.id);
  });
});
