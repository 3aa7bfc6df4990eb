import type { Moment } from "../story/moments.js";

/** What the owner of an address does with the question. */
export interface OwnersAnswer {
  readonly when: Moment;
  readonly decision: "ALLOW" | "DENY" | "BLOCK";
  /** Of a permission with an end: days after today, or before it. */
  readonly untilInDays?: number;
  /** A number that is not the asker's. */
  readonly isWrongNumber?: boolean;
  /** A program that opens every link of a mail, under its own name. */
  readonly byProgram?: string;
}

/** What an administrator, or the account itself, does with it later. */
export interface LaterAct {
  readonly when: Moment;
  readonly what: "revoke" | "pause";
  readonly by: string;
  readonly reason: string;
}

export interface SampleIdentity {
  readonly account: string;
  readonly address: string;
  readonly displayName: string;
  readonly organization?: string;
  readonly signature?: string;
  readonly isDefault?: boolean;
  readonly asked: Moment;
  readonly answers?: readonly OwnersAnswer[];
  /** The question came back: nobody has this address. */
  readonly cameBack?: Moment;
  readonly later?: LaterAct;
}

/** Addresses whose servers do not take mail at once, or never, and what they say. */
export const REFUSED_MAIL: ReadonlyMap<string, string> = new Map([
  ["jonas.thorsson@slow.test", "451 4.7.1 greylisted, try again in five minutes"],
  ["orders@closed-shop.test", "550 5.1.1 there is no such mailbox here"],
]);

const SCANNER = "Mozilla/5.0 (compatible; Barracuda Link Protection)";

