import { expect, it } from "vitest";
import { describeStatement } from "../../../src/database/statement-spans.js";

const tables = new Set(["account", "outbox_mail"]);

it.each([
  ["SELECT `a`.`id` AS `a_id` FROM `account` `a` WHERE `a`.`address` = ? LIMIT 1", "SELECT account"],
  ['INSERT INTO "outbox_mail"("id") VALUES (?)', "INSERT outbox_mail"],
  ["UPDATE account SET state = ? WHERE id = ?", "UPDATE account"],
  ["  delete from outbox_mail where id = ?", "DELETE outbox_mail"],
  ["SELECT q.n FROM (SELECT ? AS n UNION ALL SELECT ?) q JOIN account a ON a.number = q.n", "SELECT account"],
  ["START TRANSACTION", "START"],
  ["COMMIT", "COMMIT"],
])("tells of %s: %s", (text, summary) => {
  expect(describeStatement(text, { system: "sqlite", tables })).toMatchObject({
    name: summary,
    attributes: { "db.query.summary": summary },
  });
});

it.each([
  "SELECT 1 WHERE 'anna' IN (SELECT 'taken FROM anna@bakery.example')",
  "anna@bakery.example",
  "KILL QUERY 17",
  "",
])("tells nothing of a value that stands in %s", (text) => {
  const told = JSON.stringify(describeStatement(text, { system: "sqlite", tables }));
  expect(told).not.toMatch(/anna|bakery|17/);
});
