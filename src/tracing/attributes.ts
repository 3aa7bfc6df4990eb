/**
 * All that a span can say, by the names of OpenTelemetry's semantic conventions (1.45) and, for what these do not know, our
 * own with the prefix `mayfrom.`. The list is closed: an address, a token or the path of a mailed link has no name here.
 */
export interface SpanAttributes {
  readonly "http.request.method"?: string;
  /** The route as it was registered, never the path that came: links in mails carry tokens. */
  readonly "http.route"?: string;
  readonly "http.response.status_code"?: number;
  /** By which the request is found in the log. */
  readonly "http.response.header.x-request-id"?: string[];
  readonly "url.scheme"?: string;
  readonly "network.protocol.name"?: string;
  readonly "network.protocol.version"?: string;
  /** A host that we call. */
  readonly "server.address"?: string;
  readonly "server.port"?: number;
  readonly "graphql.operation.type"?: string;
  readonly "graphql.operation.name"?: string;
  readonly "db.system.name"?: string;
  readonly "db.operation.name"?: string;
  readonly "db.collection.name"?: string;
  /** Operation and table: `SELECT account`. The text of a statement is never said. */
  readonly "db.query.summary"?: string;
  /** A code, or the name of a class: never words. */
  readonly "error.type"?: string;
  /** SHA-256 of a GraphQL document, in hexadecimal digits. */
  readonly "mayfrom.document"?: string;
  /** Why something was refused as it should be: a code of docs/errors.md. */
  readonly "mayfrom.refusal"?: string;
  /** Calls whose questions were answered together. */
  readonly "mayfrom.calls"?: number;
  readonly "mayfrom.job"?: string;
  /** How many things a job did. */
  readonly "mayfrom.job.count"?: number;
  readonly "mayfrom.mail.template"?: string;
  readonly "mayfrom.mail.attempt"?: number;
  readonly "mayfrom.mail.outcome"?: string;
  /** The domain that a mail goes to, in A-labels; nothing of what stands before the `@`. */
  readonly "mayfrom.mail.domain"?: string;
  /** RFC 5321 4.2. */
  readonly "mayfrom.smtp.reply_code"?: number;
}
