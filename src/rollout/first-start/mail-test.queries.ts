import type { EntityManager } from "typeorm";
import { OutboxMail } from "../../outbox/index.js";
import { MailTest } from "./mail-test.entity.js";

export const MAIL_TEST_ID = "last";

export function findMailTest(manager: EntityManager): Promise<MailTest | null> {
  return manager.findOneBy(MailTest, { id: MAIL_TEST_ID });
}

/** Of the outbox, which keeps what is done for some days; null after them. */
export function findTestMail(manager: EntityManager, { testId }: MailTest): Promise<OutboxMail | null> {
  return manager.findOneBy(OutboxMail, { uniqueKey: keyOfTestMail(testId) });
}

export function keyOfTestMail(testId: string): string {
  return `mail-test:${testId}`;
}
