import type { SampleIdentity } from "./sample-identity.js";

const SCANNER = "Mozilla/5.0 (compatible; Barracuda Link Protection)";

/** Which have had their answer, or ran out of time for it, and what became of them since. */
export const ANSWERED_IDENTITIES: readonly SampleIdentity[] = [
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
  {
    account: "anna@lawyers.example",
    address: "anna.lawyers@post.test",
    displayName: "Anna Berg",
    asked: { daysAgo: 22, at: "09:20" },
    answers: [{ when: { daysAgo: 22, at: "10:05" }, decision: "DENY" }],
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
    account: "anna@physio.example",
    address: "anna.physio@webmail.test",
    displayName: "Anna Berg",
    asked: { daysAgo: 40, at: "08:30" },
    answers: [{ when: { daysAgo: 40, at: "12:10" }, decision: "ALLOW", untilInDays: -14 }],
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
    account: "anna@netmakers.example",
    address: "anna.netmakers@inbox.test",
    displayName: "Anna Berg",
    asked: { daysAgo: 31, at: "08:15" },
    answers: [{ when: { daysAgo: 30, at: "19:40" }, decision: "ALLOW" }],
    later: { when: { daysAgo: 13, at: "09:05" }, what: "revoke", by: "north", reason: "moved to another provider" },
  },
  {
    account: "anna@school.example",
    address: "anna.school@post.test",
    displayName: "Anna Berg",
    asked: { daysAgo: 34, at: "14:00" },
    answers: [{ when: { daysAgo: 34, at: "15:30" }, decision: "ALLOW" }],
    later: { when: { daysAgo: 6, at: "12:00" }, what: "pause", by: "harbor", reason: "school holidays" },
  },
  {
    account: "jonas@clinic.example",
    address: "practice@doctors.test",
    displayName: "Practice",
    asked: { daysAgo: 27, at: "09:00" },
    answers: [{ when: { daysAgo: 26, at: "09:00" }, decision: "ALLOW" }],
    later: { when: { daysAgo: 8, at: "11:30" }, what: "pause", by: "harbor", reason: "the practice has moved" },
  },
];
