<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** The user's senders at mayfrom: read, asked for, asked again, withdrawn. */
final class Senders
{
    private ?string $accountId = null;

    /** @param array<string, mixed> $session */
    public function __construct(
        private readonly ApiClient $api,
        private array &$session,
        public readonly string $account,
    ) {
    }

    /** What is to be said where mayfrom has not answered an action. */
    public function wordOfSilence(): string
    {
        return $this->api->mayHaveChanged() ? 'awayafter' : 'away';
    }

    /**
     * With the state of each given address. While mayfrom is away: what was known last, marked as such.
     *
     * @param list<string> $addresses
     */
    public function load(array $addresses): SenderList
    {
        try {
            return $this->read($addresses);
        } catch (Away | Refused $trouble) {
            return SenderList::lastKnown(
                $this->session['mayfrom_senders'] ?? null,
                $this->account,
                SenderList::troubleOf($trouble),
            );
        }
    }

    /**
     * @param list<string> $addresses
     *
     * @throws Away
     * @throws Refused
     */
    public function read(array $addresses): SenderList
    {
        $addresses = array_values(array_filter($addresses, static fn (string $each): bool => $each !== ''));
        $requests = array_map(fn (string $each): array => ['login' => $this->account, 'sender' => $each], $addresses);
        $data = $this->api->call('Senders', Queries::SENDERS, [
            'requests' => $requests,
            'isAsking' => $requests !== [],
        ]);
        if (!isset($data['viewer']['account']['id'])) {
            throw new Refused('FORBIDDEN', 'the user has no mailbox at mayfrom');
        }
        $this->accountId = $data['viewer']['account']['id'];
        $data['viewer']['account']['sendableAddresses']['edges'] = $this->all($data['viewer']['account']['sendableAddresses']);
        $list = SenderList::read($data, $addresses);
        $this->session['mayfrom_senders'] = $list->toArray();

        return $list;
    }

    /**
     * Page after page.
     *
     * @param array{edges: list<array<string, mixed>>, pageInfo: array{hasNextPage: bool, endCursor: string|null}} $page the first one
     *
     * @return list<array<string, mixed>>
     *
     * @throws Away
     * @throws Refused
     */
    private function all(array $page): array
    {
        $edges = $page['edges'];
        while ($page['pageInfo']['hasNextPage']) {
            $more = $this->api->call('MoreSenders', Queries::MORE_SENDERS, ['after' => $page['pageInfo']['endCursor']]);
            $page = $more['viewer']['account']['sendableAddresses'];
            $edges = [...$edges, ...$page['edges']];
        }

        return $edges;
    }

    /**
     * Where the user's addresses are in mayfrom's console, signed in.
     *
     * @throws Away
     * @throws Refused
     */
    public function consoleLink(): string
    {
        $data = $this->api->call('HandOverSession', Queries::HAND_OVER, ['input' => ['page' => '/senders']]);

        return (string) $data['handOverSession']['url'];
    }

    /**
     * Asks the owner, or takes up what is there already: a second try, or one whose answer was lost, is no error.
     *
     * @throws Away
     * @throws Refused
     */
    public function ask(string $address, string $displayName): Sender
    {
        $known = $this->read([$address])->of($address);
        if ($known->isMine() || $known->state === Sender::ALLOWED || $known->state === Sender::WAITING) {
            return $known;
        }
        if ($known->mayBeAskedAgain()) {
            return $this->askAgain($known);
        }
        try {
            $data = $this->api->call('AddIdentity', Queries::ASK, ['input' => [
                'accountId' => $this->accountId,
                'address' => $address,
                'displayName' => trim($displayName),
            ]]);
        } catch (Refused $refused) {
            if ($refused->category !== 'CONFLICT') {
                throw $refused;
            }
            $now = $this->read([$address])->of($address);
            if ($now->state === Sender::WAITING || $now->state === Sender::ALLOWED) {
                return $now;
            }
            throw $refused;
        }

        return Sender::authorized($data['addIdentity']['authorization']);
    }