/** The identities that tell something, by what became of them. */
export const SAMPLE_IDENTITIES: readonly SampleIdentity[] = [
  // Allowed.
  {
    account: "anna@bakery.example",
    address: "anna.berg@inbox.test",
    displayName: "Anna Berg",
    organization: "Bakery",
    signature: "Anna Berg\nThe Bakery, 1 Mill Lane",
    isDefault: true,
    asked: { daysAgo: 52, at: "08:05" },
    answers: [{ when: { daysAgo: 52, at: "08:21" }, decision: "ALLOW" }],
  },
  {
    account: "anna@bakery.example",
    address: "hello@flour-mill.test",
    displayName: "Flour Mill",
    asked: { daysAgo: 45, at: "10:02" },
    answers: [{ when: { daysAgo: 44, at: "07:12" }, decision: "ALLOW", untilInDays: 120 }],
  },
  {
    account: "newsletter@bakery.example",
    address: "news@bread-club.test",
    displayName: "Bread Club",
    asked: { daysAgo: 41, at: "09:00" },
    answers: [{ when: { daysAgo: 41, at: "16:40" }, decision: "ALLOW" }],
  },
  {
    account: "clara@brewery.example",
    address: "news@brewery-shop.test",
    displayName: "Brewery Shop",
    asked: { daysAgo: 48, at: "13:00" },
    answers: [{ when: { daysAgo: 47, at: "09:31" }, decision: "ALLOW" }],
  },
  {
    account: "newsletter@ski-school.example",
    address: "letters@snow-news.test",
    displayName: "Snow News",
    asked: { daysAgo: 50, at: "10:00" },
    answers: [{ when: { daysAgo: 49, at: "11:05" }, decision: "ALLOW" }],
  },
  {
    account: "yiannis@καφενείο.example",
    address: "γιάννης@παράδειγμα.test",
    displayName: "Γιάννης Παππάς",
    asked: { daysAgo: 33, at: "07:45" },
    answers: [{ when: { daysAgo: 33, at: "12:00" }, decision: "ALLOW" }],
  },
  {
    account: "yuki@喫茶店.example",
    address: "yuki.sato@webmail.test",
    displayName: "佐藤 由紀",
    asked: { daysAgo: 30, at: "01:10" },
    answers: [{ when: { daysAgo: 30, at: "02:02" }, decision: "ALLOW" }],
  },
  {
    account: "olga@библиотека.example",
    address: "чтение@книги.test",
    displayName: "Ольга Петрова",
    asked: { daysAgo: 29, at: "06:30" },
    answers: [{ when: { daysAgo: 28, at: "06:41" }, decision: "ALLOW" }],
  },
  // Its owner's mail program opened the link; nothing counts until a person repeats it.
  {
    account: "hugo@bakery.example",
    address: "hugo.pena@webmail.test",
    displayName: "Hugo Peña",
    asked: { daysAgo: 1, at: "15:20" },
    answers: [{ when: { daysAgo: 1, at: "15:21" }, decision: "DENY", byProgram: SCANNER }],
  },
  // Refused.
  {
    account: "clara@bakery.example",
    address: "sales@bakery-shop.test",
    displayName: "Bakery Shop",
    asked: { daysAgo: 20, at: "14:12" },
    answers: [{ when: { daysAgo: 20, at: "17:55" }, decision: "DENY" }],
  },
  {
    account: "emma@boatyard.example",
    address: "harbourmaster@port.test",
    displayName: "Harbour",
    asked: { daysAgo: 16, at: "10:12" },
    answers: [{ when: { daysAgo: 15, at: "08:00" }, decision: "DENY" }],
  },
  {
    account: "leo@ski-school.example",
    address: "chef@inbox.test",
    displayName: "Leo Müller-Weiß",
    asked: { daysAgo: 11, at: "18:00" },
    answers: [{ when: { daysAgo: 11, at: "19:10" }, decision: "BLOCK" }],
  },
  // Over: the season, the time to answer, the second wrong number.
  {
    account: "felix@bakery.example",
    address: "felix@season.test",
    displayName: "Felix Nováček",
    asked: { daysAgo: 46, at: "11:00" },
    answers: [{ when: { daysAgo: 46, at: "12:30" }, decision: "ALLOW", untilInDays: -10 }],
  },
  {
    account: "ines@bakery.example",
    address: "events@fair.test",
    displayName: "Fair",
    asked: { daysAgo: 12, at: "09:45" },
  },
  {
    account: "ben@ferry-line.example",
    address: "bookings@island.test",
    displayName: "Island Bookings",
    asked: { daysAgo: 18, at: "12:00" },
    answers: [
      { when: { daysAgo: 18, at: "12:06" }, decision: "ALLOW", isWrongNumber: true },
      { when: { daysAgo: 18, at: "12:07" }, decision: "ALLOW", isWrongNumber: true },
    ],
  },
  // Taken back.
  {
    account: "greta@bakery.example",
    address: "greta.lukasik@inbox.test",
    displayName: "Greta Łukasik",
    asked: { daysAgo: 38, at: "09:09" },
    answers: [{ when: { daysAgo: 37, at: "20:15" }, decision: "ALLOW" }],
    later: {
      when: { daysAgo: 4, at: "16:00" },
      what: "revoke",
      by: "bakery-admin",
      reason: "no longer works for us",
    },
  },
  {
    account: "emma@bakery.example",
    address: "emma.soderstrom@webmail.test",
    displayName: "Emma Söderström",
    asked: { daysAgo: 36, at: "13:50" },
    answers: [{ when: { daysAgo: 36, at: "14:20" }, decision: "ALLOW" }],
    later: {
      when: { daysAgo: 5, at: "10:00" },
      what: "pause",
      by: "bakery-admin",
      reason: "on leave until spring",
    },
  },
  {
    account: "jonas@clinic.example",
    address: "practice@doctors.test",
    displayName: "Practice",
    asked: { daysAgo: 27, at: "09:00" },
    answers: [{ when: { daysAgo: 26, at: "09:00" }, decision: "ALLOW" }],
    later: { when: { daysAgo: 8, at: "11:30" }, what: "pause", by: "harbor", reason: "the practice has moved" },
  },
  // Nobody reads these mailboxes; and this server wants to be asked twice.
  {
    account: "david@bakery.example",
    address: "david@post.test",
    displayName: "David O’Neill",
    asked: { daysAgo: 3, at: "10:30" },
    cameBack: { daysAgo: 3, at: "10:34" },
  },
  {
    account: "office@lighthouse.example",
    address: "old.office@inbox.test",
    displayName: "Lighthouse",
    asked: { daysAgo: 5, at: "09:30" },
    cameBack: { daysAgo: 5, at: "09:32" },
  },
  {
    account: "klara@meadow.example",
    address: "orders@closed-shop.test",
    displayName: "Shop",
    asked: { daysAgo: 2, at: "09:15" },
  },
  {
    account: "jonas@bakery.example",
    address: "jonas.thorsson@slow.test",
    displayName: "Jónas Þórsson",
    asked: { minutesAgo: 2 },
  },
  // Waiting for an answer; one mailbox is asked by many, so that some wait for their turn.
  {
    account: "ben@bakery.example",
    address: "ben.baker@webmail.test",
    displayName: "Ben Baker",
    asked: { minutesAgo: 200 },
  },
  {
    account: "anna@bakery.example",
    address: "orders@shop.test",
    displayName: "Anna at the Shop",
    asked: { minutesAgo: 40 },
  },
  {
    account: "anna@boatyard.example",
    address: "orders@shop.test",
    displayName: "Shop Orders",
    asked: { minutesAgo: 40 },
  },
  {
    account: "clara@fishmarket.example",
    address: "orders@shop.test",
    displayName: "Shop Orders",
    asked: { minutesAgo: 40 },
  },
  {
    account: "greta@gallery.example",
    address: "orders@shop.test",
    displayName: "Bestellungen",
    asked: { minutesAgo: 40 },
  },
  {
    account: "emma@notary.example",
    address: "orders@shop.test",
    displayName: "Commandes",
    asked: { minutesAgo: 40 },
  },
  {
    account: "hugo@gallery.example",
    address: "atelier@inbox.test",
    displayName: "Atelier Hugo",
    asked: { minutesAgo: 170 },
  },
  {
    account: "ines@clinic.example",
    address: "ines@post.test",
    displayName: "Inês Gonçalves",
    asked: { minutesAgo: 95 },
  },
  {
    account: "sakura@喫茶店.example",
    address: "さくら@例え.test",
    displayName: "高橋 さくら",
    asked: { minutesAgo: 75 },
  },
  {
    account: "layla@مقهى.example",
    address: "layla.haddad@webmail.test",
    displayName: "ليلى حداد",
    asked: { minutesAgo: 130 },
  },
];
