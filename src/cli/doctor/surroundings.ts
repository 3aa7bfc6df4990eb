import { smtpTlsOf, trySmtp } from "../../outbox/index.js";
import { troublesIn } from "../../proofs/index.js";
import type { Language } from "../../texts/index.js";
import { undeclaredProxy } from "../undeclared-proxy.js";
import { type Check, type Outcome, oneLine, type WithoutDatabase } from "./check.js";

/** These need no database, and say what they find where it is away. */
export function checksWithoutDatabase({ say }: Language): readonly Check<WithoutDatabase>[] {
  return [
    { title: say("doctor.proxies"), run: checkProxies },
    { title: say("doctor.nameServers"), run: checkNameServers },
    { title: say("doctor.transport"), run: checkTransport },
  ];
}

async function checkProxies({ configuration }: WithoutDatabase, language: Language): Promise<Outcome> {
  const warning = undeclaredProxy(configuration, language);
  const named = configuration.trustedProxies.join(", ");
  if (warning !== null) return { isWell: false, words: warning };
  return { isWell: true, words: named || language.say("doctor.none") };
}

/** Each by itself: of several, one that does not answer goes unnoticed otherwise. Every resolver knows the root. */
async function checkNameServers({ resolver }: WithoutDatabase, language: Language): Promise<Outcome> {
  const { say } = language;
  const answers = await resolver.lookAtEach({ name: ".", type: "SOA" });
  if (answers.length === 0) return { isWell: false, words: say("doctor.noNameServer") };
  const failures = answers.flatMap(({ server, answer }) =>
    answer.kind === "UNKNOWN" ? [`${server}: ${troublesIn(language, answer.troubles)}`] : [],
  );
  if (failures.length > 0) {
    return { isWell: false, words: `${failures.join(say("doctor.divider"))} (MAYFROM_DNS_SERVERS)` };
  }
  const servers = answers.map(({ server }) => server).join(", ");
  return { isWell: true, words: say("doctor.nameServersAnswer", { servers }) };
}

async function checkTransport({ configuration }: WithoutDatabase, { say }: Language): Promise<Outcome> {
  if (configuration.smtpUrl === null) return { isWell: true, words: say("doctor.noTransport", { path: "/dev/mail" }) };
  const { smtpUrl, smtpTls, mailFrom } = configuration;
  const { host } = new URL(smtpUrl);
  const asked = smtpTlsOf({ smtpUrl, smtpTls });
  const { isEncrypted, isSignedIn, extensions } = await trySmtp({ smtpUrl, smtpTls, mailFrom });
  const offered = extensions.join(", ");
  const words = [
    say("doctor.takesMails", { host, from: mailFrom }),
    isEncrypted ? "TLS" : say("doctor.noTls", { asked }),
    ...(isSignedIn ? [say("doctor.signedIn")] : []),
    offered === "" ? say("doctor.offersNothing") : say("doctor.offers", { extensions: offered }),
  ];
  return { isWell: true, words: oneLine(words.join(say("doctor.divider"))) };
}
