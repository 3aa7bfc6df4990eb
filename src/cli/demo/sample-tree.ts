/** The sample tenants, as a person would draw them: resellers, their domains, and how each domain is governed. */
export interface SampleReseller {
  readonly slug: string;
  readonly name: string;
  readonly brandName: string;
  /** Where its people find help; numbers of the ranges that are kept for fiction. */
  readonly phone: string;
  readonly parentSlug?: string;
  readonly language?: string;
  readonly domains: readonly string[];
}

export const SAMPLE_RESELLERS: readonly SampleReseller[] = [
  {
    slug: "alpine",
    name: "Alpine Mail",
    brandName: "Alpine Mail",
    phone: "+44 1632 960101",
    domains: [
      "bakery",
      "brewery",
      "chalet",
      "glacier-tours",
      "hut",
      "meadow",
      "ski-school",
      "summit-books",
      "valley-dairy",
    ],
  },
  {
    slug: "north",
    name: "North Hosting",
    brandName: "North Hosting",
    phone: "+44 1632 960102",
    domains: [
      "boatyard",
      "fishmarket",
      "ferry-line",
      "harbour-cafe",
      "icehouse",
      "lighthouse",
      "netmakers",
      "saltworks",
    ],
  },
  {
    slug: "fjord",
    name: "Fjord Studio",
    brandName: "Fjord Studio",
    phone: "+44 1632 960103",
    parentSlug: "north",
    language: "de",
    domains: ["ceramics", "dance-club", "film-lab", "gallery", "print-shop"],
  },
  {
    slug: "harbor",
    name: "Harbor Web",
    brandName: "Harbor Web",
    phone: "+33 1 99 00 01 04",
    language: "fr",
    domains: ["accounting", "clinic", "lawyers", "notary", "pharmacy", "physio", "school", "vet"],
  },
];

export const FIRST_NAMES: readonly string[] = [
  "anna",
  "ben",
  "clara",
  "david",
  "emma",
  "felix",
  "greta",
  "hugo",
  "ines",
  "jonas",
  "klara",
  "leo",
];

const DAY_MS = 86_400_000;

type SampleMode = "OFF" | "MONITOR" | "WARN" | "ENFORCE";

/** Which scope has which schedule, in days from now: something of every mode, in force or to come. */
export const SAMPLE_SCHEDULES: readonly {
  readonly reseller?: string;
  readonly domain?: string;
  readonly steps: readonly (readonly [inDays: number, mode: SampleMode])[];
}[] = [
  { steps: [[-60, "MONITOR"]] },
  {
    reseller: "alpine",
    steps: [
      [-60, "MONITOR"],
      [-30, "WARN"],
      [-7, "ENFORCE"],
    ],
  },
  {
    reseller: "north",
    steps: [
      [-20, "MONITOR"],
      [-2, "WARN"],
      [21, "ENFORCE"],
    ],
  },
  {
    reseller: "harbor",
    steps: [
      [-10, "MONITOR"],
      [14, "WARN"],
      [42, "ENFORCE"],
    ],
  },
  { domain: "hut", steps: [[-5, "OFF"]] },
  { domain: "lighthouse", steps: [[-1, "ENFORCE"]] },
];

export function scheduleFrom(steps: readonly (readonly [number, SampleMode])[], now: Date) {
  return steps.map(([inDays, mode]) => ({ at: now.getTime() + inDays * DAY_MS, mode }));
}
