/** Every migration, in the order they run. Released ones are never edited; a change of the schema is a new one. */
import { Foundation1764000000001 } from "./1764000000001-foundation.js";
import { Tenancy1764000000002 } from "./1764000000002-tenancy.js";
import { Sending1764000000003 } from "./1764000000003-sending.js";
import { Leases1764000000004 } from "./1764000000004-leases.js";
import { Observations1764000000100 } from "./1764000000100-observations.js";
import { AuthorizedAddress1764000000101 } from "./1764000000101-authorized-address.js";
import { KeyRule1764000000102 } from "./1764000000102-key-rule.js";
import { DomainProof1764000000110 } from "./1764000000110-domain-proof.js";
import { RightsRememberWhoGaveThem1764000000111 } from "./1764000000111-rights-remember-who-gave-them.js";
import { CredentialMakers1764000000120 } from "./1764000000120-credential-makers.js";
import { Ranks1764000000121 } from "./1764000000121-ranks.js";
import { AuthorizationBasis1764000000130 } from "./1764000000130-authorization-basis.js";
import { TypedNumber1764000000140 } from "./1764000000140-typed-number.js";
import { WaitingQuestions1764000000141 } from "./1764000000141-waiting-questions.js";
import { RefusedMails1764000000150 } from "./1764000000150-refused-mails.js";
import { ActorScope1764000000160 } from "./1764000000160-actor-scope.js";
import { ProofClaims1764000000170 } from "./1764000000170-proof-claims.js";
import { ApprovedBrands1764000000180 } from "./1764000000180-approved-brands.js";
import { ConfirmedMailboxes1764000000181 } from "./1764000000181-confirmed-mailboxes.js";
import { Reporters1764000000182 } from "./1764000000182-reporters.js";
import { BlockedIdentities1764000000190 } from "./1764000000190-blocked-identities.js";
import { SecondFactor1764000000210 } from "./1764000000210-second-factor.js";
import { ViewSessions1764000000211 } from "./1764000000211-view-sessions.js";
import { NextHop1764000000220 } from "./1764000000220-next-hop.js";
import { LinkPresses1764000000230 } from "./1764000000230-link-presses.js";
import { ReportedMailboxes1764000000240 } from "./1764000000240-reported-mailboxes.js";
import { OwnersNo1764000000250 } from "./1764000000250-owners-no.js";
import { KeptPolicies1764000000260 } from "./1764000000260-kept-policies.js";
import { WindowCount1764000000270 } from "./1764000000270-window-count.js";
import { PlatformSettings1764000000280 } from "./1764000000280-platform-settings.js";
import { BrandLogos1764000000281 } from "./1764000000281-brand-logos.js";
import { PlatformPanel1764000000282 } from "./1764000000282-platform-panel.js";
import { SortedAuthorizations1764000000291 } from "./1764000000291-sorted-authorizations.js";
import { SortedLists1764000000292 } from "./1764000000292-sorted-lists.js";
import { PanelUrl1764000000300 } from "./1764000000300-panel-url.js";
import { AuditReaders1764000000311 } from "./1764000000311-audit-readers.js";
import { Webhooks1764000000312 } from "./1764000000312-webhooks.js";
import { MailTests1764000000313 } from "./1764000000313-mail-tests.js";
import { ComplaintLists1764000000314 } from "./1764000000314-complaint-lists.js";
import { DeliveryProblems1764000000320 } from "./1764000000320-delivery-problems.js";
import { OwnerReminders1764000000321 } from "./1764000000321-owner-reminders.js";
import { SavedViews1764000000322 } from "./1764000000322-saved-views.js";
import { UndoneApprovals1764000000323 } from "./1764000000323-undone-approvals.js";
import { SenderProfiles1764000000330 } from "./1764000000330-sender-profiles.js";
import { WithdrawnQuestions1764000000331 } from "./1764000000331-withdrawn-questions.js";
import { ProfileProposals1764000000332 } from "./1764000000332-profile-proposals.js";
import { QueueIds1764000000350 } from "./1764000000350-queue-ids.js";
import { ListedMails1764000000351 } from "./1764000000351-listed-mails.js";
import { ExternalReferences1764000000360 } from "./1764000000360-external-references.js";
import { Statistics1764000000370 } from "./1764000000370-statistics.js";
import { CodedReasons1764000000371 } from "./1764000000371-coded-reasons.js";
import { IssuerVersions1764000000372 } from "./1764000000372-issuer-versions.js";
import { CodedFindings1764000000381 } from "./1764000000381-coded-findings.js";
import { ActorRoles1764000000382 } from "./1764000000382-actor-roles.js";
import { UndoneDismissals1764000000383 } from "./1764000000383-undone-dismissals.js";
import { SessionHandovers1764000000384 } from "./1764000000384-session-handovers.js";
import { TypedAddresses1764000000390 } from "./1764000000390-typed-addresses.js";
import { DomainAliases1764000000400 } from "./1764000000400-domain-aliases.js";
import { UnknownLoginDomains1764000000410 } from "./1764000000410-unknown-login-domains.js";
import { GatewayHours1764000000411 } from "./1764000000411-gateway-hours.js";
import { HelpTexts1764000000412 } from "./1764000000412-help-texts.js";
import { BatchJobs1764000000420 } from "./1764000000420-batch-jobs.js";
import { AnsweredAddresses1764000000430 } from "./1764000000430-answered-addresses.js";
import { TrailReasonCodes1764000000431 } from "./1764000000431-trail-reason-codes.js";
import { WideTexts1764000000440 } from "./1764000000440-wide-texts.js";
import { MailTraces1764000000441 } from "./1764000000441-mail-traces.js";
import { GatewayDecisionTimes1764000000442 } from "./1764000000442-gateway-decision-times.js";
import { SightLinks1764000000450 } from "./1764000000450-sight-links.js";
import { GatewayQuestions1764000000451 } from "./1764000000451-gateway-questions.js";
import { BatchItemNames1764000000460 } from "./1764000000460-batch-item-names.js";
import { ListFilters1764000000461 } from "./1764000000461-list-filters.js";
import { ReadinessSums1764000000470 } from "./1764000000470-readiness-sums.js";
import { UnknownLoginTotals1764000000480 } from "./1764000000480-unknown-login-totals.js";
import { SessionOfBatchJobs1764000000490 } from "./1764000000490-session-of-batch-jobs.js";

