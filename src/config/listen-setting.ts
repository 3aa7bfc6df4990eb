import { z } from "zod";

/** `host:port`, `:port`, `unix:/path`; null for `off`. What is within it the one who listens reads. */
export function listenSetting(fallback: string) {
  return z
    .string()
    .regex(/^(off|unix:\/.+|[^/]*:\d{1,5})$/, "must be host:port, :port, unix:/path or off")
    .default(fallback)
    .transform((text) => (text === "off" ? null : text));
}
