import { createApi } from "../../src/app/index.js";
import { fromGlobalId, readGlobalId } from "../../src/graphql/index.js";
import { Verification } from "../../src/verification/index.js";
import { startTestApi } from "../support/api.js";
import { atEndOfFile } from "../support/end-of-file.js";
import type { EngineName } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { type CreatedTenant, createTenants } from "./tenancy-tree.js";
import { ADD_IDENTITY, AUTHORIZATION, type AuthorizationAnswer, openMailbox } from "./verification-mailbox.js";

interface ActingPage {
  readonly path: string;
  readonly opened: string;
  readonly body: string;
}

/** The pages behind mailed links, as whoever has the mail sees them. */
export async function openMailedPages(engine: EngineName) {
  const clock = movableClock();
  const api = await startTestApi(engine, clock);
  const app = await createApi(api.services);
  atEndOfFile(() => app.close());
  const tree = await createTenants(api);
  const mailbox = openMailbox(api);
  let number = 0;

  async function ask(tenant: CreatedTenant = tree.north, address = `owner${++number}@pages${number}.test`) {
    clock.advance(24 * 60 * 60 * 1_000);
    const input = { accountId: tenant.account.id, address, displayName: `<b>Shop</b>` };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
      tenant.account.actor,
      ADD_IDENTITY,
      { input },
    );
    const mail = (await mailbox.deliver()).find(({ template }) => template.startsWith("question"));
    clock.advance(60_000);
    const { token = "", ownerToken = "" } = mail?.secrets ?? {};
    return { id: addIdentity.id, number: addIdentity.verification!.matchNumber, token, ownerToken, address };
  }

  async function stateOf(id: string, tenant: CreatedTenant = tree.north): Promise<string> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(tenant.account.actor, AUTHORIZATION, { id });
    return node.state;
  }

  function show(path: string, headers: Record<string, string> = {}, method: "GET" | "HEAD" = "GET") {
    return app.inject({ method, url: path, headers });
  }

  function send(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
    const payload = new URLSearchParams(form).toString();
    return app.inject({
      method: "POST",
      url: path,
      payload,
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    });
  }

  function setNumber(id: string, matchNumber: string) {
    return api.database.write((tx) =>
      tx.manager.update(
        Verification,
        { authorizationId: fromGlobalId("Authorization", readGlobalId(id)) },
        { matchNumber },
      ),
    );
  }

  function digitsIn(body: string): string {
    return /class="digits"[^>]*>(\d\d)</.exec(body)?.[1] ?? "";
  }

  /** A link to act, asked for, mailed, and opened with the number that stood where it was asked for. */
  async function openActing(path: string, more: Record<string, string> = {}): Promise<ActingPage> {
    const asked = await send(path, { action: "renew", ...more });
    const mail = (await mailbox.deliver()).find(({ template }) => template === "owner-link");
    const acting = `/owner/${mail?.secrets.ownerToken}`;
    const { body } = await send(acting, { action: "open", number: digitsIn(asked.body) });
    return { path: acting, opened: /name="opened" value="([^"]+)"/.exec(body)?.[1] ?? "", body };
  }

  function act({ path, opened }: ActingPage, form: Record<string, string>) {
    return send(path, { opened, ...form });
  }

  /** What a browser would send of the form with this decision. */
  async function formOf(path: string, decision: string, headers: Record<string, string> = {}) {
    const { body } = await show(path, headers);
    const form = body.split("<form").find((part) => part.includes(`value="${decision}"`)) ?? "";
    const seen = /name="seen" value="([^"]+)"/.exec(form)?.[1] ?? "";
    return { decision, seen };
  }

  return { clock, api, app, tree, mailbox, ask, stateOf, show, send, setNumber, digitsIn, openActing, act, formOf };
}

export type MailedPages = Awaited<ReturnType<typeof openMailedPages>>;
