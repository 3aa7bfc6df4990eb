<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** One address and what it is to the user. */
final class Sender
{
    public const OWN = 'own';
    public const ALIAS = 'alias';
    public const ALLOWED = 'allowed';
    public const WAITING = 'waiting';
    public const DENIED = 'denied';
    public const EXPIRED = 'expired';
    public const PAUSED = 'paused';
    public const REVOKED = 'revoked';
    public const UNASKED = 'unasked';
    public const SUSPENDED = 'suspended';
    public const MALFORMED = 'malformed';
    public const UNKNOWN = 'unknown';

    private const STATE_OF_REASON = [
        'OWN_ADDRESS' => self::OWN,
        'ALIAS' => self::ALIAS,
        'SUBADDRESS' => self::ALLOWED,
        'AUTHORIZED' => self::ALLOWED,
        'DOMAIN_AUTHORIZED' => self::ALLOWED,
        'PENDING' => self::WAITING,
        'DENIED_BY_OWNER' => self::DENIED,
        'EXPIRED' => self::EXPIRED,
        'PAUSED' => self::PAUSED,
        'REVOKED' => self::REVOKED,
        'NOT_AUTHORIZED' => self::UNASKED,
        'SUSPENDED' => self::SUSPENDED,
        'MALFORMED' => self::MALFORMED,
    ];

    private const STATE_OF_AUTHORIZATION = [
        'AUTHORIZED' => self::ALLOWED,
        'PENDING' => self::WAITING,
        'DENIED' => self::DENIED,
        'EXPIRED' => self::EXPIRED,
        'PAUSED' => self::PAUSED,
        'REVOKED' => self::REVOKED,
    ];

    private const STATE_OF_LIST = [
        'ALLOWED' => self::ALLOWED,
        'WAITING' => self::WAITING,
        'DENIED' => self::DENIED,
        'EXPIRED' => self::EXPIRED,
        'PAUSED' => self::PAUSED,
        'REVOKED' => self::REVOKED,
        'NOT_AUTHORIZED' => self::UNASKED,
        'SUSPENDED' => self::SUSPENDED,
    ];

    private const STATE_OF_SOURCE = ['OWN_ADDRESS' => self::OWN, 'ALIAS' => self::ALIAS];

    /**
     * @param array<string, mixed> $authorization as the API gives it; empty where there is none
     * @param bool                 $isUsable      whether mail from it would be taken now
     * @param bool                 $isHidden      an own address that the user has removed from the list of a webmail
     * @param bool|null            $canResend     whether its owner can be asked once more; null where the API was not asked
     */
    private function __construct(
        public readonly string $address,
        public readonly string $state,
        public readonly bool $isUsable,
        public readonly array $authorization,
        public readonly bool $isHidden = false,
        private readonly ?bool $canResend = null,
    ) {
    }

    /** One of everything that the user may send as, waits for or had before. @param array<string, mixed> $node */
    public static function listed(array $node): self
    {
        $state = self::STATE_OF_LIST[$node['state']] ?? self::UNKNOWN;
        if ($state === self::ALLOWED) {
            $state = self::STATE_OF_SOURCE[$node['source']] ?? $state;
        }
        $isUsable = $node['state'] === 'ALLOWED';

        return new self(
            (string) $node['address'],
            $state,
            $isUsable,
            $node['authorization'] ?? [],
            (bool) $node['isHidden'],
            (bool) $node['canResend'],
        );
    }

    /** The same as a mail server decides it now: where nothing is refused yet, everything can be used. @param array{reason: string, verdict: string} $decision */
    public function asDecided(string $address, array $decision): self
    {
        $state = self::STATE_OF_REASON[$decision['reason']] ?? self::UNKNOWN;
        $isUsable = $decision['verdict'] !== 'DENY';

        return new self($address, $state, $isUsable, $this->authorization, $this->isHidden, $this->canResend);
    }

    /** Nobody has asked for it. */
    public static function unasked(string $address): self
    {
        return new self($address, self::UNASKED, false, []);
    }

