/**
 * How our mails are protected on their way to the server of `SMTP_URL`. `none`: never. `opportunistic`: where the server
 * offers STARTTLS, whoever signed its certificate (RFC 7435). `required`: with a certificate that holds, or no mail leaves.
 */
export const SMTP_TLS_MODES = ["none", "opportunistic", "required"] as const;
export type SmtpTls = (typeof SMTP_TLS_MODES)[number];
