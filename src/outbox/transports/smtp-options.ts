import { isThisMachine, type SmtpTls } from "../../config/index.js";

const CONNECTION_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 30_000;
/** Of silence. RFC 5321 4.5.3.2 would have up to ten minutes; a lease must outlast it. */
const SOCKET_TIMEOUT_MS = 60_000;

const TLS_OPTIONS = {
  none: { ignoreTLS: true },
  // A mail that leaves unread by most beats one that never leaves; a certificate of its own making is what servers come with.
  opportunistic: { opportunisticTLS: true, tls: { rejectUnauthorized: false } },
  required: { requireTLS: true },
} as const;

export interface SmtpSettings {
  /** nodemailer's form: `smtp://user:password@host:port?…`. */
  readonly smtpUrl: string;
  readonly smtpTls: SmtpTls | null;
  readonly mailFrom: string;
}

export function smtpOptions(settings: Pick<SmtpSettings, "smtpUrl" | "smtpTls">) {
  return {
    url: settings.smtpUrl,
    ...TLS_OPTIONS[smtpTlsOf(settings)],
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    greetingTimeout: GREETING_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    // A template must not be able to read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * What is set; else none on this machine, required where a password goes along, opportunistic otherwise. `smtps://` begins
 * with TLS, and its certificate has to hold, unless opportunistic is asked for.
 */
export function smtpTlsOf({ smtpUrl, smtpTls }: Pick<SmtpSettings, "smtpUrl" | "smtpTls">): SmtpTls {
  if (smtpTls !== null) return smtpTls;
  const { protocol, hostname, password } = new URL(smtpUrl);
  if (protocol === "smtps:") return "required";
  if (isThisMachine(hostname)) return "none";
  return password === "" ? "opportunistic" : "required";
}
