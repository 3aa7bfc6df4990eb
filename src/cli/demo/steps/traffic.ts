import { SAMPLE_HOSTS } from "../plan/gateways.js";
import { STOLEN_LOGIN, UNKNOWN_LOGINS } from "../plan/habits.js";
import { foreignMailOf, OBSERVED_DAYS, ownMailOf, type SampleMail } from "../plan/mail-of-day.js";
import { ENFORCED_SINCE_DAYS_AGO } from "../plan/policies.js";
import type { Moment } from "../story/moments.js";
import { noise } from "../story/noise.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

const MINUTE_MS = 60 * 1_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MAIL_PER_REPORT = 1_000;
const NOTHING: ReadonlySet<SampleMail> = new Set();

/** What the gateways report at the end of each day; of today, what there is by now. */
export function trafficSteps(): Step[] {
  const days = Array.from({ length: OBSERVED_DAYS }, (_, index) => OBSERVED_DAYS - 1 - index);
  return [
    ...days.map((daysAgo): Step => {
      const when: Moment = daysAgo === 0 ? { minutesAgo: 6 } : { daysAgo, at: "23:30" };
      return { when, run: (stage) => reportDay(stage, daysAgo) };
    }),
    { when: { daysAgo: STOLEN_LOGIN.daysAgo, at: "03:40" }, run: reportBurst },
  ];
}

async function reportDay(stage: Stage, daysAgo: number): Promise<void> {
  const weekday = stage.clock.now().getUTCDay();
  const unknown = UNKNOWN_LOGINS.map((account, index) => ({
    account,
    sender: account,
    headerFrom: account,
    count: 1 + ((daysAgo + index) % 4),
  }));
  const foreign = foreignMailOf(daysAgo, weekday);
  const refused = daysAgo > ENFORCED_SINCE_DAYS_AGO ? NOTHING : await refusedAmong(stage, foreign);
  await report(stage, `day ${daysAgo}`, [...ownMailOf(daysAgo, weekday), ...unknown, ...foreign], refused);
}

/** The night in which somebody found out a password: mail under one address after the other. */
async function reportBurst(stage: Stage): Promise<void> {
  const { account, addresses, messagesPerAddress } = STOLEN_LOGIN;
  const mails = Array.from({ length: addresses }, (_, index): SampleMail => {
    const sender = `customer-${100 + index}@${["webmail", "inbox", "post"][index % 3]}.test`;
    return { account, sender, headerFrom: sender, count: 1 + (index % messagesPerAddress) };
  });
  await report(stage, "burst", mails, NOTHING);
}

/** As the policy of that day has it: the gateway asks before it lets a message through. */
async function refusedAmong(stage: Stage, mails: readonly SampleMail[]): Promise<ReadonlySet<SampleMail>> {
  const verdicts = await stage.callAs<{ verdict: string }[]>(
    SAMPLE_HOSTS[0].name,
    "query ($requests: [SenderRequest!]!) { authorizeSenders(requests: $requests) { verdict } }",
    {
      requests: mails.map(({ account, sender, headerFrom }) => ({ login: account, sender, headerFrom: [headerFrom] })),
    },
  );
  return new Set(mails.filter((_, index) => verdicts[index]?.verdict === "DENY"));
}

async function report(
  stage: Stage,
  name: string,
  mails: readonly SampleMail[],
  refused: ReadonlySet<SampleMail>,
): Promise<void> {
  const now = stage.clock.now().getTime();
  const sinceMidnightMs = now % DAY_MS;
  for (let first = 0; first < mails.length; first += MAIL_PER_REPORT) {
    const submissions = mails.slice(first, first + MAIL_PER_REPORT).map((mail) => ({
      login: mail.account,
      sender: mail.sender,
      headerFrom: [mail.headerFrom],
      count: mail.count,
      outcome: refused.has(mail) ? "REFUSED" : "QUEUED",
      at: new Date(now - Math.floor(noise(mail.account, mail.sender, name) * sinceMidnightMs * 0.6)).toISOString(),
      queueId: mail.sender === mail.account ? undefined : `${name} ${mail.sender}`.replaceAll(" ", "-"),
    }));
    const host = SAMPLE_HOSTS[(first / MAIL_PER_REPORT) % SAMPLE_HOSTS.length] ?? SAMPLE_HOSTS[0];
    await stage.callAs(
      host.name,
      `mutation ($batchId: ID!, $submissions: [SubmissionInput!]!) {
        reportSubmissions(batchId: $batchId, submissions: $submissions) { accepted } }`,
      { batchId: `${name}/${first}`.replaceAll(" ", "-"), submissions },
    );
  }
}
