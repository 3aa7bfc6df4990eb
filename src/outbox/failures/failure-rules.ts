/**
 * What a failed delivery says about the address that was written to.
 * `ADDRESS_GONE`: nobody receives there. `WE_ARE_REFUSED`: our network, sender, signature or content was refused, the
 * address is as good as before. `WAIT`: full, busy, greylisted or out of reach, it may succeed another day.
 * `NOT_FOR_STRANGERS`: the address lives and takes no mail from outside. `SOMEBODY_BEHIND`: another address than the one
 * written to failed. `NOTHING`: no failure.
 */
export type FailureVerdict =
  | "ADDRESS_GONE"
  | "WE_ARE_REFUSED"
  | "WAIT"
  | "NOT_FOR_STRANGERS"
  | "SOMEBODY_BEHIND"
  | "NOTHING";

export interface FailureRule {
  readonly verdict: FailureVerdict;
  /** Enhanced status codes (RFC 3463) it is about, without class: `1.1`, or all of a subject: `7.`; absent: any, or none. */
  readonly details?: readonly string[];
  /** Reply codes (RFC 5321 4.2) it is about; absent: any, or none. */
  readonly replyCodes?: readonly number[];
  /** What stands in the server's text; absent: any text. */
  readonly words?: RegExp;
  /** Servers say it of living addresses too: it ends an open question, and never what was allowed. */
  readonly isUncertain?: boolean;
  /** Where servers say it so. */
  readonly source: string;
}

