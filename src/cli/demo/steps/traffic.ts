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
/** `until`: the moment of its day at which it is counted, epoch milliseconds. */
interface SentMail extends SampleMail {
  readonly until: number;
}

const MAIL_PER_REPORT = 1_000;
const NOTHING: ReadonlySet<SentMail> = new Set();

/** Until then there is no agent yet, and logs are read week by week. */
const AGENTS_SINCE_DAYS_AGO = 20;

/** What the gateways report at the end of each day, and of each week before; of today, what there is by now. */
export function trafficSteps(): Step[] {
  const days = Array.from({ length: OBSERVED_DAYS }, (_, index) => OBSERVED_DAYS - 1 - index);
  const weeks = days.filter((daysAgo) => daysAgo > AGENTS_SINCE_DAYS_AGO && daysAgo % 7 === 0);
  return [
    ...weeks.map(
      (last): Step => ({
        when: { daysAgo: last, at: "23:30" },
        run: (stage) =>
          reportDays(
            stage,
            days.filter((daysAgo) => daysAgo >= last && daysAgo < last + 7),
          ),
      }),
    ),
    ...days
      .filter((daysAgo) => daysAgo <= AGENTS_SINCE_DAYS_AGO)
      .map((daysAgo): Step => {
        const when: Moment = daysAgo === 0 ? { minutesAgo: 6 } : { daysAgo, at: "23:30" };
        return { when, run: (stage) => reportDays(stage, [daysAgo]) };
      }),
    { when: { daysAgo: STOLEN_LOGIN.daysAgo, at: "03:40" }, run: reportBurst },
  ];
}

/** The last of the days is the one that the clock shows. */
async function reportDays(stage: Stage, days: readonly number[]): Promise<void> {
  const today = stage.clock.now().getTime();
  const last = days.at(-1) ?? 0;
  const mails = days.flatMap((daysAgo) => {
    const until = today - (daysAgo - last) * DAY_MS;
    return mailOfDay(daysAgo, new Date(until).getUTCDay()).map((mail) => ({ ...mail, until }));
  });
  const refused = last > ENFORCED_SINCE_DAYS_AGO ? NOTHING : await refusedAmong(stage, mails);
  await report(stage, `day ${last}`, mails, refused);
}

function mailOfDay(daysAgo: number, weekday: number): SampleMail[] {
  const unknown = UNKNOWN_LOGINS.map((account, index) => ({
    account,
    sender: account,
    headerFrom: account,
    count: 1 + ((daysAgo + index) % 4),
  }));
  return [...ownMailOf(daysAgo, weekday), ...unknown, ...foreignMailOf(daysAgo, weekday)];
}

/** The night in which somebody found out a password: mail under one address after the other. */
async function reportBurst(stage: Stage): Promise<void> {
  const { account, addresses, messagesPerAddress } = STOLEN_LOGIN;
  const until = stage.clock.now().getTime();
  const mails = Array.from({ length: addresses }, (_, index): SentMail => {
    const sender = `customer-${100 + index}@${["webmail", "inbox", "post"][index % 3]}.test`;
    return { account, sender, headerFrom: sender, count: 1 + (index % messagesPerAddress), until };
  });
  await report(stage, "burst", mails, NOTHING);
}

/** As the policy of that day has it: the gateway asks before it lets a message through. */
async function refusedAmong(stage: Stage, sent: readonly SentMail[]): Promise<ReadonlySet<SentMail>> {
  const mails = sent.filter(({ account, sender, headerFrom }) => sender !== account || headerFrom !== account);
  const verdicts = await stage.callAs<{ verdict: string }[]>(
    SAMPLE_HOSTS[0].name,
    "query ($requests: [SenderRequest!]!) { authorizeSenders(requests: $requests) { verdict } }",
    {
      requests: mails.map(({ account, sender, headerFrom }) => ({ login: account, sender, headerFrom: [headerFrom] })),
    },
  );
  return new Set(mails.filter((_, index) => verdicts[index]?.verdict === "DENY"));
}

/** Some time in the part of the day that is over. */
function momentWithin({ account, sender, until }: SentMail): Date {
  return new Date(until - Math.floor(noise(account, sender, until) * (until % DAY_MS) * 0.6));
}

async function report(
  stage: Stage,
  name: string,
  mails: readonly SentMail[],
  refused: ReadonlySet<SentMail>,
): Promise<void> {
  for (let first = 0; first < mails.length; first += MAIL_PER_REPORT) {
    const submissions = mails.slice(first, first + MAIL_PER_REPORT).map((mail) => ({
      login: mail.account,
      sender: mail.sender,
      headerFrom: [mail.headerFrom],
      count: mail.count,
      outcome: refused.has(mail) ? "REFUSED" : "QUEUED",
      at: momentWithin(mail).toISOString(),
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
