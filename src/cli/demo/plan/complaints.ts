import type { Moment } from "../story/moments.js";

/** A message under another address that is complained about. */
export interface SampleComplaint {
  readonly account: string;
  readonly address: string;
  readonly messageId: string;
  readonly sent: Moment;
  readonly reported: Moment;
  /** By nobody in particular: anybody can write such a report. */
  readonly isUntrusted?: boolean;
}

/** Two about one sender are enough here: the second pauses what the first gave notice of. */
export const SAMPLE_COMPLAINTS: readonly SampleComplaint[] = [
  {
    account: "clara@brewery.example",
    address: "news@brewery-shop.test",
    messageId: "letter-31@brewery.example",
    sent: { daysAgo: 6, at: "09:10" },
    reported: { daysAgo: 5, at: "07:55" },
  },
  {
    account: "clara@brewery.example",
    address: "news@brewery-shop.test",
    messageId: "letter-32@brewery.example",
    sent: { daysAgo: 6, at: "09:10" },
    reported: { daysAgo: 3, at: "18:02" },
  },
  {
    account: "newsletter@ski-school.example",
    address: "letters@snow-news.test",
    messageId: "snow-8@ski-school.example",
    sent: { daysAgo: 4, at: "06:30" },
    reported: { daysAgo: 2, at: "20:41" },
  },
  {
    account: "newsletter@gallery.example",
    address: "vernissage@art-post.test",
    messageId: "opening-5@gallery.example",
    sent: { daysAgo: 4, at: "10:00" },
    reported: { daysAgo: 2, at: "11:11" },
    isUntrusted: true,
  },
];
