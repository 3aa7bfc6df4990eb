import { MailRefusedError } from "../../../src/outbox/transports/mail-transport.js";
import { actorWith, OPERATOR } from "../../support/api.js";
import { innerIdOf } from "../tenancy-tree.js";
import { type Recorded } from "./recorded-world.js";

/** Of webhooks, jobs, mails and gateways. */
export const OPERATION_MUTATIONS: Record<string, Recorded> = {
  createWebhook: {
    isFed: false,
    prepare: (world) => ({
      variables: {
        input: { name: "Panel", url: "https://panel.example/", scope: { domainId: world.tree.north.domain.id } },
      },
    }),
  },
  updateWebhook: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { id: await world.webhook(), name: "Other" } } }),
  },
  rotateWebhookSecret: { isFed: false, prepare: async (world) => ({ variables: { id: await world.webhook() } }) },
  disableWebhook: { isFed: false, prepare: async (world) => ({ variables: { id: await world.webhook() } }) },
  enableWebhook: {
    isFed: false,
    prepare: async (world) => {
      const id = await world.webhook();
      await world.make("disableWebhook", { id });
      return { variables: { id } };
    },
  },
  deleteWebhook: { isFed: false, prepare: async (world) => ({ variables: { id: await world.webhook() } }) },
  testWebhook: { isFed: false, prepare: async (world) => ({ variables: { id: await world.webhook() } }) },
  cancelBatchJob: { isFed: false, prepare: async (world) => ({ variables: { id: await world.batchJob() } }) },
  redeliverWebhook: { isFed: false, prepare: async (world) => ({ variables: { id: await world.webhook() } }) },
  markDeliverable: {
    // No decision rests on it.
    isFed: false,
    prepare: async (world) => {
      const address = `gone@${world.name()}.test`;
      world.mailbox.refuseWith(new MailRefusedError("550 5.1.1 no such user"));
      await world.pending(address);
      await world.mailbox.deliver();
      world.mailbox.refuseWith(null);
      return { variables: { address } };
    },
  },
  retryMail: {
    isFed: false,
    prepare: async (world) => {
      await world.pending(`waiting@${world.name()}.test`);
      const { mails } = await world.api.succeed<{ mails: { edges: { node: { id: string } }[] } }>(
        OPERATOR,
        "{ mails(state: QUEUED, first: 1) { edges { node { id } } } }",
      );
      return { variables: { id: mails.edges[0]?.node.id } };
    },
  },
  sendTestMail: {
    isFed: false,
    prepare: (world) => ({ variables: { input: { to: `kim@${world.name()}.test` } } }),
  },
  confirmTestMail: {
    isFed: false,
    prepare: async (world) => {
      const input = { to: `kim@${world.name()}.test` };
      await world.make("sendTestMail", { input }, "{ mailTest { to } }");
      const mail = (await world.mailbox.deliver()).findLast(({ template }) => template === "mail-test");
      return { variables: { input: { code: mail?.parameters.code } } };
    },
  },
  removeGateway: {
    isFed: false,
    prepare: async (world) => {
      const input = { name: world.name(), version: "1", revision: 0 };
      const gateway = actorWith("GATEWAY", { kind: "PLATFORM" }, { id: innerIdOf(await world.gatewayKey()) });
      const { id } = await world.make<{ id: string }>("reportGateway", { input }, "{ id }", gateway);
      return { variables: { id } };
    },
  },
};
