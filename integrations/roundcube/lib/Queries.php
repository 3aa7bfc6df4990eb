<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Every call that the plugin makes. */
final class Queries
{
    private const PROFILE = <<<'GRAPHQL'
        fragment Profile on SenderProfile {
          id version displayName organization replyTo bcc signature signatureHtml
          isDefault becomesDefault updatedBy updatedAt
          proposal { fields replyTo bcc proposedBy proposedAt }
        }
        GRAPHQL;

    private const AUTHORIZATION = <<<'GRAPHQL'
        fragment Right on Authorization {
          id state reason expiresAt askAgainAt
          identity { address }
          profiles { ...Profile }
          verification {
            matchNumber deliveryState sentTo sentAt expiresAt nextTurnAt sentFrom subject
            deliveryProblem { code }
            askingAdvice { code }
          }
        }
        GRAPHQL . "\n" . self::PROFILE;

    private const LISTED = <<<'GRAPHQL'
        fragment Listed on SendableAddressConnection {
          edges { node { address source state isHidden canResend authorization { ...Right } } }
          pageInfo { hasNextPage endCursor }
        }
        GRAPHQL . "\n" . self::AUTHORIZATION;

    public const SENDERS = <<<'GRAPHQL'
        query Senders($requests: [SenderRequest!]!, $isAsking: Boolean!) {
          viewer { account { id address sendableAddresses(first: 200) { ...Listed } } }
          authorizeSenders(requests: $requests) @include(if: $isAsking) { verdict reason }
          proposals(first: 100) { edges { node { id state address messages lastSeenAt } } }
        }
        GRAPHQL . "\n" . self::LISTED;

    /** Of somebody with more than one page of addresses. */
    public const MORE_SENDERS = <<<'GRAPHQL'
        query MoreSenders($after: String!) {
          viewer { account { sendableAddresses(first: 200, after: $after) { ...Listed } } }
        }
        GRAPHQL . "\n" . self::LISTED;

    public const ASK = <<<'GRAPHQL'
        mutation AddIdentity($input: AddIdentityInput!) {
          addIdentity(input: $input) { authorization { ...Right deliveryAdvice { dmarcPolicy } } }
        }
        GRAPHQL . "\n" . self::AUTHORIZATION;

    public const REPLACE = <<<'GRAPHQL'
        mutation ReplaceIdentityAddress($input: ReplaceIdentityAddressInput!) {
          replaceIdentityAddress(input: $input) { authorization { ...Right deliveryAdvice { dmarcPolicy } } }
        }
        GRAPHQL . "\n" . self::AUTHORIZATION;

    public const ASK_ALL = <<<'GRAPHQL'
        mutation AddIdentities($input: AddIdentitiesInput!) {
          addIdentities(input: $input) { results { index errors { code reason message field } } }
        }
        GRAPHQL;

    public const ASK_AGAIN = <<<'GRAPHQL'
        mutation ResendVerification($id: ID!) { resendVerification(authorizationId: $id) { authorization { ...Right } } }
        GRAPHQL . "\n" . self::AUTHORIZATION;

    public const WITHDRAW = <<<'GRAPHQL'
        mutation RevokeAuthorization($id: ID!, $reason: String) {
          revokeAuthorization(authorizationId: $id, reason: $reason) { authorization { ...Right } }
        }
        GRAPHQL . "\n" . self::AUTHORIZATION;

    public const DISMISS = <<<'GRAPHQL'
        mutation DismissProposals($input: DecideProposalsInput!) {
          dismissProposals(input: $input) { count }
        }
        GRAPHQL;

    public const UPDATE_PROFILE = <<<'GRAPHQL'
        mutation UpdateSenderProfile($input: UpdateSenderProfileInput!) {
          updateSenderProfile(input: $input) { senderProfile { ...Profile } }
        }
        GRAPHQL . "\n" . self::PROFILE;

    public const ANSWER_PROPOSAL = <<<'GRAPHQL'
        mutation AnswerProfileProposal($id: ID!, $isTaken: Boolean!) {
          answerProfileProposal(profileId: $id, isTaken: $isTaken) { senderProfile { id } }
        }
        GRAPHQL;

    public const HAND_OVER = <<<'GRAPHQL'
        mutation HandOverSession($input: HandOverSessionInput!) { handOverSession(input: $input) { url } }
        GRAPHQL;

    public const ADD_PROFILE = <<<'GRAPHQL'
        mutation AddSenderProfile($input: AddSenderProfileInput!) {
          addSenderProfile(input: $input) { senderProfile { ...Profile } }
        }
        GRAPHQL . "\n" . self::PROFILE;

    public const REMOVE_PROFILE = <<<'GRAPHQL'
        mutation RemoveSenderProfile($id: ID!) { removeSenderProfile(profileId: $id) { authorization { id } } }
        GRAPHQL;
}
