import type { SampleIdentity } from "./sample-identity.js";

/** Addresses whose servers do not take mail at once, or never, and what they say. */
export const REFUSED_MAIL: ReadonlyMap<string, string> = new Map([
  ["jonas.thorsson@slow.test", "451 4.7.1 greylisted, try again in five minutes"],
  ["orders@closed-shop.test", "550 5.1.1 there is no such mailbox here"],
]);

/** What nobody has answered. */
export const OPEN_IDENTITIES: readonly SampleIdentity[] = [
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
