import type { Services } from "../../graphql/index.js";
import { type GivenUpMail, givenUpMails, nextHopTrouble, outboxCounts, refusedMails } from "../../outbox/index.js";
import type { Language } from "../../texts/index.js";
import { type Check, type Outcome, oneLine } from "./check.js";

const MAX_MAILS_SHOWN = 5;
const GIVEN_UP_READ = 200;
const LOOKED_BACK_MS = 7 * 24 * 60 * 60 * 1_000;

export function checksOfMails({ say }: Language): readonly Check<Services>[] {
  return [
    { title: say("doctor.nextHop"), run: checkNextHop },
    { title: say("doctor.outbox"), run: checkOutbox },
    { title: say("doctor.refusals"), run: checkRefusals },
  ];
}

/** What the workers meet, which may run elsewhere. */
async function checkNextHop({ database }: Services, { say }: Language): Promise<Outcome> {
  const trouble = await nextHopTrouble(database.reader);
  if (trouble === null) return { isWell: true, words: say("doctor.leaveWell") };
  const { since, error } = trouble;
  return { isWell: false, words: oneLine(say("doctor.noneLeaveSince", { at: since.toISOString(), error })) };
}

/** A mistyped address is an everyday matter, and whoever asked has been told; what else was given up is a fault. */
async function checkOutbox({ database, clock }: Services, { say }: Language): Promise<Outcome> {
  const { QUEUED, LEASED } = await outboxCounts(database.reader);
  const since = new Date(clock.now().getTime() - LOOKED_BACK_MS);
  const givenUp = await givenUpMails(database.reader, since, GIVEN_UP_READ);
  const faults = givenUp.filter(({ isUsual }) => !isUsual);
  const words = [
    say("doctor.queued", { count: QUEUED }),
    say("doctor.leased", { count: LEASED }),
    say("doctor.cameBack", { count: givenUp.length - faults.length }),
  ].join(", ");
  if (faults.length === 0) return { isWell: true, words };
  const shown = faults.slice(0, MAX_MAILS_SHOWN).map((mail) => inWords(mail, say));
  const hidden = faults.length - shown.length;
  const mails = [...shown, ...(hidden > 0 ? [say("doctor.more", { count: hidden })] : [])].join(" | ");
  return { isWell: false, words: [words, say("doctor.givenUp", { mails })].join(say("doctor.divider")) };
}

function inWords({ template, toAddress, error }: GivenUpMail, say: Language["say"]): string {
  const reason = error || say("doctor.noReasonKnown");
  return oneLine(say("doctor.givenUpMail", { kind: template, address: toAddress, reason }));
}

/** What other servers have against our mail; no address is at fault, and nobody but the operator can set it right. */
async function checkRefusals({ database, clock }: Services, { say }: Language): Promise<Outcome> {
  const since = new Date(clock.now().getTime() - LOOKED_BACK_MS);
  const { count, refusals } = await refusedMails(database.reader, since);
  if (count === 0) return { isWell: true, words: say("doctor.nothingRefused") };
  return { isWell: false, words: say("doctor.refused", { count, words: refusals.map(oneLine).join(" | ") }) };
}
