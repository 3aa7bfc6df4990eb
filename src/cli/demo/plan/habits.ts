/** How mail is spread over the days of a week and over the weeks. */
export type Shape = "OFFICE" | "SHOP" | "NEWSLETTER" | "GROWING" | "FADING";

/** An account that sends as an address again and again. */
export interface SampleHabit {
  readonly account: string;
  readonly address: string;
  readonly perDay: number;
  /** Default OFFICE. */
  readonly shape?: Shape;
  /** Default: all weeks of the story. */
  readonly fromDaysAgo?: number;
  readonly untilDaysAgo?: number;
  /** The reverse-path where it is another address, as of a list. */
  readonly reversePath?: string;
}

/** What nobody has asked anybody about: what the way to enforcement is about. */
const UNASKED: readonly SampleHabit[] = [
  { account: "office@bakery.example", address: "invoices@old-bakery.test", perDay: 6 },
  { account: "klara@bakery.example", address: "klara@pastry-fair.test", perDay: 2, shape: "GROWING" },
  { account: "newsletter@brewery.example", address: "offers@beer-mail.test", perDay: 180, shape: "NEWSLETTER" },
  { account: "david@chalet.example", address: "rooms@chalet-booking.test", perDay: 9, shape: "SHOP" },
  { account: "office@chalet.example", address: "hello@chalet-booking.test", perDay: 6, shape: "SHOP" },
  { account: "emma@meadow.example", address: "cheese@market.test", perDay: 11, shape: "SHOP" },
  { account: "klara@meadow.example", address: "klara@farm-market.test", perDay: 2, shape: "SHOP", fromDaysAgo: 34 },
  { account: "klara@meadow.example", address: "klara.kovacs@inbox.test", perDay: 1, fromDaysAgo: 41 },
  { account: "ben@glacier-tours.example", address: "guide.ben@webmail.test", perDay: 3, shape: "GROWING" },
  { account: "newsletter@glacier-tours.example", address: "tours@peak-mail.test", perDay: 260, shape: "NEWSLETTER" },
  { account: "greta@hut.example", address: "greta@hikers.test", perDay: 4, shape: "SHOP" },
  { account: "nikos@καφενείο.example", address: "μενού@γεύμα.test", perDay: 3 },
  { account: "newsletter@boatyard.example", address: "boats@wave-mail.test", perDay: 320, shape: "NEWSLETTER" },
  { account: "ben@boatyard.example", address: "ben@sailing-club.test", perDay: 4, shape: "SHOP" },
  { account: "jonas@harbour-cafe.example", address: "table@reserve.test", perDay: 7, shape: "SHOP" },
  { account: "tickets@ferry-line.example", address: "seats@island-tickets.test", perDay: 30, shape: "GROWING" },
  { account: "office@lighthouse.example", address: "keeper@old-lights.test", perDay: 5 },
  { account: "clara@saltworks.example", address: "clara.dumont@inbox.test", perDay: 2, shape: "FADING" },
  { account: "ivan@библиотека.example", address: "иван@пример.test", perDay: 2 },
  { account: "hugo@fishmarket.example", address: "wholesale@catch.test", perDay: 8 },
  { account: "office@bäckerei-süd.example", address: "bestellung@brot.test", perDay: 6, shape: "SHOP" },
  { account: "anna@ceramics.example", address: "studio@clay.test", perDay: 3 },
  { account: "clara@film-lab.example", address: "casting@scenes.test", perDay: 2 },
  { account: "newsletter@gallery.example", address: "vernissage@art-post.test", perDay: 140, shape: "NEWSLETTER" },
  { account: "ren@喫茶店.example", address: "予約@例え.test", perDay: 3, shape: "SHOP" },
  { account: "reception@clinic.example", address: "rendezvous@clinic-booking.test", perDay: 14 },
  {
    account: "newsletter@clinic.example",
    address: "sante@patients.test",
    perDay: 210,
    shape: "NEWSLETTER",
    reversePath: "bounces@list-host.test",
  },
  { account: "office@accounting.example", address: "tax@ledger.test", perDay: 5 },
  { account: "david@lawyers.example", address: "david.oneill@webmail.test", perDay: 1 },
  { account: "office@pharmacy.example", address: "night-duty@pharma.test", perDay: 3, shape: "SHOP" },
  { account: "newsletter@school.example", address: "parents@school-board.test", perDay: 400, shape: "NEWSLETTER" },
  { account: "omar@مقهى.example", address: "omar.khalil@webmail.test", perDay: 2, shape: "GROWING" },
];