    /** @param array<string, mixed> $authorization */
    public static function authorized(array $authorization): self
    {
        $state = self::STATE_OF_AUTHORIZATION[$authorization['state']] ?? self::UNKNOWN;

        return new self((string) $authorization['identity']['address'], $state, $state === self::ALLOWED, $authorization);
    }

    public static function own(string $address): self
    {
        return new self($address, self::OWN, true, []);
    }

    /** While nothing can be learned. It is not kept from sending: the mail server decides. */
    public static function unknown(string $address): self
    {
        return new self($address, self::UNKNOWN, true, []);
    }

    /** The same as a mail server has just said of it, while mayfrom says nothing. */
    public function asRefused(string $state): self
    {
        return new self($this->address, $state, false, $this->authorization, $this->isHidden, $this->canResend);
    }

    /** @param array<string, mixed> $kept */
    public static function fromArray(array $kept): self
    {
        return new self(
            $kept['address'],
            $kept['state'],
            $kept['isUsable'],
            $kept['authorization'] ?? [],
            $kept['isHidden'] ?? false,
            $kept['canResend'] ?? null,
        );
    }

    /** Without the profile, for the session. @return array<string, mixed> */
    public function toArray(): array
    {
        $kept = array_intersect_key($this->authorization, ['id' => 1, 'state' => 1, 'verification' => 1, 'identity' => 1]);

        return [
            'address' => $this->address,
            'state' => $this->state,
            'isUsable' => $this->isUsable,
            'authorization' => $kept,
            'isHidden' => $this->isHidden,
            'canResend' => $this->canResend,
        ];
    }

    public function authorizationId(): ?string
    {
        return $this->authorization['id'] ?? null;
    }

    public function isMine(): bool
    {
        return $this->state === self::OWN || $this->state === self::ALIAS;
    }

    /** The two digits that the owner types, while there is a question. */
    public function number(): ?string
    {
        return $this->state === self::WAITING ? $this->question('matchNumber') : null;
    }

    /** A field of the open question. */
    public function question(string $field): ?string
    {
        $value = $this->authorization['verification'][$field] ?? null;

        return is_string($value) ? $value : null;
    }

    /** What the domain of an address that was just asked for wants receivers to do: `reject`, `quarantine` (RFC 7489 6.3), or null. */
    public function dmarcPolicy(): ?string
    {
        $policy = $this->authorization['deliveryAdvice']['dmarcPolicy'] ?? null;

        return in_array($policy, ['reject', 'quarantine'], true) ? $policy : null;
    }

    /** The mail with the question came back. */
    public function isUndeliverable(): bool
    {
        return $this->state === self::WAITING && $this->question('deliveryState') === 'UNDELIVERABLE';
    }

    /** Whether asking its owner anew may help. */
    public function mayBeAsked(int $now): bool
    {
        if ($this->state === self::DENIED) {
            $from = $this->authorization['askAgainAt'] ?? null;

            return $from === null || strtotime((string) $from) <= $now;
        }

        return in_array($this->state, [self::UNASKED, self::EXPIRED, self::REVOKED], true);
    }

    /** Whether a question is open, or a pause is to be lifted, so that another mail helps. */
    public function mayBeAskedAgain(): bool
    {
        return ($this->state === self::WAITING || $this->state === self::PAUSED) && $this->canResend !== false;
    }

    /** Whether it stands in the list of webmails, from which it can be removed: it may be sent as all the same. */
    public function mayBeHidden(): bool
    {
        return $this->isMine() && $this->authorizationId() !== null && !$this->isHidden;
    }

    /** Whether a question about another address may take its place: nobody has allowed it. */
    public function mayBeReplaced(): bool
    {
        return $this->authorizationId() !== null
            && in_array($this->state, [self::WAITING, self::DENIED, self::EXPIRED, self::REVOKED], true);
    }

    public function mayBeWithdrawn(): bool
    {
        return $this->authorizationId() !== null
            && in_array($this->state, [self::ALLOWED, self::WAITING, self::PAUSED], true);
    }
}
