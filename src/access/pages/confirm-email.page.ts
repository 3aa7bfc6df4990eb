import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "../../graphql/index.js";
import { hashOfLinkToken } from "../../kernel/index.js";
import { turnablePresses } from "../../presses/index.js";
import { shownBrandingFor } from "../../tenancy/index.js";
import { formField, heading, html, phrase, readerLanguage, sendPage, typedDigits, visitor } from "../../web/index.js";
import { Administrator } from "../administrator.entity.js";
import {
  type AnsweredConfirmation,
  answerEmailConfirmation,
  stateOfConfirmation,
} from "../operations/answer-email-confirmation.js";

interface Link {
  Params: { token: string };
  Body: unknown;
}

type Shown = AnsweredConfirmation | "BAD_FORM";

/** `/confirm-email/:token`: GET shows the question and changes nothing, since mail scanners follow links; a press answers. */
export function registerEmailConfirmation(app: FastifyInstance, services: Services): void {
  const { database, clock, configuration } = services;
  const digitsOf = (token: string) => typedDigits(configuration.keys.confirmForm, `mailbox ${token}`);

  app.get<Link>("/confirm-email/:token", async (request, reply) => {
    const found = await find(request.params.token);
    return show(request, reply, found === null ? null : stateOfConfirmation(found, clock.now()));
  });
  app.post<Link>("/confirm-email/:token", async (request, reply) => {
    const { token } = request.params;
    const answer = ANSWERS.get(formField(request.body, "answer") ?? "");
    const found = await find(token);
    if (answer === undefined) return show(request, reply, found === null ? null : "BAD_FORM");
    const isTyped = formField(request.body, "number")?.trim() === digitsOf(token);
    const given = { answer, isTyped, visitor: visitor(request) };
    return show(request, reply, await database.write((tx) => answerEmailConfirmation(tx, token, given)));
  });

  async function find(token: string): Promise<Administrator | null> {
    const confirmationHash = hashOfLinkToken(token);
    return confirmationHash === null ? null : database.reader.findOneBy(Administrator, { confirmationHash });
  }

  async function show(request: FastifyRequest<Link>, reply: FastifyReply, state: Shown): Promise<FastifyReply> {
    const { token } = request.params;
    const asked = await find(token);
    const branding = await shownBrandingFor(services, asked?.resellerPath ?? null);
    const language = readerLanguage(request, branding.language);
    const { say } = language;
    const [title, text, status] = WORDS[state ?? "OVER"];
    const number = html`<p class="number"><label for="number"><strong>${say("confirmEmail.type", { digits: digitsOf(token) })}</strong></label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" size="4" required></p>`;
    const form = (answer: string, label: string, isTyped: boolean) => html`<form method="post">
<input type="hidden" name="answer" value="${answer}">${isTyped && number}
<button class="${answer === "confirm" ? "main" : "bad"}" type="submit">${label}</button></form>`;
    const confirm = form("confirm", say("confirmEmail.confirm"), true);
    const isOpen = state === "OPEN" || state === "HELD" || state === "UNTYPED" || state === "BAD_FORM";
    const opposite = isOpen ? null : await mayChange(asked);
    const change = opposite === "REFUSE" ? form("refuse", say("confirmEmail.refuse"), true) : confirm;
    const content = html`<section class="card">${heading(say(title))}
<p>${phrase(say(text, { platform: branding.brandName }))}</p>${isOpen && confirm}</section>
${isOpen && html`<section class="card">${form("refuse", say("confirmEmail.refuse"), false)}</section>`}
${opposite !== null && html`<section class="card"><details><summary>${say("confirmEmail.change")}</summary>${change}</details></section>`}`;
    return sendPage(reply, status, { title: say(title), language, branding, content });
  }

  /** The other answer, where the same link may still give it. */
  async function mayChange(found: Administrator | null): Promise<"CONFIRM" | "REFUSE" | null> {
    const state = found === null ? null : stateOfConfirmation(found, clock.now());
    if (found === null || (state !== "CONFIRMED" && state !== "REFUSED")) return null;
    if ((await turnablePresses(database.reader, found.id, clock.now())).length === 0) return null;
    return state === "CONFIRMED" ? "REFUSE" : "CONFIRM";
  }
}

const ANSWERS: ReadonlyMap<string, "CONFIRM" | "REFUSE"> = new Map([
  ["confirm", "CONFIRM"],
  ["refuse", "REFUSE"],
]);

const WORDS = {
  OPEN: ["confirmEmail.askTitle", "confirmEmail.askText", 200],
  UNTYPED: ["confirmEmail.untypedTitle", "confirmEmail.askText", 400],
  BAD_FORM: ["confirmEmail.askTitle", "confirmEmail.askText", 400],
  HELD: ["confirmEmail.heldTitle", "confirmEmail.askText", 202],
  CONFIRMED: ["confirmEmail.confirmedTitle", "confirmEmail.confirmedText", 200],
  REFUSED: ["confirmEmail.refusedTitle", "confirmEmail.refusedText", 200],
  OVER: ["confirmEmail.overTitle", "confirmEmail.overText", 404],
} as const;
