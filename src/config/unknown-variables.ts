const OURS = /^(MAYFROM|AGENT)_/;

/** Every variable with one of our prefixes that some part of mayfrom reads. */
export const KNOWN_VARIABLES: readonly string[] = [
  "MAYFROM_ADMIN_PASSWORD",
  "MAYFROM_TRUSTED_PROXIES",
  "MAYFROM_LMTP_LISTEN",
  "MAYFROM_DNS_SERVERS",
  "MAYFROM_PLATFORM_NAME",
  "MAYFROM_PROOF_CLAIM_DAYS",
  "MAYFROM_PROOF_GONE_DAYS",
  "MAYFROM_CHANGE_DAYS",
  "MAYFROM_WEBHOOK_DAYS",
  "MAYFROM_WEBHOOK_NETWORKS",
  "MAYFROM_SMTP_TLS",
  "MAYFROM_COST_PER_SECOND",
  "MAYFROM_REQUEST_SECONDS",
  "MAYFROM_INTROSPECTION",
  "MAYFROM_CORS_ORIGINS",
  "MAYFROM_DOCUMENTS",
  "MAYFROM_OTHER_DOCUMENTS",
  "MAYFROM_FRAME_ORIGINS",
  "MAYFROM_URL",
  "MAYFROM_KEY",
  "AGENT_POLICY_LISTEN",
  "AGENT_SOCKETMAP_LISTEN",
  "AGENT_MILTER_LISTEN",
  "AGENT_HTTP_LISTEN",
  "AGENT_WHEN_UNSYNCED",
  "AGENT_DOMAINS",
  "AGENT_WORKERS",
  "AGENT_POSTFIX_MAP",
  "AGENT_TRACE_HEADER",
  "AGENT_REFUSAL_ADVICE",
];

/** A misspelt variable would silently mean its default, so it stops the start. */
export function refuseUnknownVariables(environment: NodeJS.ProcessEnv): string[] {
  return Object.keys(environment)
    .filter((name) => OURS.test(name) && !KNOWN_VARIABLES.includes(name))
    .map((name) => `${name}: unknown variable; known are ${KNOWN_VARIABLES.join(", ")}`);
}
