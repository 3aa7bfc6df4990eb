import { noise } from "../story/noise.js";
import { OWN_MAIL_PER_DAY, SAMPLE_HABITS, type SampleHabit, type Shape } from "./habits.js";
import { sampleImports } from "./imports.js";
import { aliasesOf, peopleOf } from "./people.js";
import { SAMPLE_RESELLERS } from "./tenants.js";

/** Messages of one day by one account under one address. */
export interface SampleMail {
  readonly account: string;
  /** The reverse-path. */
  readonly sender: string;
  readonly headerFrom: string;
  readonly count: number;
}

const STORY_WEEKS = 8;
export const OBSERVED_DAYS = STORY_WEEKS * 7;
/** Rows of own logins are kept so long; of older days only the totals of their domain stay. */
const OWN_ROWS_DAYS = 7;
/** Every so many mailboxes of the import does not use its address any more. */
const UNUSED_IMPORTS = 7;

/** Sunday first. */
const WEEK: Readonly<Record<Shape, readonly number[]>> = {
  OFFICE: [0.05, 1.25, 1.2, 1.15, 1.1, 0.95, 0.1],
  SHOP: [1.3, 0.7, 0.7, 0.8, 0.9, 1.2, 1.4],
  // One mailing a week, and a few stragglers.
  NEWSLETTER: [0, 0, 1, 0.02, 0, 0, 0],
  GROWING: [0.4, 1.1, 1.1, 1.1, 1.1, 1, 0.5],
  FADING: [0.4, 1.1, 1.1, 1.1, 1.1, 1, 0.5],
};

function trendOf(shape: Shape, daysAgo: number): number {
  const share = daysAgo / OBSERVED_DAYS;
  if (shape === "GROWING") return 1.4 - share;
  if (shape === "FADING") return 0.2 + 1.2 * share;
  // The platform grows by a fifth.
  return 1.1 - 0.2 * share;
}

interface CountedDay {
  readonly daysAgo: number;
  readonly weekday: number;
  readonly name: string;
}

function countOf(perDay: number, shape: Shape, { daysAgo, weekday, name }: CountedDay): number {
  const expected = perDay * (WEEK[shape][weekday] ?? 1) * trendOf(shape, daysAgo) * (0.75 + noise(name, daysAgo) / 2);
  return Math.floor(expected + noise(name, daysAgo, "rest"));
}

/** All mail of a day under addresses that are not the account's own. `weekday` from 0, Sunday. */
export function foreignMailOf(daysAgo: number, weekday: number): SampleMail[] {
  return [...SAMPLE_HABITS, ...habitsOfImports()].flatMap((habit) => {
    const { account, address, perDay, shape = "OFFICE", fromDaysAgo = OBSERVED_DAYS, untilDaysAgo = 0 } = habit;
    if (daysAgo > fromDaysAgo || daysAgo < untilDaysAgo) return [];
    const count = countOf(perDay, shape, { daysAgo, weekday, name: `${account} ${address}` });
    return count === 0 ? [] : [{ account, sender: habit.reversePath ?? address, headerFrom: address, count }];
  });
}

function habitsOfImports(): SampleHabit[] {
  return sampleImports()
    .filter((_, index) => index % UNUSED_IMPORTS !== 0)
    .map(({ account, address }) => ({ account, address, perDay: 0.2 + 1.5 * noise(account, "imported") }));
}

/** All mail of a day under own addresses, aliases and subaddresses; of days long ago as one sum for each domain. */
export function ownMailOf(daysAgo: number, weekday: number): SampleMail[] {
  return SAMPLE_RESELLERS.flatMap(({ domains }) =>
    domains.flatMap((domain) => {
      const mails = peopleOf(domain).flatMap(({ localPart }, index): SampleMail[] => {
        const account = `${localPart}@${domain.name}`;
        const perDay = OWN_MAIL_PER_DAY * (0.3 + 1.4 * noise(account));
        const count = countOf(perDay, "OFFICE", { daysAgo, weekday, name: account });
        const [alias] = aliasesOf(domain, index);
        const others = [`${localPart}+orders@${domain.name}`, ...(alias === undefined ? [] : [alias])];
        const sender = daysAgo % 3 === 0 ? (others[daysAgo % others.length] ?? account) : account;
        return count === 0 ? [] : [{ account, sender, headerFrom: sender, count }];
      });
      if (daysAgo <= OWN_ROWS_DAYS || mails.length === 0) return mails;
      const account = `${peopleOf(domain)[0]?.localPart}@${domain.name}`;
      const count = mails.reduce((sum, mail) => sum + mail.count, 0);
      return [{ account, sender: account, headerFrom: account, count }];
    }),
  );
}
