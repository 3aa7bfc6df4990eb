import {
  logoPicture,
  type PanelTemplate,
  type PublicText,
  parseTimeZone,
  readPanelTemplate,
  readPublicText,
  type TimeZone,
  UTC,
} from "../kernel/index.js";
import type { MailToRender, RenderedMail } from "../outbox/index.js";
import { languageFor } from "../texts/index.js";
import { asHtml } from "./rendering/html-form.js";
import { type MailLogo, mailColours } from "./rendering/html-style.js";
import type { MailDocument } from "./rendering/mail-document.js";
import { withPlainWords } from "./rendering/plain-words.js";
import { asText } from "./rendering/text-form.js";
import { alertObserved } from "./templates/alert-observed.js";
import { announcement } from "./templates/announcement.js";
import { answerNotice } from "./templates/answer-notice.js";
import { approvalRequest } from "./templates/approval-request.js";
import { askerNews } from "./templates/asker-news.js";
import { complaintAlert } from "./templates/complaint-alert.js";
import { credentialNotice } from "./templates/credential-notice.js";
import { digestReseller } from "./templates/digest-reseller.js";
import { domainConflict } from "./templates/domain-conflict.js";
import { emailConfirmation } from "./templates/email-confirmation.js";
import { enforcementHold } from "./templates/enforcement-hold.js";
import { mailRefusals } from "./templates/mail-refusals.js";
import type { BrandParameters, MailTemplate, TemplateSurroundings } from "./templates/mail-template.js";
import { mailTest } from "./templates/mail-test.js";
import { ownerLink } from "./templates/owner-link.js";
import { ownerNotice } from "./templates/owner-notice.js";
import { ownerOverruled } from "./templates/owner-overruled.js";
import { ownerReminder } from "./templates/owner-reminder.js";
import { profileProposal } from "./templates/profile-proposal.js";
import { proofGone } from "./templates/proof-gone.js";
import { question } from "./templates/question.js";
import { questionDigest } from "./templates/question-digest.js";
import { replyHelp } from "./templates/reply-help.js";
import { securityAlert } from "./templates/security-alert.js";
import { webhookDisabled } from "./templates/webhook-disabled.js";

type Writer = (
  mail: MailToRender,
  surroundings: TemplateSurroundings,
) => { readonly document: MailDocument; readonly brand: string };

/** Every mail that mayfrom can write, by the name its row carries. */
const WRITERS = {
  question: writerOf(question),
  "question-digest": writerOf(questionDigest),
  "owner-link": writerOf(ownerLink),
  "answer-notice": writerOf(answerNotice),
  "owner-overruled": writerOf(ownerOverruled),
  "owner-notice": writerOf(ownerNotice),
  "owner-reminder": writerOf(ownerReminder),
  "approval-request": writerOf(approvalRequest),
  "asker-news": writerOf(askerNews),
  "alert-observed": writerOf(alertObserved),
  "digest-reseller": writerOf(digestReseller),
  announcement: writerOf(announcement),
  "security-alert": writerOf(securityAlert),
  "enforcement-hold": writerOf(enforcementHold),
  "complaint-alert": writerOf(complaintAlert),
  "credential-notice": writerOf(credentialNotice),
  "mail-refusals": writerOf(mailRefusals),
  "profile-proposal": writerOf(profileProposal),
  "proof-gone": writerOf(proofGone),
  "webhook-disabled": writerOf(webhookDisabled),
  "domain-conflict": writerOf(domainConflict),
  "email-confirmation": writerOf(emailConfirmation),
  "reply-help": writerOf(replyHelp),
  "mail-test": writerOf(mailTest),
} satisfies Readonly<Record<string, Writer>>;

export type MailTemplateName = keyof typeof WRITERS;

export const mailTemplateNames: readonly string[] = Object.keys(WRITERS);

