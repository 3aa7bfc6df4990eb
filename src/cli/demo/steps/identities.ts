import { languageFor } from "../../../texts/index.js";
import { checkRows, importBatch } from "../../import/import-batch.js";
import { SAMPLE_APPROVALS, type SampleApproval } from "../plan/approvals.js";
import { SAMPLE_IDENTITIES } from "../plan/identities.js";
import { sampleImports } from "../plan/imports.js";
import type { OwnersAnswer, SampleIdentity } from "../plan/sample-identity.js";
import { dayFrom } from "../story/moments.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

type Wish = Pick<SampleIdentity, "account" | "address" | "displayName" | "organization" | "signature" | "isDefault">;

/** Who wants to send as whom, what the owners say, and what administrators do about it later. */
export function identitySteps(now: Date): Step[] {
  return [
    { when: { daysAgo: 61, at: "20:00" }, run: importFormerSenders },
    ...SAMPLE_IDENTITIES.flatMap((identity): Step[] => [
      { when: identity.asked, run: (stage) => ask(stage, identity) },
      ...(identity.answers ?? []).map(
        (answer): Step => ({ when: answer.when, run: (stage) => answerQuestion(stage, identity, answer, now) }),
      ),
      ...(identity.cameBack === undefined
        ? []
        : [{ when: identity.cameBack, run: (stage: Stage) => comeBack(stage, identity) }]),
      ...laterStep(identity),
    ]),
    ...SAMPLE_APPROVALS.flatMap((approval): Step[] => [
      { when: approval.asked, run: (stage) => ask(stage, approval) },
      ...approvalStep(approval),
    ]),
  ];
}

/** As `mayfrom import` does with a file. */
async function importFormerSenders({ services }: Stage): Promise<void> {
  const { database } = services;
  const language = languageFor("en");
  const rows = sampleImports().map((row, index) => ({ ...row, line: index + 2 }));
  const { checked, problems } = await checkRows(database.reader, rows, { file: "senders.csv", language });
  if (problems.length > 0) throw new Error(`The sample import has problems: ${JSON.stringify(problems)}`);
  await database.write((tx) => importBatch(tx, checked, language));
}

async function ask(stage: Stage, { account, address, displayName, organization, signature, isDefault }: Wish) {
  const { id, verification } = await stage.callAs<{ id: string; verification: { matchNumber: string } | null }>(
    account,
    "mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id verification { matchNumber } } }",
    { input: { accountId: stage.id(account), address, displayName, organization, signature, isDefault } },
  );
  stage.remember(nameOf({ account, address }), id);
  stage.remember(numberOf({ account, address }), verification?.matchNumber ?? "");
}

async function answerQuestion(
  stage: Stage,
  { account, address }: SampleIdentity,
  { decision, untilInDays, isWrongNumber = false, byProgram }: OwnersAnswer,
  now: Date,
): Promise<void> {
  const number = stage.id(numberOf({ account, address }));
  const typed = isWrongNumber ? (number === "10" ? "11" : "10") : number;
  const input = {
    token: stage.mail.tokenFor(address, account),
    decision,
    matchNumber: decision === "ALLOW" ? typed : undefined,
    until: untilInDays === undefined ? undefined : new Date(dayFrom(now, untilInDays)).toISOString(),
  };
  const document = "mutation ($input: AnswerVerificationInput!) { answerVerification(input: $input) { id } }";
  if (isWrongNumber) await stage.refused(stage.visitor(byProgram), document, { input });
  else await stage.call(stage.visitor(byProgram), document, { input });
}

/** RFC 3464, as the server of the address writes it. */
async function comeBack(stage: Stage, { address }: SampleIdentity): Promise<void> {
  const returnPath = stage.mail.returnPathTo(address);
  const server = `mail.${address.replace(/^.*@/, "")}`;
  const message = [
    `From: <mailer-daemon@${server}>`,
    `To: <${returnPath}>`,
    "Subject: Undelivered mail",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    "",
    "--part",
    "Content-Type: text/plain",
    "",
    "Nobody has this address.",
    "--part",
    "Content-Type: message/delivery-status",
    "",
    `Reporting-MTA: dns; ${server}`,
    "",
    `Final-Recipient: rfc822; ${address}`,
    "Action: failed",
    "Status: 5.1.1",
    "",
    "--part--",
    "",
  ].join("\r\n");
  await stage.receive(message, { reversePath: "", forwardPaths: [returnPath] });
}

function laterStep({ account, address, later }: SampleIdentity): Step[] {
  if (later === undefined) return [];
  const { when, what, by, reason } = later;
  const document = `mutation ($id: ID!, $reason: String) { ${what}Authorization(authorizationId: $id, reason: $reason) { id } }`;
  return [{ when, run: (stage) => stage.callAs(by, document, { id: stage.id(nameOf({ account, address })), reason }) }];
}

function approvalStep({ account, address, decided }: SampleApproval): Step[] {
  if (decided === undefined) return [];
  const { when, what, by, reason } = decided;
  const document = `mutation ($input: ApprovalSelectionInput!) { ${what}Authorizations(input: $input) { count } }`;
  return [
    {
      when,
      run: (stage) =>
        stage.callAs(by, document, { input: { authorizationIds: [stage.id(nameOf({ account, address }))], reason } }),
    },
  ];
}

function nameOf({ account, address }: Pick<Wish, "account" | "address">): string {
  return `${account} as ${address}`;
}

function numberOf(wish: Pick<Wish, "account" | "address">): string {
  return `number of ${nameOf(wish)}`;
}
