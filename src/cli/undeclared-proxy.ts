import type { Configuration } from "../config/index.js";
import type { Language } from "../texts/index.js";

/** What is wrong when links begin with https, which only a proxy before us can speak, and no proxy is named; or null. */
export function undeclaredProxy(
  { publicUrl, trustedProxies }: Pick<Configuration, "publicUrl" | "trustedProxies">,
  { say }: Language,
): string | null {
  if (!publicUrl.startsWith("https:") || trustedProxies.length > 0) return null;
  return say("doctor.proxyUndeclared");
}
