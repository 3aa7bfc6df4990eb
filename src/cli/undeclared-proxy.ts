import type { Configuration } from "../config/index.js";

/** What is wrong when links begin with https, which only a proxy before us can speak, and no proxy is named; or null. */
export function undeclaredProxy({
  publicUrl,
  trustedProxies,
}: Pick<Configuration, "publicUrl" | "trustedProxies">): string | null {
  if (!publicUrl.startsWith("https:") || trustedProxies.length > 0) return null;
  return "PUBLIC_URL is https, so a proxy stands before this server, but MAYFROM_TRUSTED_PROXIES names none: all callers count as one network, and share its limits";
}