/** One mailbox that many share: more addresses than its owner may ask about in a day. */
const SHARED: readonly SampleHabit[] = ["purser", "bridge", "galley", "deck", "engine", "cargo", "pilot", "radio"].map(
  (duty) => ({
    account: "crew@ferry-line.example",
    address: `${duty}@ship-mail.test`,
    perDay: 5,
    shape: "SHOP",
    fromDaysAgo: 5,
  }),
);

/** What was asked about, before and after the answer. */
const ASKED: readonly SampleHabit[] = [
  { account: "anna@bakery.example", address: "anna.berg@inbox.test", perDay: 4, fromDaysAgo: 52 },
  { account: "anna@bakery.example", address: "hello@flour-mill.test", perDay: 2, fromDaysAgo: 44 },
  {
    account: "newsletter@bakery.example",
    address: "news@bread-club.test",
    perDay: 150,
    shape: "NEWSLETTER",
    fromDaysAgo: 41,
  },
  {
    account: "clara@brewery.example",
    address: "news@brewery-shop.test",
    perDay: 120,
    shape: "NEWSLETTER",
    fromDaysAgo: 47,
  },
  {
    account: "newsletter@ski-school.example",
    address: "letters@snow-news.test",
    perDay: 220,
    shape: "NEWSLETTER",
    fromDaysAgo: 49,
  },
  { account: "yiannis@καφενείο.example", address: "γιάννης@παράδειγμα.test", perDay: 2, fromDaysAgo: 33 },
  { account: "yuki@喫茶店.example", address: "yuki.sato@webmail.test", perDay: 2, fromDaysAgo: 30 },
  { account: "olga@библиотека.example", address: "чтение@книги.test", perDay: 3, fromDaysAgo: 28 },
  { account: "clara@bakery.example", address: "sales@bakery-shop.test", perDay: 3, shape: "FADING", fromDaysAgo: 19 },
  { account: "felix@bakery.example", address: "felix@season.test", perDay: 3, fromDaysAgo: 46 },
  { account: "greta@bakery.example", address: "greta.lukasik@inbox.test", perDay: 2, fromDaysAgo: 37, untilDaysAgo: 3 },
  {
    account: "emma@bakery.example",
    address: "emma.soderstrom@webmail.test",
    perDay: 2,
    fromDaysAgo: 36,
    untilDaysAgo: 4,
  },
  { account: "jonas@clinic.example", address: "practice@doctors.test", perDay: 3, fromDaysAgo: 26 },
  { account: "hugo@gallery.example", address: "atelier@inbox.test", perDay: 2, fromDaysAgo: 0 },
  { account: "ben@bakery.example", address: "ben.baker@webmail.test", perDay: 2, fromDaysAgo: 0 },
];

export const SAMPLE_HABITS: readonly SampleHabit[] = [...UNASKED, ...SHARED, ...ASKED];

/** Messages a day of one mailbox under its own address. */
export const OWN_MAIL_PER_DAY = 7;

/** Logins that servers take and no account has: devices that somebody forgot. */
export const UNKNOWN_LOGINS = ["printer@bakery.example", "scanner-2@clinic.example", "webshop@boatyard.example"];

/** A password that others found: many addresses in a night. */
export const STOLEN_LOGIN = { account: "ben@fishmarket.example", daysAgo: 1, addresses: 60, messagesPerAddress: 3 };