    /**
     * One that cannot be asked for keeps nobody from being asked about the others.
     *
     * @param array<string, string> $namesByAddress
     *
     * @return array<string, Refused> what cannot be asked for, by its address
     *
     * @throws Away
     * @throws Refused
     */
    public function askAll(array $namesByAddress): array
    {
        $items = [];
        foreach ($namesByAddress as $address => $name) {
            $items[] = [
                'accountId' => $this->accountId,
                'address' => (string) $address,
                'displayName' => trim($name),
            ];
        }
        $data = $this->api->call('AddIdentities', Queries::ASK_ALL, ['input' => [
            'idempotencyKey' => 'roundcube-' . hash('sha256', (string) json_encode([$items, gmdate('Y-m-d H')])),
            'onError' => 'OTHERS',
            'items' => $items,
        ]]);
        $refused = [];
        foreach ($data['addIdentities']['results'] as $result) {
            $error = $result['errors'][0] ?? null;
            if ($error !== null) {
                $refused[$items[$result['index']]['address']] = new Refused(
                    (string) $error['code'],
                    (string) $error['message'],
                    (string) $error['reason'],
                );
            }
        }

        return $refused;
    }

    /**
     * Asks for another address in the place of one that was mistyped, or takes up what there is of it already.
     *
     * @throws Away
     * @throws Refused
     */
    public function replace(Sender $former, string $address): Sender
    {
        if ($this->read([$address])->of($address)->state !== Sender::UNASKED) {
            return $this->ask($address, '');
        }
        $data = $this->api->call('ReplaceIdentityAddress', Queries::REPLACE, ['input' => [
            'authorizationId' => $former->authorizationId(),
            'address' => $address,
        ]]);

        return Sender::authorized($data['replaceIdentityAddress']['authorization']);
    }

    /**
     * @throws Away
     * @throws Refused
     */
    public function askAgain(Sender $sender): Sender
    {
        $data = $this->api->call('ResendVerification', Queries::ASK_AGAIN, ['id' => $sender->authorizationId()]);

        return Sender::authorized($data['resendVerification']['authorization']);
    }

    /**
     * @throws Away
     * @throws Refused
     */
    public function withdraw(Sender $sender): Sender
    {
        $data = $this->api->call('RevokeAuthorization', Queries::WITHDRAW, [
            'id' => $sender->authorizationId(),
            'reason' => 'removed in webmail',
        ]);

        return Sender::authorized($data['revokeAuthorization']['authorization']);
    }

    /**
     * What an administrator wants is taken by the user, or is not.
     *
     * @throws Away
     * @throws Refused
     */
    public function answerProposal(string $profileId, bool $isTaken): void
    {
        $this->api->call('AnswerProfileProposal', Queries::ANSWER_PROPOSAL, ['id' => $profileId, 'isTaken' => $isTaken]);
    }

    /**
     * Says that what was seen was not the user's own doing.
     *
     * @throws Away
     * @throws Refused
     */
    public function disown(string $proposalId): void
    {
        $this->api->call('DismissProposals', Queries::DISMISS, [
            'input' => ['ids' => [$proposalId], 'reason' => 'the user says in webmail: that was not me'],
        ]);
    }

    /**
     * @param array<string, mixed>            $profile as it was read
     * @param array<string, string|bool|null> $changes
     *
     * @return array<string, mixed> as it is now
     *
     * @throws Away
     * @throws Refused CONFLICT when it has changed since it was read
     */
    public function updateProfile(array $profile, array $changes): array
    {
        $input = ['profileId' => $profile['id'], 'ifVersion' => $profile['version']] + $changes;

        return $this->api->call('UpdateSenderProfile', Queries::UPDATE_PROFILE, ['input' => $input])['updateSenderProfile']['senderProfile'];
    }

    /**
     * @param array<string, string|bool|null> $fields
     *
     * @return array<string, mixed>
     *
     * @throws Away
     * @throws Refused
     */
    public function addProfile(Sender $sender, array $fields): array
    {
        $input = ['authorizationId' => $sender->authorizationId()] + $fields;

        return $this->api->call('AddSenderProfile', Queries::ADD_PROFILE, ['input' => $input])['addSenderProfile']['senderProfile'];
    }

    /**
     * A profile for an own address or alias: nobody is asked.
     *
     * @param array<string, string|bool|null> $fields
     *
     * @return array<string, mixed> the newest profile of that address
     *
     * @throws Away
     * @throws Refused
     */
    public function addOwn(string $address, array $fields): array
    {
        $input = ['accountId' => $this->accountId, 'address' => $address] + $fields;

        $right = $this->api->call('AddIdentity', Queries::ASK, ['input' => $input])['addIdentity']['authorization'];

        return end($right['profiles']) ?: throw new Refused('NOT_FOUND', 'the address has no profile');
    }

    /**
     * @throws Away
     * @throws Refused
     */
    public function removeProfile(string $profileId): void
    {
        $this->api->call('RemoveSenderProfile', Queries::REMOVE_PROFILE, ['id' => $profileId]);
    }
}