function writerFor(template: string): Writer | undefined {
  const writers: Readonly<Record<string, Writer>> = WRITERS;
  return Object.hasOwn(writers, template) ? writers[template] : undefined;
}

/** What mails say of the installation itself. */
interface Installation {
  readonly publicUrl: string;
  readonly platformName: PublicText;
}

/**
 * Turns a row of the outbox into subject, text and HTML in its language. Throws when there is no such template (an
 * older worker beside a newer API) or when parameters are missing.
 */
export function renderMail(mail: MailToRender, { publicUrl, platformName }: Installation): RenderedMail {
  const write = writerFor(mail.template);
  if (write === undefined) throw new Error(`There is no mail template "${mail.template}"`);
  const language = languageFor(mail.language);
  const platformLanguage = languageFor(textOf(mail.parameters.platformLanguage) ?? "en");
  const parameters = { ...mail.parameters, ...shownBrand(mail.parameters, platformName) };
  const timeZone = timeZoneOf(mail.parameters);
  const { document, brand } = write({ ...mail, parameters }, { language, platformLanguage, timeZone, publicUrl });
  return {
    subject: document.subject,
    text: asText(document, language.say("common.colon")),
    html: asHtml(document, language.code, brand, {
      colours: mailColours(mail.parameters.colour),
      logo: logoIn(mail.parameters.logo, publicUrl),
    }),
    fromName: brand,
    headers: {
      // RFC 3834 5: no vacation reply, please. The second says the same to Exchange.
      "Auto-Submitted": document.answers === undefined ? "auto-generated" : "auto-replied",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": language.code,
      ...(document.answers && { "In-Reply-To": document.answers, References: document.answers }),
      ...(document.unsubscribe && {
        // RFC 8058 3.1
        "List-Unsubscribe": `<${document.unsubscribe.url}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
  };
}

/**
 * By its address, the same one for all who get it, so that it tells nobody who has opened the mail. Within the mail it
 * would stand in each of them beside a text of a quarter of its size, and as an attachment in many programs.
 */
function logoIn(name: unknown, publicUrl: string): MailLogo | null {
  const picture = logoPicture(name);
  return picture && { ...picture, url: `${publicUrl}${picture.path}` };
}

const MAX_SHOWN_LENGTH = 254;

/** Whatever a row says: what is no text for strangers never leaves, and the platform's name stands in its place. */
function shownBrand(
  { brandName, supportContact, panelUrl, questions }: MailToRender["parameters"],
  platformName: PublicText,
) {
  return {
    brandName: publicTextOf(brandName) ?? platformName,
    supportContact: publicTextOf(supportContact),
    panelUrl: panelTemplateOf(panelUrl),
    // Of a digest each question has its own.
    ...(Array.isArray(questions) && {
      questions: questions.map((each: MailToRender["parameters"]): object => ({
        ...each,
        ...shownBrand(each, platformName),
      })),
    }),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Of mails that were queued before there were zones, UTC. */
function timeZoneOf({ timeZone }: MailToRender["parameters"]): TimeZone {
  return (typeof timeZone === "string" ? parseTimeZone(timeZone) : null) ?? UTC;
}

function publicTextOf(value: unknown): PublicText | null {
  const read = typeof value === "string" ? readPublicText(value, MAX_SHOWN_LENGTH) : null;
  return read?.ok ? read.text : null;
}

function panelTemplateOf(value: unknown): PanelTemplate | null {
  const read = typeof value === "string" ? readPanelTemplate(value) : null;
  return read?.ok ? read.template : null;
}

function writerOf<Parameters extends BrandParameters, Secrets>(template: MailTemplate<Parameters, Secrets>): Writer {
  return (mail, surroundings) => {
    const parameters = template.parameters.parse(withPlainWords(mail.parameters));
    const secrets = template.secrets.parse(mail.secrets);
    return { document: template.write(parameters, secrets, surroundings), brand: parameters.brandName };
  };
}
