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
    ];

    private const STATE_OF_AUTHORIZATION = [
        'AUTHORIZED' => self::ALLOWED,
        'PENDING' => self::WAITING,
        'DENIED' => self::DENIED,
        'EXPIRED' => self::EXPIRED,
        'PAUSED' => self::PAUSED,
        'REVOKED' => self::REVOKED,
    ];

    /**
     * @param array<string, mixed> $authorization as the API gives it; empty where there is none
     * @param bool                 $isUsable      whether mail from it would be taken now
     */
    private function __construct(
        public readonly string $address,
        public readonly string $state,
        public readonly bool $isUsable,
        public readonly array $authorization,
    ) {
    }

    /**
     * @param array{reason: string, verdict: string} $decision
     * @param array<string, mixed>                   $authorization
     */
    public static function decided(string $address, array $decision, array $authorization): self
    {
        $state = self::STATE_OF_REASON[$decision['reason']] ?? self::UNKNOWN;

        return new self($address, $state, $decision['verdict'] !== 'DENY', $authorization);
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

    public static function alias(string $address): self
    {
        return new self($address, self::ALIAS, true, []);
    }

    /** While nothing can be learned. It is not kept from sending: the mail server decides. */
    public static function unknown(string $address): self
    {
        return new self($address, self::UNKNOWN, true, []);
    }

    /** @param array<string, mixed> $kept */
    public static function fromArray(array $kept): self
    {
        return new self($kept['address'], $kept['state'], $kept['isUsable'], $kept['authorization'] ?? []);
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
        return $this->state === self::WAITING || $this->state === self::PAUSED;
    }

    public function mayBeWithdrawn(): bool
    {
        return $this->authorizationId() !== null
            && in_array($this->state, [self::ALLOWED, self::WAITING, self::PAUSED], true);
    }
}
