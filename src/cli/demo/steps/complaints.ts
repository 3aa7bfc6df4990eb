import { addressIn } from "../../../outbox/index.js";
import { SAMPLE_COMPLAINTS, type SampleComplaint } from "../plan/complaints.js";
import { SAMPLE_HOSTS } from "../plan/gateways.js";
import { STOLEN_LOGIN } from "../plan/habits.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

/** Messages that people complained about, and the reports of their providers as they came by LMTP. */
export function complaintSteps(): Step[] {
  return [
    ...SAMPLE_COMPLAINTS.flatMap((complaint): Step[] => [
      { when: complaint.sent, run: (stage) => send(stage, complaint) },
      { when: complaint.reported, run: (stage) => report(stage, complaint) },
    ]),
    { when: { daysAgo: STOLEN_LOGIN.daysAgo, at: "03:55" }, run: reportSpam },
  ];
}

async function send(stage: Stage, { account, address, messageId }: SampleComplaint): Promise<void> {
  const submission = {
    login: account,
    sender: address,
    headerFrom: [address],
    messageId: `<${messageId}>`,
    at: stage.clock.now().toISOString(),
  };
  await stage.callAs(
    SAMPLE_HOSTS[0].name,
    `mutation ($batchId: ID!, $submissions: [SubmissionInput!]!) {
      reportSubmissions(batchId: $batchId, submissions: $submissions) { accepted } }`,
    { batchId: messageId, submissions: [submission] },
  );
}

async function report(stage: Stage, complaint: SampleComplaint): Promise<void> {
  const abuse = `abuse@${addressIn(stage.services.configuration.mailFrom).replace(/^.*@/, "")}`;
  const message = feedbackReport(complaint, abuse);
  await stage.receive(message, { reversePath: "feedback@provider.test", forwardPaths: [abuse] });
}

/** RFC 5965, as a large provider writes it. */
function feedbackReport({ address, messageId, isUntrusted }: SampleComplaint, to: string): string {
  return [
    ...(isUntrusted
      ? []
      : ["Received: from out.provider.test (out.provider.test [198.51.100.7]) by mx1.platform.example"]),
    "From: <feedback@provider.test>",
    `To: <${to}>`,
    "Subject: complaint about a message from you",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=feedback-report; boundary="part"',
    "",
    "--part",
    "Content-Type: text/plain",
    "",
    "A reader pressed the button that says spam.",
    "--part",
    "Content-Type: message/feedback-report",
    "",
    "Feedback-Type: abuse",
    "User-Agent: Provider/1.0",
    "Version: 1",
    `Original-Mail-From: <${address}>`,
    "",
    "--part",
    "Content-Type: message/rfc822",
    "",
    `From: <${address}>`,
    `Message-ID: <${messageId}>`,
    "Subject: news",
    "",
    "Hello",
    "--part--",
    "",
  ].join("\r\n");
}

/** The platform's own filter about the stolen login. */
async function reportSpam(stage: Stage): Promise<void> {
  await stage.callAs(
    SAMPLE_HOSTS[0].name,
    "mutation ($verdicts: [SpamVerdictInput!]!) { reportSpamVerdicts(verdicts: $verdicts) }",
    {
      verdicts: [
        {
          login: STOLEN_LOGIN.account,
          sender: "customer-100@webmail.test",
          queueId: "burst-1",
          at: stage.clock.now().toISOString(),
        },
      ],
    },
  );
}
