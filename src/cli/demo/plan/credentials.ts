/** Keys of machines beside those of the gateways. */
export const SAMPLE_PANEL_KEYS = [
  { name: "Alpine customer panel", reseller: "alpine", by: "alpine", madeDaysAgo: 50, used: { minutesAgo: 12 } },
  {
    name: "North shop system",
    reseller: "north",
    by: "north",
    madeDaysAgo: 40,
    used: { daysAgo: 16, at: "11:05" },
    revokedDaysAgo: 15,
  },
] as const;

/** A webmail whose own tokens sign its users in. Nobody has the private key to this public one. */
export const SAMPLE_ISSUER = {
  name: "Harbor webmail",
  reseller: "harbor",
  by: "harbor",
  madeDaysAgo: 21,
  issuer: "https://webmail.harbor-web.example",
  audience: "mayfrom",
  keyId: "webmail-1",
  pem: `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEA5edJzQnWIHxUPoquEUQ8nbLOtixRPnnXoUn7bU83BuY=
-----END PUBLIC KEY-----
`,
} as const;

/** Who has signed in of late, from which browser. */
export const SAMPLE_SIGN_INS = [
  {
    login: "alpine",
    minutesAgo: 1_500,
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
  },
  {
    login: "alpine",
    minutesAgo: 320,
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1",
  },
  {
    login: "bakery-admin",
    minutesAgo: 190,
    userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15",
  },
  {
    login: "anna@bakery.example",
    minutesAgo: 45,
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  },
] as const;
