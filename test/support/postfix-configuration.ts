import { join } from "node:path";
import type { PostfixOptions } from "./postfix.js";

export interface Places {
  readonly directory: string;
  readonly logFile: string;
  readonly syslogName: string;
}

/** main.cf of a private instance that is reachable on 127.0.0.1 only, and reaches nothing else. */
export function mainParameters(
  options: PostfixOptions,
  { directory, logFile, syslogName }: Places,
): Record<string, string> {
  const onward: Record<string, string> =
    options.relayPort === undefined
      ? { default_transport: "error:5.1.2 this Postfix delivers to its own domains only" }
      : { relayhost: `[127.0.0.1]:${options.relayPort}` };
  const submissionMilter =
    options.milterPort === undefined ? "" : `{ inet:127.0.0.1:${options.milterPort}, default_action=tempfail }`;
  return {
    compatibility_level: "3.6",
    queue_directory: join(directory, "queue"),
    data_directory: join(directory, "data"),
    maillog_file: logFile,
    maillog_file_prefixes: directory,
    syslog_name: syslogName,

    inet_interfaces: options.ipv6 ? "127.0.0.1, [::1]" : "127.0.0.1",
    inet_protocols: options.ipv6 ? "all" : "ipv4",
    myhostname: "mail.mayfrom.test",
    mydestination: "",
    mynetworks: "127.0.0.1/32",
    alias_maps: "",
    alias_database: "",
    local_recipient_maps: "",
    smtp_dns_support_level: "disabled",
    smtp_host_lookup: "native",
    ...onward,

    virtual_mailbox_domains: options.domains.join(" "),
    virtual_mailbox_maps: "static:any", // Whether a mailbox exists, Dovecot says: so that a bounce can be had.
    virtual_transport: "dovecot",
    dovecot_destination_recipient_limit: "1",
    recipient_delimiter: "+",

    smtpd_sasl_type: "dovecot",
    smtpd_sasl_path: options.dovecot.saslPath,
    smtpd_tls_security_level: "none",
    smtp_tls_security_level: "none",
    smtpd_relay_restrictions: "permit_sasl_authenticated, reject_unauth_destination",
    submission_sender_restrictions: policyCheck(options.policyPort),
    submission_milters: submissionMilter,

    // Quick where Postfix is patient by default, so that a test of trouble does not wait for minutes.
    smtpd_error_sleep_time: "0",
    smtpd_hard_error_limit: "1000",
    smtpd_client_connection_count_limit: "0",
    queue_run_delay: "2s",
    minimal_backoff_time: "1s",
    maximal_backoff_time: "3s",
    in_flow_delay: "0",
  };
}

/** One service with its own limits: a policy server that is away is given up after one more try. */
function policyCheck(policyPort: number | undefined): string {
  if (policyPort === undefined) return "";
  return `check_policy_service { inet:127.0.0.1:${policyPort}, timeout=10s, try_limit=2, retry_delay=1s }`;
}

export interface Services {
  readonly submissionPort: number;
  readonly smtpPort: number;
  readonly syslogName: string;
}

/** master.cf: the two services that listen, delivery into mailboxes, and what Postfix itself is made of. */
export function masterServices(
  { ipv6 = false, dovecot, extraMaster = "" }: PostfixOptions,
  { submissionPort, smtpPort, syslogName }: Services,
): string {
  const listening = (ipv6 ? ["127.0.0.1", "[::1]"] : ["127.0.0.1"]).map(
    (address) => `
${address}:${smtpPort} inet n - n - - smtpd
${address}:${submissionPort} inet n - n - - smtpd
  -o syslog_name=${syslogName}/submission
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
  -o smtpd_sender_restrictions=$submission_sender_restrictions
  -o smtpd_milters=$submission_milters`,
  );
  return `${listening.join("")}
dovecot   unix       - n n -    - pipe
  flags=DRhu user=${dovecot.deliveryUser} null_sender= argv=${dovecot.deliveryCommand}
pickup    unix       n - n 60   1 pickup
cleanup   unix       n - n -    0 cleanup
qmgr      unix       n - n 300  1 qmgr
rewrite   unix       - - n -    - trivial-rewrite
bounce    unix       - - n -    0 bounce
defer     unix       - - n -    0 bounce
trace     unix       - - n -    0 bounce
verify    unix       - - n -    1 verify
flush     unix       n - n 1000? 0 flush
proxymap  unix       - - n -    - proxymap
proxywrite unix      - - n -    1 proxymap
smtp      unix       - - n -    - smtp
relay     unix       - - n -    - smtp
lmtp      unix       - - n -    - lmtp
showq     unix       n - n -    - showq
error     unix       - - n -    - error
retry     unix       - - n -    - error
discard   unix       - - n -    - discard
local     unix       - n n -    - local
virtual   unix       - n n -    - virtual
anvil     unix       - - n -    1 anvil
scache    unix       - - n -    1 scache
tlsmgr    unix       - - n 1000? 1 tlsmgr
postlog   unix-dgram n - n -    1 postlogd
${extraMaster}
`;
}
