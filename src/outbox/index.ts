/**
 * Mail rows written in the caller's transaction and delivered after its commit. It refuses to know what a mail says or
 * why it is sent.
 */
export { KeptMail } from "./kept-mail.entity.js";
export { OutboxMail, type OutboxState } from "./outbox-mail.entity.js";

import { KeptMail } from "./kept-mail.entity.js";
import { OutboxMail } from "./outbox-mail.entity.js";

export const outboxEntities = [OutboxMail, KeptMail];
