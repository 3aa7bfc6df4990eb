import { expect, it } from "vitest";
import { LANGUAGES } from "../../../src/texts/catalogue.js";
import { languageFor } from "../../../src/texts/index.js";
import { askingAdviceFor } from "../../../src/verification/asking-advice.js";

const MAIL_FROM = "Fjordmail <ask@mail.test>";
const ENGLISH = languageFor("en");

it.each([
  ["no-reply@shop.test", "NOBODY_READS"],
  ["donotreply@shop.test", "NOBODY_READS"],
  ["noreply-orders@shop.test", "NOBODY_READS"],
  ["mailer-daemon@shop.test", "NOBODY_READS"],
  ["postmaster@shop.test", "ROLE_ADDRESS"],
  ["ABUSE@shop.test", "ROLE_ADDRESS"],
  ["talk-request@shop.test", "ROLE_ADDRESS"],
  ["ask@mail.test", "OUR_OWN_ADDRESS"],
  ["ask+b-0123456789abcdef0123456789abcdef@mail.test", "OUR_OWN_ADDRESS"],
])("says of %s that nobody may answer there: %s", (address, code) => {
  const advice = askingAdviceFor(address, MAIL_FROM, ENGLISH);
  expect(advice).toMatchObject({ code, localPart: address.split("@")[0] });
  expect(advice!.message).toContain("requestDomainAuthorization");
});

it.each(["info@shop.test", "anna@shop.test", "bouncer@shop.test", "norbert@shop.test", "security.desk@shop.test"])(
  "says nothing of %s",
  (address) => {
    expect(askingAdviceFor(address, MAIL_FROM, ENGLISH)).toBeNull();
  },
);

it("says it in the language of whoever asks, with the same way by DNS", () => {
  const said = LANGUAGES.map((tag) => askingAdviceFor("no-reply@shop.test", MAIL_FROM, languageFor(tag))!.message);
  expect(new Set(said).size).toBe(LANGUAGES.length);
  for (const message of said) expect(message).toContain("requestDomainAuthorization");
});
