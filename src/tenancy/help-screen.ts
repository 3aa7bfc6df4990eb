import { registerEnumType } from "type-graphql";

/** Screens of the console that a reseller may explain to its people. */
export enum HelpScreen {
  SENDERS = "SENDERS",
  SECURITY = "SECURITY",
  REQUESTS = "REQUESTS",
  WHO_SENDS = "WHO_SENDS",
  READINESS = "READINESS",
  MAILBOXES = "MAILBOXES",
  SCHEDULE = "SCHEDULE",
}

registerEnumType(HelpScreen, {
  name: "HelpScreen",
  description: "Screens of the console that a reseller may explain to its people.",
  valuesConfig: {
    SENDERS: { description: "What a mailbox's user may send as" },
    SECURITY: { description: "Password, second factors and sessions" },
    REQUESTS: { description: "What waits for a domain's administrator" },
    WHO_SENDS: { description: "Who sends with addresses of a domain" },
    READINESS: { description: "What enforcement would refuse" },
    MAILBOXES: { description: "The mailboxes of a domain" },
    SCHEDULE: { description: "From when on what is refused" },
  },
});