const NO_SUCH_ADDRESS =
  /user unknown|unknown (?:user|recipient|mailbox|local.?part)|no such (?:user|recipient|mailbox|address|person|account|local user)|(?:user|recipient|mailbox|account|address|inbox) (?:name )?(?:\S+ )?(?:is |was |has been |could )?(?:not (?:be )?(?:found|known|exist)|does(?: not|n't) exist|unknown|disabled|deactivated|inactive|unavailable|closed|deleted|suspended|terminated|not available|not listed|no longer (?:available|valid|active|exists|in use))|does(?: not|n't) (?:exist|have an? (?:\S+ )?account)|not a (?:valid|known) (?:user|recipient|mailbox|address)|not listed in (?:\S+ ){0,3}directory|unknown (?:or illegal )?alias|addressee unknown|account ?disabled|cuda_nsu|(?:block|lock|clos|disabl|suspend)ed (?:\S+ ){0,4}(?:inactiv|unused|not used)|this address no longer accepts|invalid (?:recipient|mailbox|user|address)|no mailbox (?:here )?by that name|isn't a valid|recipient ?not ?found|no longer (?:works|employed|with|receives)|unrouteable address|not (?:our|a local) (?:customer|user)|mailbox (?:is )?(?:inactive|disabled)|bad destination mailbox/i;

/** The same as many providers of the continent write it, most of them without a code of its own. */
const NO_SUCH_ADDRESS_ELSEWHERE =
  /(?:benutzer|empf(?:ä|ae)nger|adressat|postfach|adresse) (?:\S+ ){0,3}(?:unbekannt|existiert nicht|nicht (?:gefunden|bekannt|vorhanden))|unbekannter (?:benutzer|empf(?:ä|ae)nger)|(?:destinataire|utilisateur|adresse|bo(?:î|i)te) (?:\S+ ){0,3}(?:inconnue?|invalide|inexistante?|introuvable|n'existe)|(?:usuario|destinatario|buz(?:ó|o)n|cuenta) (?:\S+ ){0,3}(?:desconocid[oa]|no existe|inexistente|inv(?:á|a)lid[oa])|(?:utente|destinatario|casella) (?:\S+ ){0,3}(?:sconosciut[oa]|inesistente|non esiste)|(?:gebruiker|ontvanger|postvak) (?:\S+ ){0,3}(?:onbekend|bestaat niet)/i;

const NO_SUCH_DOMAIN =
  /host or domain name not found|no such domain|domain (?:\S+ )?(?:does(?: not|n't) exist|not found|unknown|is not known)|unknown (?:host|domain)|(?:type=(?:A|AAAA|MX): )?host not found|nxdomain|(?:does not accept|accepts no) (?:e-?)?mail|null ?mx|couldn't find any host named|no mx (?:or a|record)|mx records? points? to non-existent|indicated no smtp service/i;

const ABOUT_THE_SENDER =
  /sender (?:address|domain|e-?mail)\S* (?:\S+ ){0,3}(?:rejected|denied|refused|blocked|not|does|unknown|invalid)|(?:bad|invalid|unknown) (?:sender|reverse.?path)|(?:mail|envelope)[ -]?from\S* (?:\S+ ){0,3}(?:rejected|denied|refused|blocked|invalid)|sender (?:is )?(?:rejected|denied|refused|blocked|verify|verification|not)|verification failed for <|(?:from|return|reverse) address \S+ (?:\S+ ){0,3}(?:rejected|denied|refused|blocked|not)|sending domain (?:\S+ ){0,3}(?:rejected|denied|refused|blocked|not)/i;

/** Whose name is looked for in vain, so that the words are those of an address that does not exist. */
const ABOUT_OUR_HOST =
  /\bhelo\b|\behlo\b|client host|\bptr\b|\brdns\b|reverse (?:dns|lookup|hostname)|\byour (?:\S+ )?(?:ip|host|hostname|server)\b (?:\S+ ){0,4}(?:not|fail\S*|cannot|can't|unknown|unresolv\S*)/i;

const ABOUT_OUR_MAIL =
  /block(?:ed|ing)?[ -]?(?:list|using|by|for|from|due|ip)|black[ -]?list|deny ?list|listed (?:in|by|on|at)|dns[br]l|\brbl\b|spamhaus|barracuda|reputation|unsolicited|\bspam|junk|bulk mail|suspicious|content (?:\S+ ){0,2}(?:reject|refus|den|filter|not)|(?:message|mail) (?:\S+ ){0,3}(?:rejected|refused|blocked|filtered|considered)|polic(?:y|ies)|virus|malware|phish|\bdmarc\b|\bspf\b|\bdkim\b|unauthenticated|not authenticated|authentication (?:required|checks|fail)|(?:your|client|sending) (?:\S+ )?(?:ip|host|server|network|address)|poor|banned|not accept(?:ed|ing)? (?:\S+ ){0,3}from|not accept (?:delivery of )?(?:this|your)|tls (?:is )?required|must issue a starttls|too large|exceeds (?:\S+ ){0,3}size|size limit|attachment|prohibited|abus/i;

const MAILBOX_FULL =
  /(?:inbox|mailbox|account|user)\S* (?:\S+ ){0,4}(?:full|over ?quota|out of (?:storage|space)|(?:over|exceed\S*) (?:\S+ ){0,3}limit)|postfach (?:\S+ ){0,2}(?:voll|gef(?:ü|ue)llt)|bo(?:î|i)te (?:\S+ ){0,3}pleine|buz(?:ó|o)n (?:\S+ ){0,2}lleno|casella (?:\S+ ){0,2}piena/i;

const FULL =
  /quota|mailbox (?:is |\S+ is )?full|(?:inbox|mailbox|storage|disk)\S* (?:\S+ ){0,4}(?:full|out of (?:storage|space)|exceeded|limit)|out of (?:storage|space)|insufficient (?:system )?(?:storage|space|resources)|over.?(?:quota|limit)|too many messages/i;

const BUSY =
  /(?:receiving|received) mail at a rate|(?:rate|connection|frequency) limit|limit for the number of messages|too (?:many (?:recipients|connections|messages|errors)|fast|busy|frequent)|try (?:again|later)|(?:again|retry) later|temporar|grey-?list|gr[ae]y ?listed|deferred|currently (?:not )?(?:unavailable|receiving|accepting)|service (?:is )?(?:not available|unavailable|busy)|timed? ?out|connection (?:refused|reset|lost)|unreachable|no route to host|network is|delivery temporarily suspended|loop|too many hops|hop count|lowest numbered mx/i;

/** A queue that has given up, and tells what it was told last. */
const GIVEN_UP =
  /retry time(?:out)? (?:exceeded|not reached)|message (?:has )?(?:expired|been in the queue)|been failing for a long time/i;

/** In this order; the first that fits. Codes of the families come from RFC 3463 and the IANA registry (RFC 5248). */
export const FAILURE_RULES: readonly FailureRule[] = [
  {
    verdict: "NOT_FOR_STRANGERS",
    details: ["7.12", "7.13", "7.124", "7.129", "7.133", "7.134", "7.135", "7.136"],
    source: "Exchange: senders who are not signed in, or not members, may not write to the group or mailbox",
  },
  {
    verdict: "NOT_FOR_STRANGERS",
    words:
      /not authenticated for (?:the )?(?:group|mailbox|recipient)|RESOLVER\.RST|(?:list|group) (?:is )?(?:only )?(?:open )?(?:to|for) (?:its )?members|members[- ]only|only members/i,
    source: "Exchange's RESOLVER.RST family without a code of its own; list managers",
  },
  {
    verdict: "NOT_FOR_STRANGERS",
    words:
      /outside (?:of )?(?:its|the|our|this|their) (?:organi[sz]ation|company|domain)|only (?:internal|authori[sz]ed|authenticated) senders|internal senders only/i,
    source: "Exchange's words to people, and filters in front of it",
  },
  { verdict: "WE_ARE_REFUSED", details: ["1.7", "1.8"], source: "RFC 3463 X.1.7, X.1.8: the sender's address" },
  { verdict: "WE_ARE_REFUSED", details: ["7.27"], source: "RFC 7505: the sender's domain has a null MX" },
  { verdict: "WE_ARE_REFUSED", words: ABOUT_THE_SENDER, source: "Postfix and others, reject_unknown_sender_domain" },
  {
    verdict: "WE_ARE_REFUSED",
    words: /absender|exp(?:é|e)diteur|remitente|mittente|afzender/i,
    source: "the sender's address in the languages of NO_SUCH_ADDRESS_ELSEWHERE, whose words fit it as well",
  },
  { verdict: "WAIT", words: GIVEN_UP, source: "Exim, Exchange's 5.4.300 family, qmail" },
  { verdict: "WE_ARE_REFUSED", details: ["7."], words: ABOUT_OUR_MAIL, source: "RFC 3463 X.7.x: security or policy" },
  {
    verdict: "WAIT",
    details: ["2.1"],
    words: BUSY,
    source: "a large provider says 5.2.1 of a mailbox that receives too much at the moment",
  },
  { verdict: "WAIT", details: ["2.2", "2.4", "3.1"], source: "RFC 3463: mailbox full, list expansion, system full" },
  { verdict: "WAIT", details: ["2.121", "2.122"], source: "Exchange: more in an hour than the mailbox takes" },
  { verdict: "WAIT", replyCodes: [552], words: FULL, source: "RFC 5321 4.2.3" },
  {
    verdict: "WAIT",
    words:
      /relay(?:ing)? (?:access |is )?(?:denied|not (?:permitted|allowed))|unable to relay|not relay|as a relay|rcpthosts/i,
    source: "a mail exchanger that does not know (yet) that it is one",
  },
  {
    verdict: "ADDRESS_GONE",
    details: ["1.1", "1.2", "1.3", "1.6", "1.10"],
    source: "RFC 3463 X.1.1, X.1.2, X.1.3, X.1.6; RFC 7505 X.1.10, which Exchange uses for X.1.1",
  },
  { verdict: "ADDRESS_GONE", replyCodes: [556], source: "RFC 7504: the domain accepts no mail" },
  { verdict: "WE_ARE_REFUSED", words: ABOUT_OUR_HOST, source: "Postfix and others: our name in the DNS or in EHLO" },
  { verdict: "ADDRESS_GONE", words: NO_SUCH_DOMAIN, source: "Postfix 5.4.4, Exim and qmail without a code" },
  {
    verdict: "ADDRESS_GONE",
    replyCodes: [551],
    words: /not local|moved|forward/i,
    source: "RFC 5321 3.4: the mailbox is elsewhere, and nothing is forwarded",
  },
  {
    verdict: "ADDRESS_GONE",
    details: ["1.0"],
    words: /(?:address|recipient) rejected/i,
    isUncertain: true,
    source: "filters in front of a directory, which say no more",
  },
  {
    verdict: "ADDRESS_GONE",
    details: ["4.1"],
    words: /recipient (?:address )?rejected|access denied/i,
    isUncertain: true,
    source: "directory-based blocking of the largest hosted service; now and then of addresses that exist",
  },
  { verdict: "WAIT", details: ["2.3"], words: FULL, source: "servers that take X.2.3 for a full mailbox" },
  {
    verdict: "ADDRESS_GONE",
    words: NO_SUCH_ADDRESS,
    source: "every MTA's own words, with 5.0.0, 5.5.0, 5.7.1 or no code",
  },
  { verdict: "ADDRESS_GONE", words: NO_SUCH_ADDRESS_ELSEWHERE, source: "providers who write their own language" },
  {
    verdict: "ADDRESS_GONE",
    words: /(?:account|domain|user|recipient|mailbox|address)\S* (?:\S+ ){0,4}(?:may|might) not exist/i,
    isUncertain: true,
    source: "providers who say no more to strangers",
  },
  {
    verdict: "WE_ARE_REFUSED",
    details: ["2.1"],
    replyCodes: [521],
    source: "RFC 7504: reply code 521, with a code that is about mailboxes",
  },
  {
    verdict: "WE_ARE_REFUSED",
    details: ["2.1"],
    words: /accept (?:delivery of )?(?:this|your)\b/i,
    source: "the same in words",
  },
  { verdict: "ADDRESS_GONE", details: ["2.1"], source: "RFC 3463 X.2.1: mailbox disabled" },
  { verdict: "WAIT", words: MAILBOX_FULL, source: "full mailboxes in words, also where they speak of a limit" },
  { verdict: "WE_ARE_REFUSED", words: ABOUT_OUR_MAIL, source: "block lists, reputation, content, signatures" },
  { verdict: "WAIT", words: FULL, source: "full mailboxes without a code of their own" },
  { verdict: "WAIT", words: BUSY, source: "RFC 3463 X.4.x, X.3.2 in words; a queue that has given up" },
];