export const migrations = [
  Foundation1764000000001,
  Tenancy1764000000002,
  Sending1764000000003,
  Leases1764000000004,
  Observations1764000000100,
  AuthorizedAddress1764000000101,
  KeyRule1764000000102,
  DomainProof1764000000110,
  RightsRememberWhoGaveThem1764000000111,
  CredentialMakers1764000000120,
  Ranks1764000000121,
  AuthorizationBasis1764000000130,
  TypedNumber1764000000140,
  WaitingQuestions1764000000141,
  RefusedMails1764000000150,
  ActorScope1764000000160,
  ProofClaims1764000000170,
  ApprovedBrands1764000000180,
  ConfirmedMailboxes1764000000181,
  Reporters1764000000182,
  BlockedIdentities1764000000190,
  SecondFactor1764000000210,
  ViewSessions1764000000211,
  NextHop1764000000220,
  LinkPresses1764000000230,
  ReportedMailboxes1764000000240,
  OwnersNo1764000000250,
  KeptPolicies1764000000260,
  WindowCount1764000000270,
  PlatformSettings1764000000280,
  BrandLogos1764000000281,
  PlatformPanel1764000000282,
  SortedAuthorizations1764000000291,
  SortedLists1764000000292,
  PanelUrl1764000000300,
  AuditReaders1764000000311,
  Webhooks1764000000312,
  MailTests1764000000313,
  ComplaintLists1764000000314,
  DeliveryProblems1764000000320,
  OwnerReminders1764000000321,
  SavedViews1764000000322,
  UndoneApprovals1764000000323,
  SenderProfiles1764000000330,
  WithdrawnQuestions1764000000331,
  ProfileProposals1764000000332,
  QueueIds1764000000350,
  ListedMails1764000000351,
  ExternalReferences1764000000360,
  Statistics1764000000370,
  CodedReasons1764000000371,
  IssuerVersions1764000000372,
  CodedFindings1764000000381,
  ActorRoles1764000000382,
  UndoneDismissals1764000000383,
  SessionHandovers1764000000384,
  TypedAddresses1764000000390,
  DomainAliases1764000000400,
  UnknownLoginDomains1764000000410,
  GatewayHours1764000000411,
  HelpTexts1764000000412,
  BatchJobs1764000000420,
  AnsweredAddresses1764000000430,
  TrailReasonCodes1764000000431,
  WideTexts1764000000440,
  MailTraces1764000000441,
  GatewayDecisionTimes1764000000442,
  SightLinks1764000000450,
  GatewayQuestions1764000000451,
  BatchItemNames1764000000460,
  ListFilters1764000000461,
  ReadinessSums1764000000470,
  UnknownLoginTotals1764000000480,
  SessionOfBatchJobs1764000000490,
];
