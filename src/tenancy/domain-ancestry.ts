import { getPublicSuffix } from "tldts";

/** The names above this one, the nearest first: of `a.b.example`, `b.example` and `example`. */
export function ancestorsOf(name: string): string[] {
  const labels = name.split(".");
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join("."));
}

/** Names like `com`, `co.uk` or `github.io`, below which strangers register theirs (publicsuffix.org). */
export function isPublicSuffix(name: string): boolean {
  return getPublicSuffix(name, { allowPrivateDomains: true, extractHostname: false }) === name;
}
