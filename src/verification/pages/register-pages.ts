import type { FastifyInstance } from "fastify";
import type { Services } from "../../graphql/index.js";
import { registerConfirmPage } from "./confirm.page.js";
import { registerConfirmSendersPage } from "./confirm-senders.page.js";
import { registerOwnerPage } from "./owner.page.js";

const FORM = "application/x-www-form-urlencoded";

/** The pages behind the links in mails. Needs @fastify/formbody on the server. */
export async function registerVerificationPages(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook("preValidation", async (request, reply) => {
      if (request.method !== "POST") return;
      const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
      // Only what a form of a page can send.
      if (type !== FORM) return reply.code(415).header("accept-post", FORM).send();
    });
    registerConfirmPage(scope, services);
    registerOwnerPage(scope, services);
    registerConfirmSendersPage(scope, services);
  });
}
