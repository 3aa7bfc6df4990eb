import type { SampleMark } from "./logos.js";

/** The sample tenants, as a person would draw them. Every name is reserved for examples (RFC 2606, RFC 6761). */
export interface SampleReseller {
  readonly slug: string;
  readonly name: string;
  /** Where its people find help; numbers of the ranges that are kept for fiction. */
  readonly supportContact: string;
  readonly parentSlug?: string;
  readonly language: string;
  readonly timeZone: string;
  readonly colour: string;
  /** What its logo shows. */
  readonly mark: SampleMark;
  readonly joinedDaysAgo: number;
  readonly domains: readonly SampleDomain[];
}

export interface SampleDomain {
  readonly name: string;
  /** Whose names its people have; default LATIN. */
  readonly script?: Script;
  /** Made by its reseller, whose word is not enough: a DNS record is awaited. */
  readonly isUnproven?: boolean;
  /** Mailboxes beside those of people. */
  readonly offices?: readonly string[];
}

export type Script = "LATIN" | "GREEK" | "CYRILLIC" | "JAPANESE" | "ARABIC" | "HEBREW";

const OFFICES = ["office", "newsletter"];

export const SAMPLE_PLATFORM = {
  name: "Example Mail",
  helpContact: "+44 1632 960100",
  timeZone: "Europe/London",
} as const;

export const SAMPLE_RESELLERS: readonly SampleReseller[] = [
  {
    slug: "alpine",
    name: "Alpine Mail",
    supportContact: "+44 1632 960101",
    language: "en",
    timeZone: "Europe/Zurich",
    colour: "#c2410c",
    mark: "PEAK",
    joinedDaysAgo: 68,
    domains: [
      { name: "bakery.example", offices: OFFICES },
      { name: "brewery.example", offices: OFFICES },
      { name: "chalet.example", offices: OFFICES },
      { name: "glacier-tours.example", offices: OFFICES },
      { name: "hut.example" },
      { name: "meadow.example", offices: OFFICES },
      { name: "ski-school.example", offices: OFFICES },
      { name: "καφενείο.example", script: "GREEK", offices: ["office"] },
    ],
  },
  {
    slug: "north",
    name: "North Hosting",
    supportContact: "+44 1632 960102",
    language: "en",
    timeZone: "Europe/Oslo",
    colour: "#0b7285",
    mark: "STAR",
    joinedDaysAgo: 67,
    domains: [
      { name: "boatyard.example", offices: OFFICES },
      { name: "fishmarket.example", offices: OFFICES },
      { name: "ferry-line.example", offices: ["newsletter", "tickets", "crew"] },
      { name: "harbour-cafe.example" },
      { name: "icehouse.example" },
      { name: "lighthouse.example", offices: OFFICES },
      { name: "netmakers.example", offices: ["office"] },
      { name: "saltworks.example", offices: OFFICES },
      { name: "библиотека.example", script: "CYRILLIC", offices: ["office"] },
    ],
  },
  {
    slug: "fjord",
    name: "Fjord Studio",
    supportContact: "+44 1632 960103",
    parentSlug: "north",
    language: "de",
    timeZone: "Europe/Berlin",
    colour: "#f5b301",
    mark: "WAVES",
    joinedDaysAgo: 65,
    domains: [
      { name: "bäckerei-süd.example", offices: OFFICES },
      { name: "ceramics.example" },
      { name: "film-lab.example" },
      { name: "gallery.example", offices: OFFICES },
      { name: "print-shop.example" },
      { name: "喫茶店.example", script: "JAPANESE", offices: ["office"] },
    ],
  },
  {
    slug: "harbor",
    name: "Harbor Web",
    supportContact: "+33 1 99 00 01 04",
    language: "fr",
    timeZone: "Europe/Paris",
    colour: "#6741d9",
    mark: "RING",
    joinedDaysAgo: 63,
    domains: [
      { name: "accounting.example", offices: OFFICES },
      { name: "clinic.example", offices: ["reception", "newsletter", "laboratory"] },
      { name: "lawyers.example", offices: ["office"] },
      { name: "notary.example" },
      { name: "pharmacy.example", offices: ["office"] },
      { name: "physio.example" },
      { name: "school.example", offices: ["office", "newsletter", "library"] },
      { name: "مقهى.example", script: "ARABIC" },
      { name: "ספרים.example", script: "HEBREW", isUnproven: true },
    ],
  },
];

/** A domain whose reseller was not paid. */
export const SUSPENDED_DOMAIN = { name: "icehouse.example", by: "north", reason: "three invoices are unpaid" };
